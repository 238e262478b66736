/**
 * No mail contains an old day or place, even if events change while mails are planned, queued or
 * claimed.
 */
import assert from "node:assert/strict";
import type { Sql } from "postgres";
import { atOnce, connect } from "./connections.ts";
import { insertion } from "../event_rows.ts";
import { createDatabase } from "./server.ts";

/** Three runs for each of the five moments. */
const RUNS = 15;
const MEMBERS = 20;
const NOW = new Date("2026-11-23T12:00:00Z");
const LATER = new Date("2026-11-23T12:01:00Z");
/** The event in the mails, and one in no mail. */
const [MAILED, OTHER] = [1, 2].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
];

/** Possible changes of an event that is in every mail; `other` is in none. */
const CHANGES: Record<string, (sql: Sql, id: string, other: string) => PromiseLike<unknown>> = {
  title: (sql, id) => sql`update events set title = title || '!' where id = ${id}`,
  place: (sql, id) => sql`update events set location = 'Hall B' where id = ${id}`,
  hour: (sql, id) =>
    sql`update events set starts_at = starts_at + interval '1 hour' where id = ${id}`,
  link: (sql, id) => sql`update events set url = 'https://elsewhere.example' where id = ${id}`,
  cancellation: (sql, id) => sql`update events set hidden_at = now() where id = ${id}`,
  withdrawal: (sql, id) => sql`select withdraw_posts(now(), array[${id}::uuid])`,
  deletion: (sql, id) => sql`delete from events where id = ${id}`,
  merge: (sql, id, other) =>
    sql`select set_canonicals(${sql.json([{ id, canonical_id: other }])}::jsonb)`,
  "move of what it was merged into": (sql, id, other) =>
    sql.begin(async (sql) => {
      await sql`update events e set canonical_id = ${other} where id = ${id}`;
      await sql`update events set location = 'Hall C' where id = ${other}`;
    }),
};

Deno.test("no sent mail contains outdated facts of an event", async (t) => {
  await using project = await createDatabase();
  await using workers = await connect(project.url, { count: 6, role: "service_role" });
  await using owner = await connect(project.url);
  const { sql } = workers;
  for (const [name, change] of Object.entries(CHANGES)) {
    await t.step(`${name}, at any moment of planning and sending`, async () => {
      let left = 0;
      for (let run = 0; run < RUNS; run++) {
        await begin(owner.sql);
        left += await race(sql, run, () => change(sql, MAILED, OTHER));
        await settleAndCount(sql);
      }
      assert.ok(left > 0, "no mail left at all");
    });
    await t.step(`${name}, while a worker has the mail that the server puts off`, async () => {
      await begin(owner.sql);
      await plan(sql);
      const claimed = await claim(sql, NOW);
      assert.equal(claimed.length, MEMBERS);
      await change(sql, MAILED, OTHER);
      for (const { id, attempt } of claimed) {
        await sql`select settle_mail(${id}, 'w', ${attempt}, 'queued', ${NOW}, null, '451 later', null)`;
      }
      assert.equal((await claim(sql, LATER)).length, 0);
      await settleAndCount(sql);
    });
  }
});

/** Adds members, and two events that differ in their place. */
async function begin(sql: Sql): Promise<void> {
  await sql`truncate users, posts, newsletters cascade`;
  await sql`delete from auth.users`;
  await sql`insert into auth.users (id, email, email_confirmed_at)
    select gen_random_uuid(), 'member' || n || '@example.org', now() - interval '1 year'
    from generate_series(1, ${MEMBERS}) n`;
  const starts_at = new Date(LATER.getTime() + 48 * 3_600_000).toISOString();
  await sql.unsafe(...insertion([
    { id: MAILED, title: "Chess", starts_at, location: "Hall A" },
    { id: OTHER, title: "Chess", starts_at, location: "Hall D" },
  ]));
}

/** The event in the mails, and the facts in the mails. */
async function read(sql: Sql) {
  const [event] = await sql`select id, is_published, jsonb_build_object(
      'title', title, 'starts_at', starts_at, 'ends_at', ends_at, 'is_all_day', is_all_day,
      'location', location, 'is_online', is_online, 'url', url) as told
    from events where id = ${MAILED}`;
  return event;
}

/**
 * Plans like send-newsletters: reads the events' facts first and queues the mails later.
 *
 * @param meanwhile called in between
 */
async function plan(sql: Sql, meanwhile?: () => unknown): Promise<void> {
  const event = await read(sql);
  if (!event?.is_published) return;
  const due = await sql`select * from due_members(${NOW}, 'Europe/London', 1, 9, 10, 100)`;
  await meanwhile?.();
  const item = { event_id: event.id, position: 1, score: 1, model: "test", told: event.told };
  const mails = due.map(({ newsletter_id, user_id, email, closes_at }) => ({
    id: crypto.randomUUID(),
    ...{ newsletter_id, user_id, to_address: email, mail: event.told, created_for: NOW },
    ...{ expires_at: closes_at, status: "queued", items: [item] },
  }));
  await sql`select queue_mails(${sql.json(mails)})`;
}

interface Claimed {
  id: string;
  attempt: number;
  mail: unknown;
}

const claim = (sql: Sql, now: Date, limit = 100): PromiseLike<Claimed[]> =>
  sql<Claimed[]>`select id, attempt, mail from claim_mails(${now}, 'w', ${limit}, '5 minutes')`;

/**
 * Changes an event at one of five moments. Returns the number of mails claimed before the change.
 */
async function race(sql: Sql, run: number, change: () => PromiseLike<unknown>): Promise<number> {
  const old = JSON.stringify((await read(sql))!.told);
  let isChanged = false;
  let left = 0;
  const changeIt = async () => {
    await change();
    isChanged = true;
  };
  const claimSome = async (limit: number) => {
    const isLate = isChanged;
    const mails = await claim(sql, NOW, limit);
    left += mails.length;
    const stale = mails.filter(({ mail }) => JSON.stringify(mail) === old);
    if (isLate) assert.equal(stale.length, 0, `stale mails left in run ${run}`);
  };
  const claimMeanwhile = () =>
    atOnce(4, async (worker) => {
      if (worker === 0) return await changeIt();
      while (!isChanged) await claimSome(2);
    });
  const moments = [
    () => Promise.all([plan(sql), claimMeanwhile()]),
    () => plan(sql, changeIt),
    async () => {
      const claims: Promise<unknown>[] = [];
      await plan(sql, () => void claims.push(claimMeanwhile()));
      await Promise.all(claims);
    },
    () => plan(sql).then(claimMeanwhile),
    () => plan(sql).then(() => claimSome(3)).then(claimMeanwhile),
  ];
  await moments[run % moments.length]!();
  await claimSome(100);
  return left;
}

/**
 * Settles mails, and counts them. Members without a mail are due again after the next run has
 * begun.
 */
async function settleAndCount(sql: Sql) {
  await sql`select settle_lost_mails(${LATER})`;
  const due = await sql`select * from due_members(${LATER}, 'Europe/London', 1, 9, 10, 100)`;
  const [row] = await sql`select count(*)::integer as n from email_logs where status = 'sending'`;
  const [queued] = await sql`select count(*)::integer as n from email_logs where status = 'queued'`;
  assert.deepEqual([queued!.n, due.length + row!.n], [0, MEMBERS]);
}
