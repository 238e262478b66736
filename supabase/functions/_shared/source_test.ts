import assert from "node:assert/strict";
import { DbError } from "./db/client.ts";
import { SqlError, testDb } from "./db/test_db.ts";
import { createSource } from "./source.ts";
import { NOW, rowOf } from "./test_catalogue.ts";

const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

const NOBODY = { past: [], pairs: [], upcoming: [], members: 0, voters: 0 };

const row = (id: string) => rowOf(id, after(86_400));

/** A source whose database has these events; `community` says what it knows of everybody. */
function stage({ events = ["a", "b"], community = (): unknown => NOBODY } = {}) {
  const upcoming = new Map(events.map((id) => [id, row(id)]));
  const gone: string[] = [];
  const { db, named } = testDb({
    upcoming_events: () => ({
      watermark: "mark",
      events: [...upcoming.values()],
      gone,
      upcoming: upcoming.size,
    }),
    ranking_community: () => community(),
  });
  const source = createSource("test/model@512", "UTC");
  return {
    at: (seconds: number) => source.pool(db, after(seconds)),
    asked: () => named("ranking_community").length,
    callOff: (id: string) => (upcoming.delete(id), gone.push(id)),
  };
}

/** Keeps what a function gives the hosted runtime to wait for. */
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

const titles = ({ candidates }: Awaited<ReturnType<ReturnType<typeof stage>["at"]>>) =>
  candidates.map(({ event }) => event.title);

Deno.test("createSource().pool() asks once what everybody did, however many ask at once", async () => {
  const { at, asked } = stage();
  const pools = await Promise.all(Array.from({ length: 20 }, () => at(0)));
  assert.equal(asked(), 1);
  assert.equal(new Set(pools).size, 1);
});

Deno.test("createSource().pool() serves a minute, then while it asks anew", async () => {
  using runtime = hostedRuntime();
  const { at, asked } = stage();
  const first = await at(0);
  assert.equal(await at(60), first);
  assert.equal(asked(), 1);
  assert.equal(await at(61), first);
  assert.equal(runtime.works.length, 1, "the runtime is told not to freeze what is under way");
  await runtime.done();
  const second = await at(62);
  assert.equal(asked(), 2);
  assert.notEqual(second, first);
  assert.equal(second.now, after(62).getTime());
});

Deno.test("createSource().pool() waits for nobody but who has nothing younger than ten minutes", async () => {
  const answers = [() => NOBODY, () => new Promise(() => {}), () => NOBODY, () => NOBODY];
  const { at, asked } = stage({ community: () => answers.shift()!() });
  const first = await at(0);
  assert.equal(await at(539), first, "though the database does not answer");
  assert.notEqual(await at(601), first);
  assert.equal(asked(), 3);
  assert.equal((await at(600)).now, after(600).getTime(), "nor is one of a later clock served");
  assert.equal(asked(), 4);
});

Deno.test("createSource().pool() has nothing that was called off, whatever it waits for", async () => {
  const answers = [() => NOBODY, () => new Promise(() => {})];
  const { at, asked, callOff } = stage({ community: () => answers.shift()!() });
  assert.deepEqual(titles(await at(0)), ["a", "b"]);
  callOff("a");
  assert.deepEqual(titles(await at(1)), ["b"]);
  assert.equal(asked(), 1, "which is no reason to ask what everybody did");
  await at(61);
  callOff("b");
  assert.deepEqual(titles(await at(62)), []);
  assert.equal(asked(), 2);
});

Deno.test("createSource().pool() asks again after a failure", async () => {
  let away = 1;
  const { at, asked } = stage({
    community: () => {
      if (away-- > 0) throw new SqlError("57P01");
      return NOBODY;
    },
  });
  await assert.rejects(at(0), DbError);
  assert.equal((await at(0)).candidates.length, 2);
  assert.equal(asked(), 2);
});

Deno.test("createSource().pool() serves on after a failure that nobody waited for, which is logged and mended", async () => {
  using runtime = hostedRuntime();
  const { error: print } = console;
  const log: unknown[] = [];
  console.error = (error) => void log.push(error);
  using _restored = { [Symbol.dispose]: () => void (console.error = print) };
  const answers = [false, true, false];
  const { at, asked } = stage({
    community: () => {
      if (answers.shift()) throw new SqlError("57P01");
      return NOBODY;
    },
  });
  const first = await at(0);
  assert.equal(await at(61), first);
  await runtime.done();
  assert.ok(log.length === 1 && log[0] instanceof DbError);
  assert.equal(await at(62), first);
  assert.equal(asked(), 2, "not with every call");
  assert.equal(await at(122), first);
  await runtime.done();
  assert.notEqual(await at(123), first);
  assert.equal(log.length, 1);
});
