/** The outbox with concurrent schedulers and senders. */
import assert from "node:assert/strict";
import type { ISql, Sql } from "postgres";
import { atOnce, connect } from "./connections.ts";
import { eventOf, insertion } from "../event_rows.ts";
import { createDatabase } from "./server.ts";

const WORKERS = 8;
const TRIALS = 1000;
const MEMBERS = 12;
const LEASE = "2 minutes";
const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
/** A Monday; the tests' window opens at 9 in London, winter and summer, and lasts 10 hours. */
const MONDAY = Date.parse("2026-11-23T12:00:00Z");

const TOLD = {
  title: "Chess night",
  starts_at: new Date(MONDAY).toISOString(),
  is_all_day: false,
  is_online: false,
};

Deno.test("the outbox is correct under concurrent schedulers and senders", async (t) => {
  await using project = await createDatabase();
  await using owner = await connect(project.url);
  await owner.sql`insert into auth.users (id, email, email_confirmed_at)
    select gen_random_uuid(), 'member' || n || '@example.org', now() from generate_series(1, ${MEMBERS}) n`;
  await using workers = await connect(project.url, { count: WORKERS, role: "service_role" });
  const { sql } = workers;
  const event = eventOf(TOLD);
  await sql.unsafe(...insertion([event]));

  await t.step("two schedulers queue one mail for each member and edition", async () => {
    for (let trial = 0; trial < TRIALS; trial++) {
      const now = new Date(MONDAY + trial * WEEK);
      // Every other edition exists already, so that both find all members due.
      if (trial % 2 === 0) await findDue(sql, now);
      const queued = await atOnce(2, (scheduler) => schedule(sql, now, event?.id, scheduler === 1));
      assert.equal(queued[0]! + queued[1]!, MEMBERS, `trial ${trial}`);
    }
    const [found] = await sql`
      select (select count(*) from newsletters)::integer as editions,
             (select count(*) from email_logs)::integer as mails,
             (select count(distinct (newsletter_id, user_id)) from email_logs)::integer as different,
             (select count(distinct email_id) from recommendation_logs)::integer as shown,
             (select count(*) from recommendation_logs)::integer as lines`;
    const all = TRIALS * MEMBERS;
    const each = { mails: all, different: all, shown: all, lines: all };
    assert.deepEqual({ ...found }, { editions: TRIALS, ...each });
  });

  await sql`delete from newsletters where period > '2026-11-23'`;
  const now = new Date(MONDAY);

  await t.step("claim_mails() gives each mail to only one of eight senders", async () => {
    let contended = 0;
    for (let trial = 0; trial < TRIALS; trial++) {
      await sql`update email_logs set status = 'queued', attempts = 0, lease_until = null`;
      const claims = await atOnce(WORKERS, (worker) => claim(sql, now, `sender ${worker}`, 3));
      const ids = claims.flat().map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, `claimed twice in trial ${trial}`);
      assert.equal(ids.length, MEMBERS, `left over in trial ${trial}`);
      if (claims.filter((rows) => rows.length > 0).length > 1) contended++;
    }
    assert.ok(contended > TRIALS / 100, `the senders met in ${contended} trials only`);
  });

  await t.step("mails of a dead sender are settled once despite concurrent claims", async () => {
    let inTime = 0;
    for (let trial = 0; trial < TRIALS; trial++) {
      if (await dieAndSettle(sql, now, trial)) inTime++;
    }
    assert.ok(inTime > 0 && inTime < TRIALS, `the dead came back in time in ${inTime} trials`);
  });

  await t.step(
    "a mail with a cancelled event is withdrawn or sent, never both",
    async () => {
      let contended = 0;
      for (let trial = 0; trial < TRIALS; trial++) {
        const { claimed, recalled } = await callOff(sql, now, event?.id);
        assert.equal(claimed.length + recalled.length, MEMBERS, `left over in trial ${trial}`);
        assert.equal(new Set([...claimed, ...recalled]).size, MEMBERS, `both in trial ${trial}`);
        if (claimed.length > 0 && recalled.length > 0) contended++;
      }
      assert.ok(contended > 0, "they never met");
    },
  );

  await t.step(
    "an event cancelled during queueing is in no sent mail",
    async () => {
      await sql`delete from newsletters`;
      await sql`update events set hidden_at = null`;
      // It waits for the planner and then finds its mails.
      const hidden: PromiseLike<unknown>[] = [];
      await sql.begin(async (planner) => {
        assert.equal(await schedule(planner, now, event?.id, false), MEMBERS);
        hidden.push(sql`update events set hidden_at = now()`.execute());
      });
      await Promise.all(hidden);
      assert.equal((await claim(sql, now, "sender", MEMBERS)).length, 0);
      await sql`select settle_lost_mails(${now.toISOString()})`;
      const found = await sql`select status, count(*)::integer as mails from email_logs group by 1`;
      assert.deepEqual(found.map((row) => ({ ...row })), [{ status: "expired", mails: MEMBERS }]);
    },
  );
});

const findDue = (sql: ISql, now: Date) =>
  sql`select * from due_members(${now.toISOString()}, 'Europe/London', 1, 9, 10, 100)`;

/** Plans a run like send-newsletters; returns the number of queued mails. */
async function schedule(
  sql: ISql,
  now: Date,
  eventId: string,
  backwards: boolean,
): Promise<number> {
  const due = [...await findDue(sql, now)];
  const mails = (backwards ? due.reverse() : due).map((
    { newsletter_id, user_id, email, closes_at },
  ) => ({
    id: crypto.randomUUID(),
    newsletter_id,
    user_id,
    to_address: email,
    mail: {},
    created_for: now,
    expires_at: closes_at,
    status: "queued",
    items: [{ event_id: eventId, position: 1, score: 1, model: "test", told: TOLD }],
  }));
  const [answer] = await sql`select queue_mails(${sql.json(mails)}) as count`;
  return answer?.count;
}

interface Claim {
  id: string;
  attempt: number;
}

function claim(sql: Sql, now: Date, owner: string, limit: number): PromiseLike<Claim[]> {
  return sql<Claim[]>`
    select id, attempt from claim_mails(${now.toISOString()}, ${owner}, ${limit}, ${LEASE})`;
}

const settle = (sql: Sql, now: Date, owner: string, { id, attempt }: Claim) =>
  sql`select settle_mail(${id}, ${owner}, ${attempt}, 'sent', ${now.toISOString()}, null, '250', null)
    as is_settled`;

/**
 * Simulates a dead sender. It claims all mails and dies, half of them after the dot. Later three of
 * seven senders settle the lost mails and all seven claim. At a random point, the dead sender
 * returns and reports two of its mails as sent.
 *
 * Returns whether it reported before another sender had claimed its mail from before the dot.
 */
async function dieAndSettle(sql: Sql, now: Date, trial: number): Promise<boolean> {
  await sql`update email_logs set status = 'queued', attempts = 0, lease_until = null, phase = null`;
  const lost = await claim(sql, now, "the dead", MEMBERS);
  const dotted = lost.slice(0, MEMBERS / 2);
  await sql`update email_logs set phase = 'dot' where id in ${sql(dotted.map(({ id }) => id))}`;
  const later = new Date(now.getTime() + 3 * MINUTE);
  // One mail from after the dot, one from before it.
  const returned = [dotted[0]!, lost.at(-1)!];

  let isInTime = false;
  const comeBack = async () => {
    const settled = await Promise.all(returned.map((mail) => settle(sql, later, "the dead", mail)));
    isInTime = settled[1]![0]?.is_settled;
  };
  const moment = ["before", "among", "after"][trial % 3];

  if (moment === "before") await comeBack();
  const claims = (await atOnce(WORKERS, async (worker) => {
    if (worker === 0) {
      if (moment === "among") await comeBack();
      return [];
    }
    if (worker < 4) await sql`select settle_lost_mails(${later.toISOString()})`;
    return await claim(sql, later, `sender ${worker}`, 4);
  })).flat();
  if (moment === "after") await comeBack();

  const ids = claims.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, `claimed twice in trial ${trial}`);
  assert.ok(claims.every(({ attempt }) => attempt === 2), `an attempt not counted in ${trial}`);
  assert.ok(!dotted.some(({ id }) => ids.includes(id)), `sent again behind the dot in ${trial}`);

  const rows = await sql<{ id: string; status: string }[]>`select id, status from email_logs`;
  const statusOf = new Map(rows.map(({ id, status }) => [id, status]));
  const behindDot = dotted.map(({ id }) => statusOf.get(id));
  assert.deepEqual(behindDot, ["sent", ...dotted.slice(1).map(() => "unknown")], `trial ${trial}`);
  // Its report counts only until another sender claims the mail; then nobody can claim it any more.
  const last = returned[1]!.id;
  assert.equal(ids.includes(last), !isInTime, `trial ${trial}`);
  assert.equal(statusOf.get(last) === "sent", isInTime, `trial ${trial}`);
  return isInTime;
}

/** Cancels an event that is in every mail while seven senders claim. */
async function callOff(sql: Sql, now: Date, eventId: string) {
  await sql`update events set hidden_at = null`;
  await sql`update email_logs
    set status = 'queued', attempts = 0, lease_until = null, phase = null, requeued_at = null`;
  await sql`insert into recommendation_logs (user_id, event_id, email_id, position, score, model, shown_at)
    select user_id, ${eventId}, id, 1, 1, 'test', ${now} from email_logs m
    where not exists (select from recommendation_logs where email_id = m.id)`;
  const claims = await atOnce(WORKERS, async (worker) => {
    if (worker > 0) return await claim(sql, now, `sender ${worker}`, 2);
    await sql`update events set hidden_at = now()`;
    return [];
  });
  const recalled = await sql<{ id: string }[]>`select id from email_logs where status = 'expired'`;
  return { claimed: claims.flat().map(({ id }) => id), recalled: recalled.map(({ id }) => id) };
}
