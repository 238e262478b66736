/** A post that tells of several events, from its text to what members see. */
import assert from "node:assert/strict";
import { inDays, inWorld, type World } from "./world.ts";

const LIST = [
  "This week at the Guild:",
  "Wed 20 August, 6pm: Pottery class, Room 5",
  "Thu 21 August, 7pm: Choir evening, Great Hall",
  "Fri 22 August, 5pm: Open debate, Room 2",
];
const list = (lines: string[]) => ({
  external_id: "list",
  text: lines.join("\n"),
  posted_at: inDays(-1),
});

interface Shown {
  id: string;
  title: string;
  starts_at: string;
}

async function read(w: World, lines: string[]): Promise<Shown[]> {
  await w.ingest(list(lines));
  await w.run("classify-events");
  await w.run("embed-events");
  const { data, error } = await w.service.from("events").select("id, title, starts_at")
    .eq("is_published", true).order("starts_at");
  assert.equal(error, null);
  return data!;
}

Deno.test("classify-events makes an event of each entry of a list and follows its changes", async (t) => {
  await inWorld({}, async (w) => {
    const before = await read(w, LIST);
    const ids = before.map(({ id }) => id);

    await t.step("each with its own hour, text and vector", async () => {
      assert.deepEqual(before.map(({ starts_at }) => new Date(starts_at).toISOString()), [
        "2025-08-20T08:00:00.000Z",
        "2025-08-21T09:00:00.000Z",
        "2025-08-22T07:00:00.000Z",
      ]);
      const vectors = await w.stack.sql(
        "select count(distinct embedding::text)::int as n from public.event_embeddings",
      );
      assert.equal(vectors[0]!.n, 3);
    });

    await t.step("a second reading of the same text writes no event", async () => {
      const rows = () =>
        w.stack.sql("select id, xmin::text, updated_at from public.events order by id");
      const written = await rows();
      await w.stack.sql("update public.posts set read_hash = null");
      assert.equal((await w.run("classify-events")).classified, 1);
      assert.deepEqual(await rows(), written);
    });

    await t.step(
      "an entry that goes is withdrawn, one that comes is new, the others stay",
      async () => {
        const now = await read(w, [
          ...LIST.slice(0, 1),
          ...LIST.slice(2),
          "Sat 23 August, 2pm: Film club, Studio",
        ]);
        assert.deepEqual(now.map(({ id }) => ids.indexOf(id)), [1, 2, -1]);
        const [gone] = await w.stack.sql("select withdrawn_at from public.events where id = $1", [
          ids[0],
        ]);
        assert.notEqual(gone!.withdrawn_at, null);
      },
    );

    await t.step("an entry that comes back has its id again", async () => {
      assert.deepEqual((await read(w, LIST)).map(({ id }) => id), ids);
    });

    await t.step("a member may read events and no text of the post", async () => {
      const ada = await w.member("Ada");
      assert.equal((await ada.client.from("events").select("title")).error, null);
      for (const [table, column] of [["events", "excerpt"], ["posts", "text"], ["posts", "id"]]) {
        const { error } = await ada.client.from(table!).select(column!);
        assert.equal(error?.code, "42501", `${table}.${column}`);
      }
    });
  });
});
