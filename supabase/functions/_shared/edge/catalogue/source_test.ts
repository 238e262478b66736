import assert from "node:assert/strict";
import { DbError } from "../db/client.ts";
import { SqlError, testDb } from "../db/test_db.ts";
import { createSource } from "./source.ts";
import { NOW, rowOf, sentRow } from "../../event/test_catalogue.ts";

const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

const answerAt = (seconds: number) => ({
  as_of: after(seconds).toISOString(),
  since: after(-365 * 86_400).toISOString(),
  members: 7,
  voters: 0,
  means: [0, 0, 0],
  organisers: [],
  pairs: [],
  upcoming: "",
});
const NOBODY = answerAt(0);

const row = (id: string) => rowOf(id, after(86_400));

/** A source with these events in its database; `community` returns the community's row. */
function stage({ events = ["a", "b"], community = (): unknown => NOBODY } = {}) {
  const upcoming = new Map(events.map((id) => [id, row(id)]));
  const gone: string[] = [];
  const { db, named } = testDb({
    upcoming_events: () => ({
      watermark: "mark",
      snapshot: "1:1:",
      events: [...upcoming.values()].map(sentRow),
      gone,
      upcoming: upcoming.size,
    }),
    ranking_community: () => community(),
  });
  const source = createSource("test/model@512", "UTC");
  return {
    at: (seconds: number) => source.pool(db, after(seconds)),
    problem: () => source.communityProblem,
    asked: () => named("ranking_community").length,
    callOff: (id: string) => (upcoming.delete(id), gone.push(id)),
  };
}

/** Records the promises that a function passes to the hosted runtime. */
function hostedRuntime() {
  const works: Promise<unknown>[] = [];
  const EdgeRuntime = { waitUntil: (work: Promise<unknown>) => works.push(work) };
  Object.assign(globalThis, { EdgeRuntime });
  return {
    works,
    done: () => Promise.all(works),
    [Symbol.dispose]: () => Reflect.deleteProperty(globalThis, "EdgeRuntime"),
  };
}

/** Records values logged as errors. */
function silence() {
  const { error: print } = console;
  const log: unknown[] = [];
  console.error = (error) => void log.push(error);
  return { log, [Symbol.dispose]: () => void (console.error = print) };
}

const titles = ({ candidates }: Awaited<ReturnType<ReturnType<typeof stage>["at"]>>) =>
  candidates.map(({ event }) => event.title);

Deno.test("createSource().pool() queries the community once for concurrent calls", async () => {
  const { at, asked } = stage();
  const pools = await Promise.all(Array.from({ length: 20 }, () => at(0)));
  assert.equal(asked(), 1);
  assert.equal(new Set(pools).size, 1);
});

Deno.test("createSource().pool() serves community data for a quarter of an hour, then while it reloads", async () => {
  using runtime = hostedRuntime();
  const { at, asked } = stage();
  const first = await at(0);
  const told = runtime.works.length;
  assert.equal(await at(600), first);
  assert.equal((await at(900)).community, first.community);
  assert.equal(asked(), 1);
  assert.equal((await at(901)).community, first.community);
  assert.equal(
    runtime.works.length,
    told + 1,
    "the runtime is told not to freeze what is under way",
  );
  await runtime.done();
  assert.notEqual((await at(902)).community, first.community);
  assert.equal(asked(), 2);
});

Deno.test("createSource().pool() is rebuilt every ten minutes, and for an earlier clock", async () => {
  const { at } = stage();
  const first = await at(0);
  assert.equal(await at(600), first);
  assert.equal((await at(601)).now, after(601).getTime());
  assert.equal((await at(600)).now, after(600).getTime());
});

Deno.test("createSource().pool() has no cancelled event, even while it waits for community data", async () => {
  const answers = [() => NOBODY, () => new Promise(() => {})];
  const { at, asked, callOff } = stage({ community: () => answers.shift()!() });
  assert.deepEqual(titles(await at(0)), ["a", "b"]);
  callOff("a");
  assert.deepEqual(titles(await at(1)), ["b"]);
  assert.equal(asked(), 1, "a cancelled event does not reload the community");
  await at(901);
  callOff("b");
  assert.deepEqual(titles(await at(902)), []);
  assert.equal(asked(), 2);
});

Deno.test("createSource().pool() ranks without community data if its query fails, and reports that", async () => {
  using _quiet = silence();
  let away = 1;
  const { at, asked, problem } = stage({
    community: () => {
      if (away-- > 0) throw new SqlError("57014");
      return answerAt(61);
    },
  });
  assert.equal((await at(0)).candidates.length, 2);
  assert.match(problem()!, /could not be read/);
  await at(60);
  assert.equal(asked(), 1, "not with every call");
  assert.equal((await at(61)).community.members, 7);
  assert.equal(problem(), null);
});

Deno.test("createSource().pool() reports counts that do not exist yet or are old", async () => {
  const answers = [null, answerAt(0)];
  const { at, problem } = stage({ community: () => answers.shift() });
  await at(0);
  assert.match(problem()!, /not counted yet/);
  const late = stage({ community: () => answerAt(0) });
  await late.at(7200);
  assert.equal(late.problem(), null);
  await late.at(7201);
  assert.match(late.problem()!, /last counted at 2025-08-20T09:00:00/);
});

Deno.test("createSource().pool() serves cached community data if its query fails, and logs the error", async () => {
  using quiet = silence();
  using runtime = hostedRuntime();
  const answers = [false, true];
  const { at, asked } = stage({
    community: () => {
      if (answers.shift()) throw new SqlError("57P01");
      return NOBODY;
    },
  });
  const { community } = await at(0);
  assert.equal((await at(901)).community, community);
  await runtime.done();
  assert.ok(quiet.log.length === 1 && quiet.log[0] instanceof DbError);
  assert.equal((await at(961)).community, community);
  assert.equal(asked(), 2, "not with every call");
});
