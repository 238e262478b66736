/**
 * Runs all functions concurrently on one database and prints the errors: `deno run -A
 * tests/postgres/stress.ts SECONDS`.
 */
import postgres, { type Sql } from "postgres";
import { createDatabase } from "./server.ts";

/** Repeated work of a connection. `any(n)` draws an integer below n. */
type Work = (sql: Sql, any: (n: number) => number) => Promise<unknown>;

const POSTS = 60;
const MEMBERS = 20;
const VECTOR = `[${Array.from({ length: 512 }, (_, i) => (i % 7) - 3).join()}]`;
const FACTS = ["title", "starts_at", "ends_at", "is_all_day", "location", "is_online", "url"];

const shuffled = <T>(all: T[], any: (n: number) => number): T[] =>
  all.map((value) => ({ value, at: any(1e6) })).sort((a, b) => a.at - b.at).map(({ value }) =>
    value
  );
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const postId = (any: (n: number) => number) => `${any(POSTS)}`;
const ofPost = (sql: Sql, any: (n: number) => number) =>
  sql`post_id in (select id from posts where external_id = ${postId(any)})`;

const ingest: Work = (sql, any) => {
  const posts = Array.from({ length: 30 }, () => ({
    source: "test",
    external_id: postId(any),
    text: `Text ${any(5)}`,
    posted_at: "2026-01-01T00:00:00Z",
  }));
  return sql`select * from ingest_posts(${sql.json(posts)})`;
};

const read: Work = async (sql, any) => {
  const rows = await sql`select * from claim_posts(now(), 10, '2 seconds')`;
  for (const { id, hash, attempt, events: known } of rows) {
    const events = Array.from({ length: any(4) }, (_, i) => ({
      ...any(4) && known[i] && { id: known[i].id },
      title: `Title ${any(9)}`,
      starts_at: inHours(24 + any(96)),
      organisers: [`Club ${any(3)}`],
      category: "tech_innovation",
      confidence: 0.9,
    }));
    const reading = sql.json({ kind: events.length > 0 ? "event" : "recap", events });
    await sql`select complete_reading(now(), ${id}, ${hash}, ${attempt}, 'x', ${reading})`;
  }
};

const embed: Work = async (sql, any) => {
  const rows = await sql`select * from claim_embeddings(now(), 'm', 10, '2 seconds')`;
  const made = rows.map(({ id, hash, attempt }) => ({ id, hash, attempt, embedding: VECTOR }));
  if (any(9)) await sql`select complete_embeddings('m', ${sql.json(shuffled(made, any))})`;
  else await sql`select fail_embeddings(${sql.json(shuffled(made, any))}, 'x', now(), false)`;
  if (!any(9)) await sql`select retry_embeddings()`;
};

const merge: Work = async (sql, any) => {
  const rows = await sql`select id from events where is_published or canonical_id is not null`;
  const ids = shuffled(rows.map(({ id }) => id as string), any).slice(0, 20);
  const told = ids.map((id, i) => ({ id, canonical_id: i % 3 ? ids[i - i % 3]! : null }));
  await sql`select set_canonicals(${sql.json(told)})`;
};

const plan: Work = async (sql, any) => {
  const events = await sql`select id, ${sql(FACTS)} from events where is_published limit 12`;
  const due = await sql`select * from due_members(now(), 'UTC', extract(isodow from now())::integer,
    extract(hour from now())::integer, 24, 20)`;
  const mails = shuffled(due, any).map(({ newsletter_id, user_id, email, closes_at }) => ({
    id: crypto.randomUUID(),
    ...{ newsletter_id, user_id, to_address: email, mail: {}, created_for: new Date() },
    ...{ message_id: `<${user_id}>`, expires_at: closes_at, status: "queued" },
    items: shuffled([...events], any).slice(0, 6).map(({ id, ...told }, i) => ({
      ...{ event_id: id, position: i + 1, score: 1, model: "m", told },
    })),
  }));
  await sql`select queue_mails(${sql.json(mails)})`;
};

const OUTCOMES: [status: string, action: string | null][] = [
  ["sent", null],
  ["queued", "retry"],
  ["unknown", null],
  ["failed", "suppress"],
  ["failed", "soft_bounce"],
];

const send: Work = async (sql, any) => {
  const claimed = await sql`select * from claim_mails(now(), 'w', 8, '1 second')`;
  for (const [i, { id, attempt }] of claimed.entries()) {
    const [status, action] = OUTCOMES[any(OUTCOMES.length)]!;
    const next = claimed[i + 1];
    if (!next) {
      await sql`select settle_mail(${id}, 'w', ${attempt}, ${status}, now(), null, null, 'x', ${action})`;
    } else {
      await sql`select settle_and_dial(${id}, 'w', ${attempt}, ${status}, now(), null, null, 'x', ${action},
        ${next.id}, ${next.attempt})`;
    }
  }
};

const operate: Work = async (sql, any) => {
  const works = [
    () => sql`select settle_lost_mails(now())`,
    () => sql`select retry_failed_mails(now())`,
    () => sql`select lift_suppression(now(), address) from suppressions`,
    () =>
      sql`select settle_unknown_mail(now(), id, 'again') from email_logs where status = 'unknown'`,
    () =>
      sql`select record_bounce(now(), message_id, 'hard', 'x', array[to_address])
      from email_logs where status in ('sent', 'queued') limit 1`,
    () => sql`select suppress_address(now(), ${`member${any(MEMBERS)}@example.org`}, 'x')`,
    () =>
      sql`update email_logs set status = 'expired', lease_until = null where id in (
      select id from email_logs where status in ('sent', 'failed') order by id limit 5 for no key update skip locked)`,
  ];
  await works[any(works.length)]!();
};

const change: Work = async (sql, any) => {
  const works = [
    () => sql`update events set location = ${`Room ${any(9)}`} where ${ofPost(sql, any)}`,
    () => sql`update events set hidden_at = now() where ${ofPost(sql, any)}`,
    () => sql`update events set hidden_at = null where ${ofPost(sql, any)}`,
    () => sql`update posts set hidden_at = now() where external_id = ${postId(any)}`,
    () => sql`update posts set hidden_at = null where external_id = ${postId(any)}`,
    () => sql`select hide_event(now(), id) from events where ${ofPost(sql, any)}`,
  ];
  await works[any(works.length)]!();
};

const member: Work = async (sql, any) => {
  const [event] = await sql`select id from events where is_published order by random() limit 1`;
  const [user] = await sql`select id from users order by random() limit 1`;
  if (!event || !user) return;
  const shown = ["m"].flatMap((model) =>
    [event.id].map((event_id, i) => ({
      ...{ user_id: user.id, event_id, position: i + 1, score: 1, model, shown_at: new Date() },
    }))
  );
  const works = [
    () => sql`select record_feedback(now(), ${user.id}, ${event.id}, 'like')`,
    () => sql`select record_feedback(now(), ${user.id}, ${event.id}, 'undo')`,
    () => sql`select log_shown(${sql.json(shown)})`,
    () => sql`update users set newsletter_hour = ${any(24)} where id = ${user.id}`,
    () =>
      sql`update users set newsletter_frequency = 'weekly', newsletter_hour = null where id = ${user.id}`,
  ];
  await works[any(works.length)]!();
};

/** Deletes one or several events, posts or members, and lets members sign up again. */
const remove: Work = async (sql, any) => {
  const works = [
    () => sql`delete from events where ${ofPost(sql, any)}`,
    () =>
      sql`delete from posts where external_id in ${sql([postId(any), postId(any), postId(any)])}`,
    () => sql`select withdraw_posts(now(), array(select id from posts order by random() limit 2))`,
    () => sql`delete from auth.users where email = ${`member${any(MEMBERS)}@example.org`}`,
    () => sql`delete from auth.users where email like ${`member${any(3)}%`}`,
  ];
  await works[any(works.length)]!();
  await signUp(sql);
};

const signUp = (sql: Sql) =>
  sql`insert into auth.users (id, email, email_confirmed_at)
    select gen_random_uuid(), 'member' || n || '@example.org', '2020-01-01'
    from generate_series(0, ${MEMBERS - 1}) n
    where not exists (select from auth.users where email = 'member' || n || '@example.org')
    on conflict do nothing`;

const WORKS = { ingest, read, embed, merge, plan, send, operate, change, member, remove };
const AS_OWNER = ["remove", "merge"];

/** Result of a stress run. */
export interface StressReport {
  done: Record<string, number>;
  /**
   * Number of errors by message. A vote on a deleted event is answered with 404 and is no error.
   */
  errors: Record<string, number>;
}

/** Runs two connections for each kind of work. */
export async function stress(url: string, seconds: number): Promise<StressReport> {
  const report: StressReport = { done: {}, errors: {} };
  const setup = postgres(url, { max: 1, onnotice: () => {} });
  await signUp(setup);
  await setup.end();
  const until = Date.now() + seconds * 1000;
  const kinds = Object.entries(WORKS);
  await Promise.all([...kinds, ...kinds].map(async ([name, work], n) => {
    const role = AS_OWNER.includes(name) ? {} : { role: "service_role" };
    const sql = postgres(url, { max: 1, onnotice: () => {}, connection: role });
    const any = (below: number) => Math.floor(Math.random() * below);
    for (let k = n; Date.now() < until; k++) {
      try {
        await work(sql, any);
      } catch (error) {
        const { code, message } = error as { code?: string; message: string };
        const isAnswer = name === "member" && code === "23503" && /feedback_logs/.test(message);
        const key = `${name}: ${code} ${message}`;
        if (!isAnswer) report.errors[key] = (report.errors[key] ?? 0) + 1;
      }
      report.done[name] = (report.done[name] ?? 0) + 1;
    }
    await sql.end();
  }));
  return report;
}

if (import.meta.main) {
  await using database = await createDatabase();
  console.log(await stress(database.url, Number(Deno.args[0] ?? 60)));
}
