/** Concurrent votes: several links of a mail opened together, and repeated clicks. */
import assert from "node:assert/strict";
import type { Sql } from "postgres";
import { atOnce, connect } from "./connections.ts";
import { eventOf, insertion } from "../event_rows.ts";
import { createDatabase } from "./server.ts";

const CONNECTIONS = 8;
const TRIALS = 1000;
const NOW = "2026-11-20T09:00:00Z";
/** Few per category, so that no preference reaches 0 or 1 and effects add up. */
const EVENTS = 4;
const CATEGORIES = ["tech_innovation", "arts_music"];
const ACTIONS = ["like", "dislike", "going", "not_going", "undo"];

Deno.test("record_feedback() called concurrently gives preferences that equal the sum of votes", async () => {
  await using project = await createDatabase();
  await using owner = await connect(project.url);
  const members = await owner.sql`insert into auth.users (id, email, email_confirmed_at)
    select gen_random_uuid(), 'member' || n || '@example.org', now() from generate_series(1, 2) n returning id`;
  const events = CATEGORIES.flatMap((category) =>
    Array.from({ length: EVENTS }, () => eventOf({ category }))
  );
  await owner.sql.unsafe(...insertion(events));
  await using readers = await connect(project.url, { count: CONNECTIONS, role: "service_role" });
  const { sql } = readers;

  for (let trial = 0; trial < TRIALS; trial++) {
    await atOnce(CONNECTIONS, async (reader) => {
      for (let step = 0; step < 3; step++) {
        const [member, event, action] = [members, events, ACTIONS].map((choices, n) =>
          choices[mixed(trial, reader, step, n) % choices.length]
        );
        await vote(sql, member, event, action);
      }
    });
    assert.deepEqual(await unexplained(sql), [], `trial ${trial}`);
  }

  // Four concurrent first votes in one category; none may be lost.
  await sql`delete from feedback_logs`;
  await sql`delete from user_preferences`;
  await atOnce(EVENTS, (index) => vote(sql, members[0], events[index], "like"));
  const weights = await sql`select weight from user_preferences`;
  assert.deepEqual(weights.map(({ weight }) => weight), ["0.90"]);
});

const vote = (sql: Sql, member: unknown, event: unknown, action: unknown) =>
  sql`select record_feedback(${NOW}, ${(member as Id).id}, ${
    (event as Id).id
  }, ${action as string})`;

interface Id {
  id: string;
}

/** Preferences other than 0.5 plus the effect of the current votes. */
async function unexplained(sql: Sql) {
  const rows = await sql`
    select p.category, p.weight, sum(f.moved_by) as moved
    from user_preferences p
    left join feedback_logs f on f.user_id = p.user_id and f.moved_category = p.category
    group by p.user_id, p.category, p.weight
    having p.weight <> 0.5 + coalesce(sum(f.moved_by), 0)`;
  return rows.map((row) => ({ ...row }));
}

/** A pseudo-random number from these, the same in every run. */
function mixed(...numbers: number[]): number {
  return numbers.reduce((hash, n) => Math.imul(hash ^ n, 0x9e3779b1) >>> 3, 0x5bd1e995);
}
