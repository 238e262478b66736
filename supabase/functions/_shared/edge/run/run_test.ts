import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import { ProviderDown } from "../ai/ai.ts";
import { cpuBudget, cpuUsedMs } from "./cpu.ts";
import { type Db, DbError } from "../db/client.ts";
import { HttpError } from "../http/http.ts";
import { deadlineIn, messageOf, recordRun } from "./run.ts";

/** A database of one table that records every write; `refuse` selects writes that fail. */
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
/** Returns the first instant once, then always the second. */
const clock = () => {
  const [first, ...later] = instants;
  let next: string | undefined = first;
  return () => {
    const now = new Date(next ?? later[0]!);
    next = undefined;
    return now;
  };
};

Deno.test("recordRun() opens a row, runs the work and closes the row with its counts", async () => {
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

Deno.test("recordRun() answers 503 with Retry-After if the provider is down", async () => {
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

Deno.test("recordRun() runs no work if it cannot open the row", async () => {
  const { db } = runsTable((method) => method === "POST");
  let worked = false;
  const run = recordRun({ db, stage: "s", now: clock() }, {}, () => {
    worked = true;
    return Promise.resolve();
  });
  await assert.rejects(run, DbError);
  assert.equal(worked, false);
});

Deno.test("recordRun() throws the error of the run even if it cannot close the row", async () => {
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

Deno.test("deadlineIn() is open until its time has passed", () => {
  const open = deadlineIn(60, plenty);
  assert.ok(open.isOpen() && open.left() > 59_000 && open.left() <= 60_000);
  assert.equal(open.signal.aborted, false);
  const over = deadlineIn(0, plenty);
  assert.deepEqual([over.isOpen(), over.left()], [false, 0]);
});

Deno.test("deadlineIn() closes once this run has used up its CPU, independent of earlier runs", () => {
  let used = 5_000;
  const deadline = deadlineIn(60, { limitMs: 1_000, usedMs: () => used, beganMs: used });
  used += 999;
  assert.ok(deadline.isOpen() && deadline.left() > 59_000);
  used += 1;
  assert.deepEqual([deadline.isOpen(), deadline.left()], [false, 0]);
});

Deno.test("deadlineIn() counts the run's estimates if the runtime measures no CPU", () => {
  const unmeasured = deadlineIn(60, plenty);
  unmeasured.spend(600);
  assert.ok(unmeasured.isOpen());
  unmeasured.spend(400);
  assert.equal(unmeasured.isOpen(), false);

  // If it does, the larger value counts, not the sum.
  let used = 0;
  const measured = deadlineIn(60, { ...plenty, usedMs: () => used });
  used = 700;
  measured.spend(600);
  assert.ok(measured.isOpen());
});

Deno.test("deadlineIn() is closed from the start if the platform has announced the end", () => {
  assert.equal(
    deadlineIn(60, { limitMs: 1_000, usedMs: () => Infinity, beganMs: Infinity }).isOpen(),
    false,
  );
});

Deno.test("cpuBudget() counts from the start of the run; for the first run, from the start of the process", () => {
  const [, second] = [cpuBudget(1_000), cpuBudget(1_000)];
  const used = cpuUsedMs();
  assert.ok(second.beganMs <= used && second.usedMs() >= used);
  // The second run does not pay for anything before it in this process.
  assert.ok(used === 0 || second.beganMs > 0);
});

Deno.test("cpuUsedMs() never decreases, and grows with work if the runtime measures it", () => {
  const before = cpuUsedMs();
  let sum = 0;
  for (let i = 0; i < 3e7; i++) sum += Math.sqrt(i);
  assert.ok(sum > 0 && cpuUsedMs() >= before);
  assert.ok(before === 0 || cpuUsedMs() > before);
});

Deno.test("recordRun() calls the next run after closing its row if there is more work", async () => {
  for (const isMore of [true, false]) {
    const { db, writes } = runsTable();
    await recordRun({ db, stage: "s", now: clock() }, {}, () => Promise.resolve(isMore));
    const calls = writes.slice(2).map(({ row }) => row);
    assert.equal(writes[1]?.method, "PATCH");
    assert.deepEqual(calls, isMore ? [{ p_now: instants[1], p_stage: "s" }] : []);
  }
});

Deno.test("recordRun() succeeds even if it cannot call the next run", async () => {
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

Deno.test("messageOf() accepts any thrown value", () => {
  assert.equal(messageOf(new RangeError("too far")), "too far");
  assert.equal(messageOf("text"), "text");
  assert.equal(messageOf(undefined), "undefined");
});
