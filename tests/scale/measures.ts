/** The rows of the table in docs/scale.md. */
import { type Stack, startStack } from "../../dev/stack/stack.ts";
import { createCommunity, type ScaleDatabase, type Size } from "./community.ts";
import { type Meter, startMeter } from "./meter.ts";
import { limitCpu, usageOf, workerId } from "./worker.ts";

/** One figure; the name includes the unit. */
export type Row = [measure: string, value: number | string];

/** CPU limit of the platform's calls, in seconds. */
const LIMIT_SEC = 2;
const RUNS = 4;
const WARM_CALLS = 100;

interface Bench {
  stack: Stack;
  meter: Meter;
  sql: ScaleDatabase["sql"];
  users: string[];
  /** Settings of the next process of the functions. */
  extra: Record<string, string>;
}

/**
 * Creates the community, measures, and drops it.
 *
 * @param now determines when newsletters are due
 * @param told receives the name of each step
 */
export async function measure(size: Size, now: Date, told: (what: string) => void) {
  told("making the community");
  await using community = await createCommunity(size);
  await using parts = new AsyncDisposableStack();
  let url = "";
  const meter = parts.use(startMeter(() => url));
  const extra: Record<string, string> = {};
  const settings = () => ({
    ...extra,
    SUPABASE_URL: meter.url,
    COMMUNITY_TIME_ZONE: "UTC",
    NEWSLETTER_WEEKDAY: String((now.getUTCDay() + 6) % 7 + 1),
    NEWSLETTER_HOUR: String(now.getUTCHours()),
    NEWSLETTER_WINDOW_HOURS: "23",
    MAIL_QUOTA_PER_DAY: "1000000",
  });
  const stack = parts.adopt(await startStack({ db: community.url, settings }), (s) => s.stop());
  url = stack.url;
  const { sql } = community;
  const users = (await sql<{ id: string }>("select id from public.users order by id limit 200"))
    .map(({ id }) => id);
  const bench = { stack, meter, sql, users, extra };
  const rows: Row[] = [];
  for (const [what, take] of Object.entries(MEASURES)) {
    told(what);
    rows.push(...await take(bench, now));
  }
  return rows;
}

const MEASURES: Record<string, (bench: Bench, now: Date) => Promise<Row[]>> = {
  statements,
  recommend,
  idle,
  limited,
  newsletters,
};

/** Wall time of statements, best of three. */
async function statements({ sql }: Bench, now: Date): Promise<Row[]> {
  const at = `'${now.toISOString()}'`;
  const weekday = (now.getUTCDay() + 6) % 7 + 1;
  const asked: Record<string, string> = {
    ranking_community: "select length(ranking_community()::text) as bytes",
    due_members:
      `select count(*) from due_members(${at}, 'UTC', ${weekday}, ${now.getUTCHours()}, 23, 201)`,
    upcoming_events: `select length(upcoming_events(${at}, 'offline/hashing@512')::text)`,
    merge_candidates: `select length(merge_candidates(${at})::text)`,
    pipeline_status: `select length(pipeline_status(${at})::text)`,
  };
  const rows: Row[] = [];
  for (const [name, statement] of Object.entries(asked)) {
    const times: number[] = [];
    let bytes = 0;
    for (let i = 0; i < 3; i++) {
      const began = performance.now();
      const [row] = await sql(statement);
      times.push(performance.now() - began);
      bytes = Number(row?.bytes ?? 0);
    }
    rows.push([`${name}, ms`, Math.round(Math.min(...times))]);
    if (bytes > 0) rows.push([`${name}, KB`, kilobytes(bytes)]);
  }
  return rows;
}

async function recommend(bench: Bench): Promise<Row[]> {
  const { users } = bench;
  const pid = await restart(bench, "recommend");
  const cold = await call(bench, pid, "recommend", { user_id: users[0] });
  for (const user_id of users.slice(1, 11)) await call(bench, pid, "recommend", { user_id });
  const warm: Cost[] = [];
  for (let i = 0; i < WARM_CALLS; i++) {
    warm.push(await call(bench, pid, "recommend", { user_id: users[11 + i] }));
  }
  const mean = (of: (cost: Cost) => number) =>
    warm.reduce((sum, c) => sum + of(c), 0) / warm.length;
  const walls = warm.map(({ wall }) => wall).sort((a, b) => a - b);
  return [
    ["recommend cold, s of CPU (main)", seconds(cold.main)],
    ["recommend cold, s", seconds(cold.wall)],
    ["recommend cold, KB moved", kilobytes(cold.bytes)],
    ["recommend warm, ms of CPU (main)", tenth(mean(({ main }) => main))],
    ["recommend warm, KB moved", kilobytes(mean(({ bytes }) => bytes))],
    ["recommend warm, trips", tenth(mean(({ trips }) => trips))],
    ["recommend warm, p95 ms", Math.round(walls[Math.floor(walls.length * 0.95)]!)],
    ["recommend, peak MB", usageOf(pid).peak],
  ];
}

/** The second run of a stage, with nothing to do. */
async function idle(bench: Bench): Promise<Row[]> {
  const pid = await restart(bench, "embed-events");
  await call(bench, pid, "embed-events", {});
  const { bytes } = await call(bench, pid, "embed-events", {});
  return [["embed-events with nothing to do, KB moved", kilobytes(bytes)]];
}

/** Runs send-newsletters several times, each in a new process killed at the platform's limit. */
async function limited(bench: Bench): Promise<Row[]> {
  let killed = 0;
  for (let run = 0; run < RUNS; run++) {
    const pid = await restart(bench, "send-newsletters");
    await limitCpu(pid, LIMIT_SEC);
    const { status } = await call(bench, pid, "send-newsletters", {}).catch(() => ({ status: 0 }));
    if (status !== 200) killed++;
  }
  const mails = await outbox(bench.sql);
  return [
    [`mails of ${RUNS} runs under ${LIMIT_SEC} s of CPU`, mails.sent ?? 0],
    ["of these runs killed", killed],
    ["mails in doubt (phase dot)", mails.dot ?? 0],
  ];
}

async function newsletters(bench: Bench): Promise<Row[]> {
  bench.extra.CPU_BUDGET_MS = "600000";
  const pid = await restart(bench, "send-newsletters");
  const before = await outbox(bench.sql);
  const cold = await call(bench, pid, "send-newsletters", {});
  const between = await outbox(bench.sql);
  const warm = await call(bench, pid, "send-newsletters", {});
  const after = await outbox(bench.sql);
  const sent = (from: Outbox, to: Outbox) => (to.sent ?? 0) - (from.sent ?? 0);
  return [
    [`${sent(before, between)} mails cold, s of CPU (main)`, seconds(cold.main)],
    [`${sent(before, between)} mails cold, s of CPU (process)`, seconds(cold.process)],
    ["a further mail, ms of CPU (main)", tenth(warm.main / sent(between, after))],
    ["a further mail, trips", tenth(warm.trips / sent(between, after))],
    ["send-newsletters, peak MB", usageOf(pid).peak],
  ];
}

type Outbox = Record<string, number>;

/** Mails by status, or by phase if their worker died during sending. */
async function outbox(sql: Bench["sql"]): Promise<Outbox> {
  const rows = await sql<{ state: string; n: number }>(
    `select case when status = 'sending' then phase else status end as state, count(*)::integer as n
     from public.email_logs group by 1`,
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** Starts a new process of the functions and loads one of them. Returns the process id. */
async function restart({ stack }: Bench, name: string): Promise<number> {
  await stack.functions.restart();
  await (await fetch(`${stack.url}/functions/v1/${name}`, { method: "OPTIONS" })).text();
  return workerId();
}

interface Cost {
  status: number;
  wall: number;
  main: number;
  process: number;
  trips: number;
  bytes: number;
}

async function call({ stack, meter }: Bench, pid: number, name: string, body: object) {
  meter.take();
  const before = usageOf(pid);
  const began = performance.now();
  const response = await fetch(`${stack.url}/functions/v1/${name}`, {
    method: "POST",
    headers: { apikey: stack.secretKey, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  await response.text();
  const wall = performance.now() - began;
  const after = usageOf(pid);
  const cost: Cost = {
    status: response.status,
    wall,
    main: after.main - before.main,
    process: after.process - before.process,
    ...meter.take(),
  };
  return cost;
}

const tenth = (x: number) => Math.round(x * 10) / 10;
const seconds = (ms: number) => Math.round(ms / 10) / 100;
const kilobytes = (bytes: number) => tenth(bytes / 1024);
