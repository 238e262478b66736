import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import { ProviderDown } from "./ai.ts";
import { type Db, DbError } from "./db/client.ts";
import { HttpError } from "./http.ts";
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
const clock = () => {
  const left = [...instants];
  return () => new Date(left.shift()!);
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

Deno.test("deadlineIn() is open until its time is over", () => {
  const open = deadlineIn(60);
  assert.ok(open.isOpen() && open.left() > 59_000 && open.left() <= 60_000);
  assert.equal(open.signal.aborted, false);
  const over = deadlineIn(0);
  assert.deepEqual([over.isOpen(), over.left()], [false, 0]);
});

Deno.test("messageOf() takes whatever was thrown", () => {
  assert.equal(messageOf(new RangeError("too far")), "too far");
  assert.equal(messageOf("text"), "text");
  assert.equal(messageOf(undefined), "undefined");
});
