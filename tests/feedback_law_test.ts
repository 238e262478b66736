/** Laws of votes: a preference follows from the declaration and the current votes. */
import assert from "node:assert/strict";
import fc from "../supabase/functions/_shared/test/property.ts";
import { emptyProject } from "./embedded.ts";
import { insertion } from "./event_rows.ts";

const MEMBER = "00000000-0000-4000-8000-00000000000a";
const CATEGORIES = ["arts_music", "food_dining"] as const;
/** Enough of one category that votes on them exceed both ends of the scale. */
const EVENTS = 24;

const ACTIONS = ["like", "going", "dislike", "not_going"] as const;
type Vote = { event: number; action: typeof ACTIONS[number] | "undo" };
type Declaration = { category: number; weight: number | null };
type Step = Vote | Declaration;

const vote = fc.record({
  event: fc.nat({ max: EVENTS - 1 }),
  // Mostly one way, so that runs reach an end of the scale.
  action: fc.constantFrom(...ACTIONS, "undo" as const, "dislike" as const, "dislike" as const),
});
const declaration = fc.record({
  category: fc.nat({ max: 1 }),
  weight: fc.option(fc.integer({ min: 0, max: 100 }).map((n) => n / 100)),
});

const moves = { like: 10, going: 10, dislike: -10, not_going: 0 };
const clipped = (hundredths: number) => Math.min(100, Math.max(0, hundredths)) / 100;

/** The weights by a model that sums the votes since the last declaration. */
function modelled(steps: Step[]): number[] {
  return CATEGORIES.map((_, category) => {
    let declared = 50;
    const votes = new Map<number, { action: Vote["action"]; by: number }>();
    for (const step of steps) {
      if ("category" in step) {
        if (step.category !== category) continue;
        declared = Math.round((step.weight ?? 0.5) * 100);
        // A declaration includes the effect of earlier votes.
        for (const vote of votes.values()) vote.by = 0;
      } else if (step.event % 2 === category) {
        const { event, action } = step;
        if (action === "undo") votes.delete(event);
        // Repeating an action changes nothing.
        else if (votes.get(event)?.action !== action) {
          votes.set(event, { action, by: moves[action] });
        }
      }
    }
    return clipped([...votes.values()].reduce((sum, { by }) => sum + by, declared));
  });
}

async function community() {
  const project = await emptyProject();
  await project.migrate();
  const { database } = project;
  await database.exec(`
    insert into auth.users (id, email, email_confirmed_at) values ('${MEMBER}', 'a@example.org', now());`);
  const events = Array.from({ length: EVENTS }, (_, i) => ({
    id: `00000000-0000-4000-9000-${`${i}`.padStart(12, "0")}`,
    starts_at: new Date().toISOString(),
    category: CATEGORIES[i % 2]!,
  }));
  await database.query(...insertion(events));
  // Votes come in both ways: by a member's upsert and by a link's function.
  await database.exec(`
    create function private.play(p_steps jsonb, p_by_links boolean) returns void language plpgsql as $$
    declare s jsonb; v_event uuid;
    begin
      for s in select * from jsonb_array_elements(p_steps) loop
        v_event := ('00000000-0000-4000-9000-' || lpad(s ->> 'event', 12, '0'))::uuid;
        if s ? 'category' then
          if s -> 'weight' = 'null' then
            delete from public.user_preferences where category = s ->> 'category';
          else
            insert into public.user_preferences (user_id, category, weight)
              values ('${MEMBER}', s ->> 'category', (s ->> 'weight')::numeric)
              on conflict (user_id, category) do update set user_id = excluded.user_id,
                category = excluded.category, weight = excluded.weight;
          end if;
        elsif p_by_links then
          perform public.record_feedback(now(), '${MEMBER}', v_event, s ->> 'action');
        elsif s ->> 'action' = 'undo' then
          delete from public.feedback_logs where event_id = v_event;
        else
          insert into public.feedback_logs (user_id, event_id, action)
            values ('${MEMBER}', v_event, s ->> 'action')
            on conflict (user_id, event_id) do update set user_id = excluded.user_id,
              event_id = excluded.event_id, action = excluded.action
            where public.feedback_logs.action <> excluded.action;
        end if;
      end loop;
    end $$`);
  const named = (step: Step) =>
    "category" in step ? { ...step, category: CATEGORIES[step.category] } : step;
  return {
    reset: () => database.exec("delete from feedback_logs; delete from user_preferences"),
    play: (steps: Step[], byLinks: boolean) =>
      database.query("select private.play($1::jsonb, $2)", [
        JSON.stringify(steps.map(named)),
        byLinks,
      ]),
    async weights(): Promise<number[]> {
      const rows = await database.query<{ category: string; weight: number }>(
        "select category, weight::float from user_preferences",
      );
      return CATEGORIES.map((name) =>
        rows.find(({ category }) => category === name)?.weight ?? 0.5
      );
    },
    [Symbol.asyncDispose]: () => project[Symbol.asyncDispose](),
  };
}

Deno.test("votes in any order, all undone in any other order, restore every preference", async () => {
  await using world = await community();
  const weight = fc.integer({ min: 0, max: 100 }).map((n) => n / 100);
  const law = fc.asyncProperty(
    fc.tuple(weight, weight),
    fc.array(vote, { maxLength: 60 }),
    fc.shuffledSubarray(Array.from({ length: EVENTS }, (_, n) => n), { minLength: EVENTS }),
    fc.boolean(),
    async (declared, votes, order, byLinks) => {
      await world.reset();
      await world.play(declared.map((weight, category) => ({ category, weight })), byLinks);
      await world.play(votes, byLinks);
      await world.play(order.map((event) => ({ event, action: "undo" })), byLinks);
      assert.deepEqual(await world.weights(), declared);
    },
  );
  await fc.assert(law, { numRuns: 40, seed: 6 });
});

Deno.test("a preference equals its declaration plus the votes since, after any steps", async () => {
  await using world = await community();
  const steps = fc.array(
    fc.oneof({ weight: 12, arbitrary: vote }, { weight: 1, arbitrary: declaration }),
    { maxLength: 80 },
  );
  const law = fc.asyncProperty(steps, fc.boolean(), async (steps, byLinks) => {
    await world.reset();
    await world.play(steps, byLinks);
    assert.deepEqual(await world.weights(), modelled(steps));
  });
  await fc.assert(law, { numRuns: 60, seed: 8 });
});
