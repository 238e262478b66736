import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import { ProviderDown } from "../ai/ai.ts";
import { cpuBudget, cpuUsedMs } from "./cpu.ts";
import { type Db, DbError } from "../db/client.ts";
import { HttpError } from "../http/http.ts";
import { deadlineIn, messageOf, recordRun } from "./run.ts";

/** A database of one table that keeps every write to it; `refuse` says which writes fail. */
function runsTable(refuse: (method: string) => boolean = () => false) {
  const writes: { method: string; row: Record<string, unknown>; which: string | null }[] = [];
  const answer = (input: RequestInfo | URL, init?: RequestInit) => {
    const method = init?.method ?? "GET";
    const which = new URL(`${input}`).searchParams.get("id");
    writes.push({ method, row: JSON.parse(`${init?.body}`), which });
    return Promise.resolve(
      refuse(method)
        ? Response.json({ code: "XX000", message: "the disk is full" }, { status: 500 })
        : Response.json({ id: "run-1" }, { status: method === "POST" ? 201 : 200 }),
    );
  };
  const [url, key] = ["http://127.0.0.1:9", "sb_secret_x"];
  const auth = { persistSession: false, autoRefreshToken: false };
  const client = createClient(url, key, { auth, global: { fetch: answer } });
  return { writes, db: { client, url, key } satisfies Db };
}

const instants = ["2025-08-20T09:00:00.000Z", "2025-08-20T09:01:00.000Z"];
/** The first instant, and the second from then on. */
const clock = () => {
  const [first, ...later] = instants;
  let next: string | undefined = first;
  return () => {
    const now = new Date(next ?? later[0]!);
    next = undefined;
    return now;
  };
};

Deno.test("recordRun() opens a row, does the work and closes the row with what was counted", async () => {
  const { db, writes } = runsTable();
  const counts = await recordRun({ db, stage: "s", now: clock() }, { done: 0 }, (counts) => {
    assert.equal(writes.length, 1, "the row is open before the work begins");
    counts.done = 3;
    return Promise.resolve();
  });
  assert.deepEqual(counts, { done: 3 });
  assert.deepEqual(writes, [
    { method: "POST", row: { stage: "s", started_at: instants[0] }, which: null },
    {
      method: "PATCH",
      row: { finished_at: instants[1], counts: { done: 3 }, error: null },
      which: "eq.run-1",
    },
  ]);
});

Deno.test("recordRun() keeps the counts and the error of a run that fails half-way", async () => {
  const { db, writes } = runsTable();
  const broken = new TypeError("half-way");
  const run = recordRun({ db, stage: "s", now: clock() }, { done: 0 }, (counts) => {
    counts.done = 1;
    return Promise.reject(broken);
  });
  await assert.rejects(run, broken);
  assert.deepEqual(writes[1]?.row, {
    finished_at: instants[1],
    counts: { done: 1 },
    error: "half-way",
  });
});

Deno.test("recordRun() answers 503 with Retry-After where the provider is down", async () => {
  const { db, writes } = runsTable();
  const run = recordRun({ db, stage: "s", now: clock() }, {}, () => {
    return Promise.reject(new ProviderDown("The provider answers 429", 17));
  });
  await assert.rejects(run, (error) => {
    assert.ok(error instanceof HttpError);
    assert.deepEqual([error.status, error.code], [503, "provider_down"]);
    assert.deepEqual(error.headers, { "Retry-After": "17" });
    assert.equal(error.message, "The provider answers 429");
    return true;
  });
  assert.equal(writes[1]?.row.error, "The provider answers 429");
});

Deno.test("recordRun() does nothing where it cannot open the row", async () => {
  const { db } = runsTable((method) => method === "POST");
  let worked = false;
  const run = recordRun({ db, stage: "s", now: clock() }, {}, () => {
    worked = true;
    return Promise.resolve();
  });
  await assert.rejects(run, DbError);
  assert.equal(worked, false);
});

Deno.test("recordRun() throws what stopped the run, even where the row cannot be closed", async () => {
  const { db } = runsTable((method) => method === "PATCH");
  const print = console.error;
  const printed: unknown[] = [];
  console.error = (error) => void printed.push(error);
  const broken = new TypeError("half-way");
  const run = recordRun({ db, stage: "s", now: clock() }, {}, () => Promise.reject(broken));
  await assert.rejects(run, broken).finally(() => console.error = print);
  assert.ok(printed[0] instanceof DbError);
});

const plenty = { limitMs: 1_000, usedMs: () => 0, beganMs: 0 };

Deno.test("deadlineIn() is open until its time is over", () => {
  const open = deadlineIn(60, plenty);
  assert.ok(open.isOpen() && open.left() > 59_000 && open.left() <= 60_000);
  assert.equal(open.signal.aborted, false);
  const over = deadlineIn(0, plenty);
  assert.deepEqual([over.isOpen(), over.left()], [false, 0]);
});

Deno.test("deadlineIn() closes once the CPU of this run is used up, whatever earlier runs used", () => {
  let used = 5_000;
  const deadline = deadlineIn(60, { limitMs: 1_000, usedMs: () => used, beganMs: used });
  used += 999;
  assert.ok(deadline.isOpen() && deadline.left() > 59_000);
  used += 1;
  assert.deepEqual([deadline.isOpen(), deadline.left()], [false, 0]);
});

Deno.test("deadlineIn() counts what a run says it used where the runtime measures nothing", () => {
  const unmeasured = deadlineIn(60, plenty);
  unmeasured.spend(600);
  assert.ok(unmeasured.isOpen());
  unmeasured.spend(400);
  assert.equal(unmeasured.isOpen(), false);

  // Where it does, the larger of the two counts and not their sum.
  let used = 0;
  const measured = deadlineIn(60, { ...plenty, usedMs: () => used });
  used = 700;
  measured.spend(600);
  assert.ok(measured.isOpen());
});

Deno.test("deadlineIn() is closed from the start where the platform has announced the end", () => {
  assert.equal(
    deadlineIn(60, { limitMs: 1_000, usedMs: () => Infinity, beganMs: Infinity }).isOpen(),
    false,
  );
});

Deno.test("cpuBudget() counts from where the run begins, but for the start of the process", () => {
  const [, second] = [cpuBudget(1_000), cpuBudget(1_000)];
  const used = cpuUsedMs();
  assert.ok(second.beganMs <= used && second.usedMs() >= used);
  // Whatever ran before in this process, the second run does not pay for it.
  assert.ok(used === 0 || second.beganMs > 0);
});

Deno.test("cpuUsedMs() never falls, and grows with work where the runtime measures it", () => {
  const before = cpuUsedMs();
  let sum = 0;
  for (let i = 0; i < 3e7; i++) sum += Math.sqrt(i);
  assert.ok(sum > 0 && cpuUsedMs() >= before);
  assert.ok(before === 0 || cpuUsedMs() > before);
});

Deno.test("recordRun() calls the next run once its own row is closed, where the work says there is more", async () => {
  for (const isMore of [true, false]) {
    const { db, writes } = runsTable();
    await recordRun({ db, stage: "s", now: clock() }, {}, () => Promise.resolve(isMore));
    const calls = writes.slice(2).map(({ row }) => row);
    assert.equal(writes[1]?.method, "PATCH");
    assert.deepEqual(calls, isMore ? [{ p_now: instants[1], p_stage: "s" }] : []);
  }
});

Deno.test("recordRun() has done its work although the next run cannot be called", async () => {
  const print = console.error;
  const printed: unknown[] = [];
  console.error = (error) => void printed.push(error);
  let opened = false;
  const { db } = runsTable((method) => method === "POST" && opened);
  const run = recordRun({ db, stage: "s", now: clock() }, { done: 1 }, () => {
    opened = true;
    return Promise.resolve(true);
  });
  assert.deepEqual(await run.finally(() => console.error = print), { done: 1 });
  assert.ok(printed[0] instanceof DbError);
});

Deno.test("messageOf() takes whatever was thrown", () => {
  assert.equal(messageOf(new RangeError("too far")), "too far");
  assert.equal(messageOf("text"), "text");
  assert.equal(messageOf(undefined), "undefined");
});
