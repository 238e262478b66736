import assert from "node:assert/strict";
import fc from "../supabase/functions/_shared/test/property.ts";
import {
  type Claims,
  feedbackExpiry,
  undoExpiry,
} from "../supabase/functions/_shared/links/links.ts";
import { mutations } from "../supabase/functions/_shared/links/test_mutations.ts";
import { sign } from "./signed.ts";
import { openSite } from "./site_reader.ts";
import { assertRefused, inDays, inWorld, type Json, NOW, type World } from "./world.ts";

/** `$&` and `%`, because titles must never be used as patterns. */
const TITLE = "100% $& <b>Rust</b>";
const EXP = feedbackExpiry(NOW);
const NOBODY = "00000000-0000-0000-0000-000000000000";
const VOTES = ["like", "dislike", "undo"] as const;

async function reader({ stack, call, member, events }: World) {
  // A name that random ids and tokens cannot contain: "ada" could be three digits of a UUID.
  const { id: user_id } = await member("Wilhelmina");
  const starts_at = inDays(3);
  const [event_id] = await events({ title: TITLE, starts_at, category: "arts_music" }) as [string];
  const claims: Claims[] = [
    ...VOTES.map((action) => ({ action, user_id, event_id, exp: EXP })),
    { action: "unsubscribe", user_id },
    { action: "resubscribe", user_id, exp: undoExpiry(NOW) },
    { action: "prefer", user_id, category: "food_dining", exp: EXP },
  ];
  const post = (path: string) => (token: unknown) => call(path, { body: { token }, key: null });
  return {
    user_id,
    event_id,
    starts_at,
    claims,
    ask: post("feedback/question"),
    record: post("feedback"),
    /** All state that a token could change. */
    state: () =>
      stack.sql<Json>(
        `select (select jsonb_agg(u) from public.users u) as users,
                (select jsonb_agg(p) from public.user_preferences p) as preferences,
                (select jsonb_agg(f) from public.feedback_logs f) as votes,
                (select jsonb_agg(r) from public.recommendation_logs r) as shown`,
      ),
  };
}

Deno.test("feedback/question describes the effect of a token and changes nothing", async (t) => {
  await inWorld({}, async (world) => {
    const { stack, call, at } = world;
    const { user_id, event_id, starts_at, claims, ask, record, state } = await reader(world);

    await t.step("three requests get the same answer, and nothing changes", async () => {
      const event = { id: event_id, title: TITLE, is_all_day: false };
      for (const claim of claims) {
        const token = sign(claim);
        const before = await state();
        for (const _ of [1, 2, 3]) {
          const { status, headers, body } = await ask(token);
          assert.deepEqual([status, headers.get("cache-control")], [200, "no-store"]);
          if (body.event) {
            const { starts_at: start, ...rest } = body.event;
            assert.equal(new Date(start).toISOString(), starts_at);
            assert.deepEqual(rest, event);
          }
          assert.deepEqual({ ...body, event: body.event !== null }, {
            action: claim.action,
            event: "event_id" in claim,
            category: "category" in claim ? { id: "food_dining", label: "Food & dining" } : null,
          });
          assert.doesNotMatch(JSON.stringify(body), new RegExp(`${user_id}|wilhelmina`, "i"));
        }
        assert.deepEqual(await state(), before, claim.action);
      }
    });

    await t.step("for a merged post it names the canonical event", async () => {
      const [other] = await world.events({ title: "Tea", starts_at });
      const merge = "update public.events set canonical_id = $1 where id = $2";
      await stack.sql(merge, [other, event_id]);
      const token = sign(claims[0]!);
      for (const { body } of [await ask(token), await record(token)]) {
        assert.deepEqual([body.event.id, body.event.title], [other, "Tea"]);
      }
      await record(sign({ action: "undo", user_id, event_id, exp: EXP }));
      await stack.sql(merge, [null, event_id]);
    });

    await t.step("for a hidden event it returns no event", async () => {
      await stack.sql("update public.events set hidden_at = now() where id = $1", [event_id]);
      const { status, body } = await ask(sign(claims[0]!));
      assert.deepEqual([status, body], [200, { action: "like", event: null, category: null }]);
      await stack.sql("update public.events set hidden_at = null where id = $1", [event_id]);
    });

    await t.step("it refuses the same tokens as recording, with the same errors", async () => {
      const gone = crypto.randomUUID();
      const like = { action: "like" as const, user_id, event_id, exp: EXP };
      const refused: [unknown, number, string][] = [
        [sign(like, "another secret, and as long as ours is"), 401, "invalid_token"],
        [sign({ ...like, exp: NOW }), 410, "token_expired"],
        [sign({ ...like, user_id: NOBODY }), 409, "test_link"],
        [sign({ action: "unsubscribe", user_id: NOBODY }), 409, "test_link"],
        [sign({ action: "unsubscribe", user_id: gone }), 404, "unknown_id"],
        ["x", 401, "invalid_token"],
        ["", 422, "invalid_body"],
        ["x".repeat(501), 422, "invalid_body"],
        [null, 422, "invalid_body"],
        [{ token: "x" }, 422, "invalid_body"],
      ];
      for (const [token, status, code] of refused) {
        const [asked, recorded] = [await ask(token), await record(token)];
        assertRefused(asked, status, code, String(token));
        assert.deepEqual(asked.body, recorded.body);
      }
      // Recording cannot distinguish the two cases.
      for (const ids of [{ user_id: gone }, { event_id: gone }]) {
        const token = sign({ ...like, ...ids });
        for (const answer of [await ask(token), await record(token)]) {
          assertRefused(answer, 404, "unknown_id", Object.keys(ids)[0]!);
        }
      }
    });

    await t.step("tampered tokens are refused and change nothing", async () => {
      const tokens = await Promise.all(claims.map((claim) => sign(claim)));
      const before = await state();
      await fc.assert(
        fc.asyncProperty(mutations(tokens), async (mutant) => {
          fc.pre(!tokens.includes(mutant));
          const [asked, recorded] = [await ask(mutant), await record(mutant)];
          assert.ok(asked.status === 401 || asked.status === 422, `${asked.status}`);
          assert.deepEqual([asked.status, asked.body], [recorded.status, recorded.body]);
        }),
        { numRuns: 200 },
      );
      assert.deepEqual(await state(), before);
    });

    await t.step("it accepts only POST, because addresses appear in logs", async () => {
      for (const method of ["GET", "HEAD"]) {
        const answer = await call("feedback/question?t=x", { method, key: null });
        assert.deepEqual([answer.status, answer.headers.get("allow")], [405, "POST"]);
      }
    });

    await t.step("after 90 days: 410, except for unsubscribing", async () => {
      await at(inDays(91));
      for (const claim of claims) {
        assert.equal((await ask(sign(claim))).status, "exp" in claim ? 410 : 200);
      }
    });
  });
});

Deno.test("the site's page describes a link and records a click", async (t) => {
  await inWorld({}, async (world) => {
    const { stack, call, at } = world;
    const { user_id, claims, state } = await reader(world);
    const open = async (claim: Claims) => await openSite(stack.url, sign(claim));
    const shown = ({ text, detail, button }: Json) => [text, detail, button];

    await t.step("opening any link changes nothing", async () => {
      const before = await state();
      const texts = [];
      for (const claim of claims) texts.push((await open(claim)).text);
      assert.deepEqual(texts, [
        `Interested in “${TITLE}”?`,
        `Not interested in “${TITLE}”?`,
        `Take back your answer to “${TITLE}”?`,
        "Stop the newsletter?",
        "Get the newsletter again?",
        "More of “Food & dining”?",
      ]);
      assert.deepEqual(await state(), before);
    });

    await t.step("a click records, and Undo reverts it", async () => {
      const votes = async () => (await state())[0].votes;
      const page = await open(claims[0]!);
      assert.equal(page.button, "Yes, more like this");
      await page.press();
      assert.deepEqual(shown(page), [
        `Thank you: you will see more like “${TITLE}”.`,
        "",
        "Undo",
      ]);
      assert.equal((await votes())[0].action, "like");
      await page.press();
      assert.deepEqual(shown(page), [`Your answer to “${TITLE}” is taken back.`, "", null]);
      assert.equal(await votes(), null);
    });

    await t.step("Unsubscribe and Undo restore the newsletter", async () => {
      await stack.sql("update public.users set newsletter_frequency = 'daily'");
      const page = await open({ action: "unsubscribe", user_id });
      await page.press();
      assert.deepEqual(shown(page), ["You will get no more newsletters.", "", "Undo"]);
      assert.equal((await state())[0].users[0].newsletter_frequency, "off");
      await page.press();
      assert.deepEqual(shown(page), ["You will get the newsletter again.", "", null]);
      assert.equal((await state())[0].users[0].newsletter_frequency, "daily");
    });

    await t.step("an unusable link shows the reason and no button", async () => {
      const token = sign(claims[0]!);
      const cutOff = token.slice(0, -5);
      const { headers } = await call(`feedback?t=${cutOff}`, { method: "GET", key: null });
      const incomplete = "This link is incomplete; open it from the mail again.";
      for (const fragment of [headers.get("location")!.split("#")[1]!, cutOff, `${token}x`]) {
        assert.deepEqual(shown(await openSite(stack.url, fragment)), [incomplete, "", null]);
      }
      assert.deepEqual(shown(await openSite(stack.url, "")), [
        "Links of a newsletter lead here; open one to answer.",
        ...["", null],
      ]);
      assert.deepEqual(shown(await open({ action: "unsubscribe", user_id: NOBODY })), [
        "This link is from a test or preview; it changes nothing.",
        ...["", null],
      ]);
      assert.deepEqual(
        shown(await open({ action: "unsubscribe", user_id: crypto.randomUUID() })),
        [
          "That did not work",
          "Cannot use the link: there is no such member any more",
          null,
        ],
      );
      await at(inDays(91));
      assert.deepEqual(shown(await openSite(stack.url, token)), [
        "This link has expired; use a link of the newest newsletter.",
        ...["", null],
      ]);
    });

    await t.step("a temporary failure can be retried", async () => {
      await world.with({ SITE_URL: "wherever" });
      const page = await open({ action: "unsubscribe", user_id });
      assert.deepEqual([page.text, page.button], ["That did not work", "Try again"]);
      await world.with({ SITE_URL: "https://club.example" });
      await page.press();
      assert.deepEqual(shown(page), ["Stop the newsletter?", "", "Unsubscribe"]);
    });

    await t.step("the preferences page explains its purpose", async () => {
      const response = await fetch(`${stack.url}/site/preferences`);
      assert.match(await response.text(), /Choose what you get/);
      for (const path of ["question", "x"]) {
        const gone = await fetch(`${stack.url}/site/${path}`, { method: "POST", body: "{}" });
        assert.equal(gone.status, 404);
        await gone.body?.cancel();
      }
    });
  });
});
