/** Posts and their events with concurrent workers; PGlite, with its single connection, cannot test this. */
import assert from "node:assert/strict";
import type { Sql } from "postgres";
import { connect, type Connections } from "./connections.ts";
import { createDatabase } from "./server.ts";

const NOW = "2026-03-01T00:00:00Z";
const LEASE = "5 minutes";
const TRIALS = 6;
const DAYS = ["05", "06", "07", "12", "13"];

interface Claimed {
  id: string;
  hash: string;
  attempt: number;
  events: { id: string; title: string }[];
}

interface Night {
  id?: string;
  title: string;
  starts_at: string;
  excerpt: string;
}

const night = (day: string, id?: string): Night => ({
  ...id && { id },
  title: `Night ${day}`,
  starts_at: `2026-04-${day}T08:00:00Z`,
  excerpt: day,
});

const ingest = (sql: Sql, ...ids: string[]) =>
  sql`select * from ingest_posts(${
    sql.json(ids.map((external_id, i) => ({
      source: "test",
      external_id,
      text: "Five nights",
      posted_at: `2026-02-${String(10 + i)}T00:00:00Z`,
    })))
  })`;

const claim = (sql: Sql, now = NOW) =>
  sql<Claimed[]>`select * from claim_posts(${now}, 10, ${LEASE})`;

async function complete(sql: Sql, post: Claimed, events: Night[]): Promise<boolean> {
  const reading = sql.json({
    kind: "event",
    confidence: 0.9,
    events: events.map((e) => ({ ...e })),
  });
  const [row] = await sql`
    select complete_reading(${NOW}, ${post.id}, ${post.hash}, ${post.attempt}, 'test', ${reading}) as ok`;
  return row!.ok;
}

const again = (sql: Sql) => sql`update posts set read_hash = null`;

/** A world with two workers, emptied before each trial. */
async function trials(
  count: number,
  work: (a: Sql, b: Sql, trial: { nth: number; owner: Sql }) => Promise<void>,
): Promise<void> {
  await using project = await createDatabase();
  const role = "service_role";
  await using first: Connections = await connect(project.url, { role });
  await using second: Connections = await connect(project.url, { role });
  await using owner = await connect(project.url);
  for (let nth = 0; nth < count; nth++) {
    await owner.sql`truncate posts, users, newsletters cascade`;
    await work(first.sql, second.sql, { nth, owner: owner.sql });
  }
}

Deno.test("claim_posts() gives a post with several events to one of two workers, and their ids stay", async () => {
  await trials(TRIALS, async (a, b) => {
    await ingest(a, "1", "2");
    const claims = await Promise.all([claim(a), claim(b)]);
    const posts = claims.flatMap((rows) => [...rows]);
    assert.equal(new Set(posts.map(({ id }) => id)).size, 2);
    assert.equal(posts.length, 2);
    const workers = claims.flatMap((rows, i) => rows.map((post) => [[a, b][i]!, post] as const));
    await Promise.all(workers.map(([sql, post]) => complete(sql, post, DAYS.map((d) => night(d)))));
    const before = await a`select id, ctid::text as place, updated_at from events order by id`;
    assert.equal(before.length, 10);
    await again(a);
    const second = (await Promise.all([claim(a), claim(b)])).flatMap((rows) => [...rows]);
    await Promise.all(
      second.map((post, i) =>
        complete([a, b][i % 2]!, post, DAYS.map((d, n) => night(d, post.events[n]!.id)))
      ),
    );
    const after = await a`select id, ctid::text as place, updated_at from events order by id`;
    assert.deepEqual(after.map((row) => ({ ...row })), before.map((row) => ({ ...row })));
  });
});

Deno.test("complete_reading() takes one of two answers about one claim, and none of a late worker", async () => {
  await trials(TRIALS, async (a, b) => {
    await ingest(a, "1");
    const [post] = await claim(a);
    const answers = await Promise.all([
      complete(a, post!, DAYS.map((day) => night(day))),
      complete(b, post!, [night("20")]),
    ]);
    assert.deepEqual(answers.toSorted(), [false, true]);
    const [row] = await a`select count(*)::integer as n from events`;
    assert.equal(row!.n, answers[0] ? 5 : 1);
    await again(a);
    const [early] = await claim(a, "2026-03-02T00:00:00Z");
    const [late] = await claim(b, "2026-03-02T01:00:00Z");
    assert.equal(await complete(a, early!, [night("25")]), false, "its lease went to the other");
    assert.equal(await complete(b, late!, [night("26")]), true);
  });
});

Deno.test("complete_reading() and withdraw_posts() at once leave no event of a withdrawn post", async () => {
  await trials(TRIALS, async (a, b, { nth }) => {
    await ingest(a, "1", "2");
    for (const post of await claim(a)) await complete(a, post, DAYS.map((day) => night(day)));
    const [shown] = await a`select id from posts where external_id = '1'`;
    await a`update events set canonical_id = m.id from events m
      where m.post_id = ${shown!.id} and m.title = events.title and events.post_id <> ${shown!.id}`;
    await again(a);
    const posts = await claim(a);
    const read = () =>
      Promise.all(posts.map((post) => complete(a, post, DAYS.slice(2).map((d) => night(d)))));
    const withdraw = () => b`select withdraw_posts(${NOW}, array[${shown!.id}::uuid])`;
    await Promise.all(nth % 2 === 0 ? [read(), withdraw()] : [withdraw(), read()]);
    const rows = await a`select e.title, p.external_id, e.is_published from events e
      join posts p on p.id = e.post_id where e.is_published or p.withdrawn_at is not null and e.withdrawn_at is null`;
    assert.ok(rows.every(({ external_id }) => external_id === "2"), JSON.stringify(rows));
    const chains = await a`select from events e join events c on c.id = e.canonical_id
      where c.canonical_id is not null`;
    assert.equal(chains.length, 0, "every withdrawn event stands behind the one that is shown");
  });
});

Deno.test("ingest_posts() and complete_reading() at once never keep an answer about an older text", async () => {
  await trials(TRIALS, async (a, b) => {
    await ingest(a, "1");
    const [post] = await claim(a);
    const edit = () =>
      b`select ingest_posts('[{"source": "test", "external_id": "1", "text": "Six nights",
        "posted_at": "2026-02-10T00:00:00Z", "image_url": "https://clubs.example/new.jpg"}]')`;
    await Promise.all([complete(a, post!, DAYS.map((day) => night(day))), edit()]);
    const [row] = await a`select read_hash is distinct from content_hash as is_due from posts`;
    assert.equal(row!.is_due, true);
    const pictures = await a`select distinct image_url from events`;
    assert.ok(pictures.every(({ image_url }) => image_url === "https://clubs.example/new.jpg"));
    const [next] = await claim(a, "2026-03-02T00:00:00Z");
    assert.equal(await complete(a, next!, [night("05")]), true);
  });
});

Deno.test("complete_reading() recalls the mails of an event that is dropped, and no other mail", async () => {
  await trials(1, async (a, _, { owner }) => {
    await ingest(a, "1");
    const [post] = await claim(a);
    await complete(a, post!, DAYS.map((day) => night(day)));
    const events =
      await a`select id, title, starts_at, ends_at, is_all_day, location, is_online, url
      from events order by number`;
    const [newsletter] = await a`
      insert into newsletters (frequency, period) values ('weekly', '2026-03-02') returning id`;
    for (const event of events) await queue(owner, newsletter!.id, event);
    await again(a);
    const [second] = await claim(a);
    await complete(a, second!, DAYS.map((day, n) => night(day, second!.events[n]!.id)));
    const statuses = () =>
      a`select status, count(*)::integer as n from email_logs group by 1 order by 1`;
    assert.deepEqual((await statuses()).map((row) => ({ ...row })), [{ status: "queued", n: 5 }]);
    await again(a);
    const [third] = await claim(a);
    await complete(a, third!, DAYS.slice(1).map((day, n) => night(day, third!.events[n + 1]!.id)));
    assert.deepEqual((await statuses()).map((row) => ({ ...row })), [
      { status: "expired", n: 1 },
      { status: "queued", n: 4 },
    ]);
  });
});

/** Queues a mail to a new member that tells of this event. */
async function queue(sql: Sql, newsletter_id: string, { id, ...told }: Record<string, unknown>) {
  const user_id = crypto.randomUUID();
  const to_address = `${user_id}@example.org`;
  await sql`insert into auth.users (id, email, email_confirmed_at) values (${user_id}, ${to_address}, now())`;
  const item = { event_id: id, position: 1, score: 1, model: "test", told };
  const mail = {
    ...{ id: crypto.randomUUID(), newsletter_id, user_id, to_address, mail: {}, created_for: NOW },
    ...{ expires_at: "2026-03-08T00:00:00Z", status: "queued", items: [item] },
  };
  await sql`select queue_mails(${sql.json([mail] as never)})`;
}
