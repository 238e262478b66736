import assert from "node:assert/strict";
import { assertRefused, inDays, inWorld, type Json } from "./world.ts";

const BREAD = "sourdough bread baking flour oven";

const idsOf = ({ items }: Json): string[] => items.map(({ event }: Json) => event.id);

Deno.test("recommend with similar_to returns events similar to one", async (t) => {
  await inWorld({ AI_PROVIDER: "offline" }, async ({ stack, call, member, events }) => {
    const ada = await member("Ada");
    const bob = await member("Bob");
    const [past, nearest, near, far] = await events(
      { title: "Sourdough evening", text: BREAD, starts_at: inDays(-9) },
      { title: "Sourdough again", text: `${BREAD} again`, category: "food_dining" },
      { title: "Flour and oven", text: "baking bread together, bring a friend and a bowl" },
      { title: "Coding in Rust", text: "programming languages" },
    ) as [string, string, string, string];

    const ask = (id: string, body: Json = {}) =>
      call("recommend", { token: ada.token, body: { similar_to: id, ...body } });
    const like = async (id: string, body?: Json) => {
      const answer = await ask(id, body);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return answer.body;
    };

    await t.step("best first, with the cosine as score, naming the event", async () => {
      const { user_id, items, question } = await like(past);
      assert.equal(user_id, ada.id);
      assert.equal(question, undefined);
      assert.deepEqual(idsOf({ items }).slice(0, 2), [nearest, near]);
      assert.ok(1 > items[0].score && items[0].score > items[1].score && items[1].score > 0);
      for (const { score, reasons } of items) {
        assert.deepEqual(reasons, [
          { term: "similarity", text: "Like “Sourdough evening”", contribution: score },
        ]);
      }
    });

    await t.step("the same from a cold and a warm function", async () => {
      const cold = idsOf(await like(near));
      await call("recommend", { token: ada.token, body: {} });
      assert.deepEqual(idsOf(await like(near)), cold);
    });

    await t.step("never past events, and never the event itself", async () => {
      assert.ok(!idsOf(await like(near, { limit: 50 })).includes(past));
      assert.ok(!idsOf(await like(near, { limit: 50 })).includes(near));
    });

    await t.step("the filters apply", async () => {
      assert.equal(idsOf(await like(past, { limit: 1 })).length, 1);
      assert.deepEqual(idsOf(await like(past, { exclude: [nearest.toUpperCase()] }))[0], near);
      assert.deepEqual(idsOf(await like(past, { categories: ["food_dining"] })), [nearest]);
      assert.deepEqual(idsOf(await like(past, { from: inDays(200) })), []);
    });

    await t.step("shown events are in recommendation_logs", async () => {
      await stack.sql("delete from public.recommendation_logs");
      const { items } = await like(past, { limit: 2 });
      const rows = await stack.sql<{ event_id: string }>(
        "select event_id from public.recommendation_logs where user_id = $1 order by position",
        [ada.id],
      );
      assert.deepEqual(rows.map(({ event_id }) => event_id), idsOf({ items }));
    });

    await t.step("events that the member voted on are omitted for this member only", async () => {
      const vote = { user_id: ada.id, event_id: nearest, action: "dislike" };
      assert.equal((await ada.client.from("feedback_logs").insert(vote)).error, null);
      assert.ok(!idsOf(await like(past)).includes(nearest));
      const { body } = await call("recommend", { body: { similar_to: past, user_id: bob.id } });
      assert.equal(idsOf(body)[0], nearest);
    });

    await t.step("a merged post is replaced by its canonical event", async () => {
      await stack.sql("update public.events set canonical_id = $1 where id = $2", [near, far]);
      const { body } = await call("recommend", { body: { similar_to: far, user_id: bob.id } });
      assert.deepEqual(idsOf(body), [nearest]);
      assert.equal(body.items[0].reasons[0].text, "Like “Flour and oven”");
      await stack.sql("update public.events set canonical_id = null");
    });

    await t.step("refuses an unknown or hidden event, and one without a vector", async () => {
      assertRefused(await ask(crypto.randomUUID()), 404, "unknown_id", "none");
      assertRefused(await ask("rust"), 422, "invalid_body", "no id");
      await stack.sql("update public.events set hidden_at = now() where id = $1", [far]);
      assertRefused(await ask(far), 404, "unknown_id", "hidden");
      await stack.sql("delete from public.event_embeddings where event_id = $1", [past]);
      const early = await ask(past);
      assertRefused(early, 404, "unknown_id", "no vector");
      assert.match(early.body.error.hint, /embed-events/);
    });

    await t.step("refuses an unknown member", async () => {
      const body = { similar_to: near, user_id: crypto.randomUUID() };
      assertRefused(await call("recommend", { body }), 404, "unknown_member", "nobody");
    });
  });
});
