import assert from "node:assert/strict";
import { inDays, inHours, inWorld, type Json, NOW } from "./world.ts";

const titlesOf = ({ items }: Json): string[] => items.map(({ event }: Json) => event.title);

Deno.test("recommend returns events with reasons, and logs the shown events", async (t) => {
  await inWorld({ AI_PROVIDER: "offline" }, async ({ stack, call, member, events, at }) => {
    const tastes = { tech_innovation: 1, sports_fitness: 0 };
    const ada = await member("Ada", { preferences: tastes });
    const bob = await member("Bob");
    const ask = async (body: Json = {}, token = ada.token) => {
      const answer = await call("recommend", { token, body });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return answer.body;
    };

    await t.step("an empty database: an empty list", async () => {
      const { items, ...rest } = await ask();
      assert.deepEqual(items, []);
      assert.deepEqual(Object.keys(rest), ["user_id", "generated_at", "model"]);
    });

    const [rust, run, lunch, soon, begun] = await events(
      {
        title: "Rust workshop",
        category: "tech_innovation",
        starts_at: inDays(6),
        organisers: ["Coders"],
        location: "Room 5",
        url: "https://posts.example/rust",
        image_url: "https://posts.example/rust.jpg",
      },
      {
        title: "Morning run",
        category: "sports_fitness",
        starts_at: inDays(5),
        organisers: ["Runners"],
      },
      { title: "Long lunch", category: "food_dining", starts_at: inDays(9), organisers: ["Cooks"] },
      { title: "Board games tonight", starts_at: inHours(3), organisers: ["Players"] },
      { title: "Begun already", starts_at: inHours(-1) },
    ) as [string, string, string, string, string];

    await t.step("the response has the documented shape", async () => {
      const { user_id, generated_at, model, items, ...rest } = await ask({ limit: 2 });
      assert.deepEqual(rest, {});
      assert.equal(user_id, ada.id);
      assert.ok(Math.abs(Date.parse(generated_at) - NOW.getTime()) < 60_000, generated_at);
      assert.equal(model, "offline/hashing@512");
      assert.equal(items.length, 2);
      const { event, score, reasons } = items[0];
      assert.deepEqual(Object.keys(items[0]).sort(), ["event", "position", "reasons", "score"]);
      assert.deepEqual(items.map(({ position }: Json) => position), [1, 2]);
      assert.deepEqual({ ...event, starts_at: new Date(event.starts_at).toISOString() }, {
        id: rust,
        title: "Rust workshop",
        summary: null,
        starts_at: inDays(6),
        ends_at: null,
        is_all_day: false,
        location: "Room 5",
        is_online: false,
        category: "tech_innovation",
        organisers: ["Coders"],
        url: "https://posts.example/rust",
        image_url: "https://posts.example/rust.jpg",
      });
      assert.ok(Number.isFinite(score));
      for (const reason of items.flatMap((item: Json) => item.reasons)) {
        assert.deepEqual(Object.keys(reason).sort(), ["contribution", "term", "text"]);
        assert.ok(reason.term.length > 0 && reason.text.length > 0);
        assert.ok(Number.isFinite(reason.contribution));
      }
      assert.ok(reasons.length > 0);
    });

    await t.step(
      "a member without votes gets events by preferences, with that reason",
      async () => {
        const { items } = await ask();
        assert.equal(items[0].event.id, rust);
        const terms = items[0].reasons.map(({ term }: Json) => term);
        assert.ok(terms.includes("preference"), `${terms}`);
        const isLastOfAll = items.findIndex(({ event }: Json) => event.id === run);
        assert.ok(isLastOfAll > items.findIndex(({ event }: Json) => event.id === lunch));
      },
    );

    await t.step(
      "a member without votes and preferences gets soon or popular events, with that reason",
      async () => {
        const { items } = await ask({}, bob.token);
        assert.equal(items[0].event.id, soon);
        const told = new Set(
          items.flatMap(({ reasons }: Json) => reasons.map(({ term }: Json) => term)),
        );
        assert.ok(items[0].reasons.some(({ term }: Json) => /^(soon|popularity)$/.test(term)));
        assert.ok(![...told].some((term) => /preference|similar|closest/.test(`${term}`)));
      },
    );

    await t.step("only a member without votes and preferences gets a question", async () => {
      const { question } = await ask({}, bob.token);
      assert.ok(question.text.length > 0 && question.options.length > 0);
      for (const option of question.options) {
        assert.deepEqual(Object.keys(option).sort(), ["category", "label"]);
      }
      assert.ok(!("question" in await ask()));
    });

    await t.step("begun events are not returned", async () => {
      const { items } = await ask({ limit: 50 });
      assert.ok(!items.some(({ event }: Json) => event.id === begun));
      assert.equal(items.length, 4);
    });

    await t.step("limit, from, to, categories and exclude filter the events", async () => {
      assert.equal((await ask({ limit: 1 })).items.length, 1);
      assert.deepEqual(titlesOf(await ask({ from: inDays(6), to: inDays(9) })), ["Rust workshop"]);
      assert.deepEqual(titlesOf(await ask({ from: inDays(9) })), ["Long lunch"]);
      assert.deepEqual(titlesOf(await ask({ from: "2025-08-27T09:00:00+10:00" })), ["Long lunch"]);
      assert.deepEqual(titlesOf(await ask({ categories: ["sports_fitness"] })), ["Morning run"]);
      const others = await ask({ exclude: [rust.toUpperCase(), soon] });
      assert.deepEqual(titlesOf(others).sort(), ["Long lunch", "Morning run"]);
    });

    await t.step("the service may name a member", async () => {
      const { status, body } = await call("recommend", { body: { user_id: ada.id, limit: 3 } });
      assert.equal(status, 200);
      assert.equal(body.user_id, ada.id);
    });

    await t.step("supabase-js invokes it as a member", async () => {
      const { data, error } = await ada.client.functions.invoke("recommend", {
        body: { limit: 1 },
      });
      assert.equal(error, null);
      assert.equal(data.items[0].event.id, rust);
    });

    await t.step("shown events are in recommendation_logs", async () => {
      await stack.sql("delete from public.recommendation_logs");
      const { items } = await ask({ limit: 3 });
      await ask({ limit: 3 }); // loaded again: not logged again
      const rows = await stack.sql(
        `select user_id, event_id, email_id, position, score, model, shown_at
         from public.recommendation_logs order by position`,
      );
      assert.deepEqual(
        rows.map(({ shown_at: _, score, ...row }) => ({
          ...row,
          score: (score as number).toFixed(3),
        })),
        items.map(({ event, score }: Json, i: number) => ({
          user_id: ada.id,
          event_id: event.id,
          email_id: null,
          position: i + 1,
          model: "offline/hashing@512",
          score: score.toFixed(3),
        })),
      );
      assert.ok(rows.every(({ shown_at }) => Math.abs(Date.parse(`${shown_at}`) - +NOW) < 60_000));
    });

    await t.step(
      "an event is not shown again to a member who voted on it",
      async () => {
        const vote = { user_id: ada.id, event_id: rust, action: "dislike" };
        assert.equal((await ada.client.from("feedback_logs").insert(vote)).error, null);
        assert.ok(!titlesOf(await ask({ limit: 50 })).includes("Rust workshop"));
        assert.ok(titlesOf(await ask({ limit: 50 }, bob.token)).includes("Rust workshop"));
      },
    );

    await t.step("a vote raises similar events", async () => {
      const [liked] = await events({
        title: "Sourdough baking evening",
        organisers: ["Bakers"],
        starts_at: inDays(-9),
        text: "sourdough bread baking flour oven",
      });
      await events({
        title: "Baking sourdough bread",
        organisers: ["Kitchen"],
        starts_at: inDays(12),
        text: "sourdough bread baking flour oven again",
      });
      await stack.sql(
        `insert into public.feedback_logs (user_id, event_id, action, voted_at)
         values ($1, $2, 'like', $3)`,
        [bob.id, liked, inDays(-8)],
      );
      const { items } = await ask({ from: inDays(8) }, bob.token);
      assert.equal(items[0].event.title, "Baking sourdough bread");
      const terms = items[0].reasons.map(({ term }: Json) => term);
      assert.ok(terms.some((term: string) => /similar|closest/.test(term)), `${terms}`);
    });

    await t.step("a later clock continues the replay", async () => {
      await at(inDays(8));
      assert.ok(!titlesOf(await ask({ limit: 50 })).includes("Morning run"));
    });
  });
});

Deno.test("a warm recommend function sees every change of events without a restart", async () => {
  await inWorld({ AI_PROVIDER: "offline" }, async ({ stack, call, member, events }) => {
    const ada = await member("Ada");
    const [first, second] = await events({ title: "First" }, { title: "Second" });
    const seen = async () => {
      const { body } = await call("recommend", { token: ada.token, body: { limit: 50 } });
      return titlesOf(body).sort();
    };
    const change = (set: string, id: string | undefined) =>
      stack.sql(`update public.events set ${set} where id = $1`, [id]);

    assert.deepEqual(await seen(), ["First", "Second"]);
    const [third] = await events({ title: "Third" });
    assert.deepEqual(await seen(), ["First", "Second", "Third"], "published");
    await change("title = 'Third, moved'", third);
    assert.deepEqual(await seen(), ["First", "Second", "Third, moved"], "changed");
    await change("hidden_at = now()", second);
    assert.deepEqual(await seen(), ["First", "Third, moved"], "hidden");
    await change("hidden_at = null", second);
    assert.deepEqual(await seen(), ["First", "Second", "Third, moved"], "shown again");
    await change(`starts_at = '${inHours(-1)}'`, second);
    assert.deepEqual(await seen(), ["First", "Third, moved"], "moved into the past");
    await change("withdrawn_at = now()", third);
    assert.deepEqual(await seen(), ["First"], "withdrawn");
    await stack.sql("delete from public.events where id = $1", [first]);
    assert.deepEqual(await seen(), [], "deleted");
    await events({ title: "Fourth" }, { title: "Fifth" });
    assert.deepEqual(await seen(), ["Fifth", "Fourth"], "published after all had gone");
    await stack.sql("delete from public.events where title = 'Fourth'");
    await events({ title: "Sixth" });
    assert.deepEqual(await seen(), ["Fifth", "Sixth"], "one deleted, one published");
  });
});

Deno.test("recommend shows an all-day event on its day", async () => {
  await inWorld({ AI_PROVIDER: "offline" }, async ({ call, member, events, at }) => {
    const ada = await member("Ada");
    await events({ title: "Open day", is_all_day: true, starts_at: inHours(-9) });
    const { body } = await call("recommend", { token: ada.token, body: {} });
    assert.deepEqual(titlesOf(body), ["Open day"]);
    await at(inHours(15));
    assert.deepEqual(titlesOf((await call("recommend", { token: ada.token, body: {} })).body), []);
  });
});

Deno.test("an event without a vector is recommended, too", async () => {
  await inWorld({ AI_PROVIDER: "offline" }, async ({ stack, call, member, events }) => {
    const ada = await member("Ada");
    const [id] = await events({ title: "Embedded" });
    await stack.sql("delete from public.event_embeddings");
    await stack.sql("update public.events set updated_at = now() where id = $1", [id]);
    const { body } = await call("recommend", { token: ada.token, body: {} });
    assert.deepEqual(titlesOf(body), ["Embedded"]);
    await events({ title: "Another" });
    const later = await call("recommend", { token: ada.token, body: {} });
    assert.deepEqual(titlesOf(later.body).sort(), ["Another", "Embedded"]);
  });
});
