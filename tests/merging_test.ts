/** Posts of one event, from their export to members. */
import assert from "node:assert/strict";
import type { PostRow } from "../supabase/functions/_shared/post/post.ts";
import { inDays, inWorld, type World } from "./world.ts";

const gala = (place: string, more = "") =>
  `Robotics gala dinner!\n📅 Tuesday 26 August, 7pm\n${
    place && `📍 ${place}\n`
  }Three courses, live ` +
  `jazz and the robot of the year.${more}\nHosted by Sprocket`;

const club = { account_handle: "sprocket", account_name: "Sprocket" };
const TRUE = {
  external_id: "true",
  text: gala("Kestrel Pavilion"),
  url: "https://clubs.example/p/true/",
  posted_at: inDays(-3),
};
const FALSE = { external_id: "false", url: "https://evil.example/p/false/", posted_at: inDays(-1) };
const PAY = " Please pay your ticket again before the night as the first payment failed for all.";

async function merged(w: World, ...posts: Partial<PostRow>[]) {
  await w.ingest(...posts);
  // On a busy machine, a run may end before all posts are read.
  while ((await w.run("classify-events")).claimed > 0);
  await w.run("embed-events");
  return await shown(w);
}

const shown = (w: World) =>
  w.stack.sql<{ external_id: string; location: string | null; organisers: string[] }>(
    `select p.external_id, e.location, e.organisers
     from public.events e join public.posts p on p.id = e.post_id
     where e.is_published order by e.posted_at`,
  );

const idsOf = (rows: { external_id: string }[]) => rows.map(({ external_id }) => external_id);
const ROUNDS = [{ accounts: false }, { accounts: true }];

for (const { accounts } of ROUNDS) {
  Deno.test(`embed-events lets no post take over another post's event, ${accounts ? "with" : "without"} accounts`, async (t) => {
    const evil = accounts ? { account_handle: "evil", account_name: "SPROCKET" } : {};
    const own = accounts ? club : {};
    const attacks: [why: string, post: Partial<PostRow>, isSeen: boolean][] = [
      ["names another place", { text: gala("12 Dark Alley", PAY) }, true],
      [
        "names another page",
        { text: gala("Kestrel Pavilion", `${PAY} evil.example/pay`) },
        false,
      ],
      ["names no place", { text: gala("", PAY) }, false],
      ["says the same", { text: gala("Kestrel Pavilion", PAY) }, false],
    ];
    await inWorld({}, async (w) => {
      for (const [why, post, isSeen] of attacks) {
        await t.step(`one that ${why}`, async () => {
          await w.stack.sql("truncate public.posts, public.accounts cascade");
          const seen = await merged(w, { ...TRUE, ...own }, { ...FALSE, ...evil, ...post });
          assert.deepEqual(idsOf(seen), isSeen ? ["true", "false"] : ["true"]);
          assert.equal(seen[0]!.location, "Kestrel Pavilion");
          if (accounts) assert.deepEqual(seen[0]!.organisers, ["Sprocket"]);
          if (accounts && isSeen) assert.deepEqual(seen[1]!.organisers, ["SPROCKET (@evil)"]);
          await w.stack.sql("update posts set hidden_at = now() where external_id = 'false'");
          assert.deepEqual(idsOf(await shown(w)), ["true"]);
          await w.run("embed-events");
          assert.deepEqual(idsOf(await shown(w)), ["true"]);
        });
      }
    });
  });
}

Deno.test("embed-events completes no event from another account's post", async () => {
  await inWorld({}, async (w) => {
    const vague = { ...TRUE, ...club, text: gala("") };
    const evil = {
      ...FALSE,
      account_handle: "evil",
      text: `@sprocket ${gala("12 Dark Alley")}`,
    };
    assert.deepEqual(await merged(w, vague, evil), [
      { external_id: "true", location: null, organisers: ["Sprocket"] },
    ]);
    const own = { ...FALSE, ...club, external_id: "own", text: gala("Kestrel Pavilion") };
    const seen = await merged(w, own);
    assert.equal(
      seen.find(({ organisers }) => organisers[0] === "Sprocket")?.location,
      "Kestrel Pavilion",
    );
    assert.ok(!idsOf(seen).includes("true") || seen[0]!.location === "Kestrel Pavilion");
  });
});

Deno.test("embed-events follows operators' decisions", async (t) => {
  await inWorld({}, async (w) => {
    const reminder = {
      ...FALSE,
      ...club,
      external_id: "reminder",
      text: gala("Kestrel Pavilion", " Soon!"),
    };
    assert.deepEqual(idsOf(await merged(w, { ...TRUE, ...club }, reminder)), ["true"]);
    const decide = (what: string) =>
      w.stack.sql(
        `select ${what}(now(), a.id, b.id) from events a, events b
         where a.post_id = (select id from posts where external_id = 'true')
           and b.post_id = (select id from posts where external_id = 'reminder')`,
      );
    await decide("part_posts");

    await t.step("a separated post stays separate after re-ingest and a new reading", async () => {
      const again = { ...reminder, text: `${reminder.text} See you there.` };
      assert.deepEqual(idsOf(await merged(w, again)), ["true", "reminder"]);
    });

    await t.step("a separated post stays separate after deletion and reload", async () => {
      await w.stack.sql("delete from posts where external_id = 'reminder'");
      assert.deepEqual(idsOf(await merged(w, reminder)), ["true", "reminder"]);
    });

    await t.step("joined posts are one event despite conflicts", async () => {
      await decide("join_posts");
      const moved = { ...reminder, text: gala("12 Dark Alley") };
      assert.deepEqual(idsOf(await merged(w, moved)), ["true"]);
    });
  });
});

Deno.test("embed-events reads no event if none changed since the last merge", async () => {
  await inWorld({}, async (w) => {
    await merged(w, TRUE, { ...TRUE, external_id: "again" });
    const read = () => w.service.rpc("merge_candidates", { p_now: inDays(0) });
    assert.equal((await read()).data, null);
    const tap = { ...TRUE, external_id: "third", text: "Tap class on Friday 29 August, 6pm" };
    await w.ingest(tap);
    await w.run("classify-events");
    assert.notEqual((await read()).data, null);
    await merged(w);
    assert.equal((await read()).data, null);
  });
});
