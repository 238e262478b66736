/** Incremental counts of votes always equal a full count. */
import assert from "node:assert/strict";
import fc from "../supabase/functions/_shared/test/property.ts";
import type { Database, Row } from "../dev/stack/database.ts";
import { buildCommunity } from "../supabase/functions/_shared/ranking/community.ts";
import {
  type CommunityAnswer,
  readCommunity,
} from "../supabase/functions/_shared/ranking/community_answer.ts";
import { seriesKey, seriesOf } from "../supabase/functions/_shared/ranking/series.ts";
import type { EventFacts } from "../supabase/functions/_shared/ranking/types.ts";
import { communityRows, countsIn, expectedCounts, refreshCommunity } from "./community_counts.ts";
import { emptyProject } from "./embedded.ts";
import { insertion } from "./event_rows.ts";
import { DAY_MS } from "../supabase/functions/_shared/time/units.ts";

const NOW = new Date("2026-03-02T12:00:00Z");
const MEMBERS = 5;
const EVENTS = 8;
const ORGANISERS = ["A", "B", "C"];
const id = (kind: number, n: number) => `00000000-0000-4000-800${kind}-${`${n}`.padStart(12, "0")}`;

type Step = { sql: string; values: unknown[] };

const member = fc.nat({ max: MEMBERS - 1 }).map((n) => id(1, n));
const event = fc.nat({ max: EVENTS - 1 }).map((n) => id(2, n));
/** Days from NOW, past and future; members joined twenty days before. */
const start = fc.integer({ min: -30, max: 9 }).map((days) =>
  new Date(NOW.getTime() + days * 86_400_000).toISOString()
);
const hosts = fc.subarray(ORGANISERS);
const step = (sql: string, ...values: fc.Arbitrary<unknown>[]): fc.Arbitrary<Step> =>
  fc.tuple(...values).map((values) => ({ sql, values }));

const vote = step(
  `insert into public.feedback_logs (user_id, event_id, action, voted_at)
   select u.id, e.id, $3, now() from public.users u, public.events e where u.id = $1 and e.id = $2
   on conflict (user_id, event_id) do update set action = excluded.action, voted_at = excluded.voted_at`,
  member,
  event,
  fc.constantFrom("like", "going", "like", "dislike", "not_going"),
);
const others = [
  step("delete from public.feedback_logs where user_id = $1 and event_id = $2", member, event),
  step("update public.events set starts_at = $2 where id = $1", event, start),
  step("update public.events set starts_at = null where id = $1", event),
  step("update public.events set organisers = $2 where id = $1", event, hosts),
  step(
    "update public.events set hidden_at = case when hidden_at is null then now() end where id = $1",
    event,
  ),
  step("update public.events set canonical_id = null where id = $1", event),
  step(
    `update public.events e set canonical_id = $2 where id = $1 and id <> $2
       and exists (select from public.events c where c.id = $2 and c.canonical_id is null)
       and not exists (select from public.events m where m.canonical_id = $1)`,
    event,
    event,
  ),
  step("delete from public.events where id = $1", event),
  step("delete from auth.users where id = $1", member),
  step("update auth.users set banned_until = $2 where id = $1", member, fc.option(start)),
  step("update public.users set email = null where id = $1", member),
];
const refresh = step("select private.count_community($1)", fc.constant(NOW.toISOString()));
/** A run that dies; nothing of its portion is stored. */
const death: fc.Arbitrary<Step> = fc.constant({ sql: "death", values: [] });
const history = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: vote },
    ...others.map((arbitrary) => ({ weight: 1, arbitrary })),
    { weight: 2, arbitrary: refresh },
    { weight: 1, arbitrary: death },
  ),
  { minLength: 10, maxLength: 70 },
);

async function fill(database: Database): Promise<void> {
  await database.exec("delete from auth.users; delete from public.posts");
  for (let n = 0; n < MEMBERS; n++) {
    await database.query(
      `insert into auth.users (id, email, email_confirmed_at, created_at)
       values ($1, $2, now(), $3::timestamptz - interval '20 days')`,
      [id(1, n), `m${n}@example.org`, NOW.toISOString()],
    );
  }
  const rows = Array.from({ length: EVENTS }, (_, n) => ({
    id: id(2, n),
    title: `Night ${n}`,
    starts_at: new Date(NOW.getTime() + (3 * n - 18) * DAY_MS).toISOString(),
    organisers: [ORGANISERS[n % 3]!],
  }));
  await database.query(...insertion(rows));
}

async function play(database: Database, { sql, values }: Step): Promise<void> {
  if (sql !== "death") return void await database.query(sql, values);
  await database.exec(
    `begin; select private.count_community('${NOW.toISOString()}'); rollback;`,
  );
}

Deno.test("private.refresh_community() counts the same in increments as plain code, after any changes", async () => {
  await using project = await emptyProject();
  await project.migrate();
  const { database } = project;
  const law = fc.asyncProperty(history, async (steps) => {
    await fill(database);
    for (const step of steps) await play(database, step);
    await refreshCommunity(database, NOW);
    const counted = await countsIn(database);
    assert.deepEqual(counted, await expectedCounts(database, NOW));
    await database.query("select private.recount_community()");
    await refreshCommunity(database, NOW);
    assert.deepEqual(await countsIn(database), counted, "and so does a count of everything");
    // A ban that has expired meanwhile without any write.
    const later = new Date(NOW.getTime() + 20 * 86_400_000);
    await refreshCommunity(database, later);
    assert.deepEqual(await countsIn(database), await expectedCounts(database, later));
    const [left] = await database.query("select count(*)::int as n from public.community_changes");
    assert.equal(left!.n, 0);
  });
  await fc.assert(law, { numRuns: 25, seed: 11 });
});

const SERIES = [
  ["Weekly run #12 (3 May)", "Weekly run #13 (10 May)", "weekly RUN 14: Sunday 17th May"],
  ["Quiz night", "Quiz night!", "QUIZ   NIGHT 🎉", "Quiz—night 7pm", "Quiz night 21/03/2026"],
  ["Café littéraire", "Café littéraire 2", "« Café littéraire »"],
  ["读书会 第3期", "读书会 第12期"],
  ["Вечер кино", "Вечер кино 3"],
  ["１２ monkeys", "monkeys"],
  ["Mayday rally"],
  ["Monday club", "Tues club", "Friday club", "Saturdays club"],
  ["Marching band", "Marching band, Mar 4"],
  ["2026", "!!!", "3rd"],
  ["Café literaire"],
];

Deno.test("private.series_key() distinguishes the same series as seriesKey()", async () => {
  await using project = await emptyProject();
  await project.migrate();
  const titles = SERIES.flat();
  const rows = await project.database.query<{ key: string }>(
    "select private.series_key(t) as key from unnest($1::text[]) with ordinality t (t, n) order by n",
    [titles],
  );
  const inSql = titles.map((_, i) => titles.map((_, j) => rows[i]!.key === rows[j]!.key));
  const inCode = titles.map((a) => titles.map((b) => seriesKey(a) === seriesKey(b)));
  assert.deepEqual(inSql, inCode);
  for (const [first, ...others] of SERIES) {
    for (const other of others) assert.equal(seriesKey(first!), seriesKey(other), other);
  }
});

Deno.test("readCommunity() reads the same community as buildCommunity() builds from rows", async () => {
  await using project = await emptyProject();
  await project.migrate();
  const { database } = project;
  await fill(database);
  const answer = () =>
    database.query<{ answer: CommunityAnswer | null }>(
      "select public.ranking_community() as answer",
    );
  assert.equal((await answer())[0]!.answer, null, "before everything was counted once");
  const title = "First";
  await database.query(
    ...insertion([{
      title,
      id: id(2, EVENTS),
      starts_at: "2026-03-09T00:00:00Z",
      organisers: ["New"],
    }]),
  );
  await database.exec(`
    update public.events set starts_at = starts_at - interval '333 days' where id = '${id(2, 0)}';
    update public.events set organisers = '{A,B}', title = 'Night' where id in ('${id(2, 1)}', '${
    id(2, 7)
  }');
    insert into public.feedback_logs (user_id, event_id, action)
      select u.id, e.id, 'going' from public.users u, public.events e where hashtext(u.id::text || e.id::text) % 3 <> 0`);
  await refreshCommunity(database, NOW);
  const read = readCommunity((await answer())[0]!.answer!);
  const rows = await communityRows(database, NOW);
  const built = buildCommunity(rows, NOW.getTime());
  const near = (a: number, b: number, what: string) =>
    assert.ok(Math.abs(a - b) < 0.01, `${what}: ${a}, ${b}`);
  assert.ok(built.organisers.size === 3 && built.meanRate > 1);
  assert.deepEqual([...read.organisers.keys()].sort(), [...built.organisers.keys()].sort());
  for (const [name, facts] of built.organisers) {
    const found = read.organisers.get(name)!;
    assert.deepEqual(found.starts, facts.starts, name);
    for (const rate of ["rate", "firstRate", "recruitRate", "credence"] as const) {
      near(found[rate], facts[rate], `${name} ${rate}`);
    }
    for (const other of ORGANISERS) {
      assert.equal(read.coMembership.shared(name, other), built.coMembership.shared(name, other));
    }
  }
  for (const { id, votes } of rows.upcoming) {
    assert.equal(read.upcoming(id)!.votes, votes);
    const { title, organisers } =
      (await database.query<EventFacts & Row>("select * from public.events where id = $1", [id]))[
        0
      ]!;
    const key = seriesOf({ title, organisers });
    near(read.tallyOf(id, key)!.weight, built.tallyOf(id, key)!.weight, title);
    near(read.tallyOf(id, key)!.votes, built.tallyOf(id, key)!.votes, title);
  }
  assert.equal(read.upcoming(id(3, 0)), undefined, "an event that was posted since");
  assert.equal(read.members, MEMBERS);
});
