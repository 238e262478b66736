import assert from "node:assert/strict";
import { type Ai, OutOfTime, ProviderDown, RowFault } from "../_shared/edge/ai/ai.ts";
import type { ClaimedPost } from "../_shared/edge/db/posts.ts";
import { DbError } from "../_shared/edge/db/client.ts";
import { SqlError, testDb } from "../_shared/edge/db/test_db.ts";
import type { Draft } from "../_shared/event/draft.ts";
import { draftOf } from "../_shared/event/test_draft.ts";
import { classify, noneClassified } from "./classify.ts";

const NOW = new Date("2025-08-20T09:00:00Z");

const DRAFT = draftOf({ title: "Chess", category: null });

const post = (id: string): ClaimedPost => ({
  id,
  text: id,
  events: [],
  given: null,
  hash: `hash of ${id}`,
  attempt: 1,
  posted_at: "2025-08-20T08:00:00Z",
});

/** Runs one claim of posts; `extract` reads each by its caption. */
function stage(
  ids: string[],
  extract: (caption: string) => Draft,
  complete: (id: unknown) => boolean = () => true,
  given: Record<string, unknown> = {},
) {
  const claims = [ids.map((id) => ({ ...post(id), given: given[id] ?? null })), []];
  const { db, named } = testDb({
    claim_posts: () => claims.shift(),
    complete_reading: ({ p_id }) => complete(p_id),
    fail_reading: () => true,
  });
  let open = true;
  const ai: Ai = {
    extractionModel: "test/reader",
    embeddingModel: "test/none@512",
    extract: ({ caption }) => Promise.resolve().then(() => [extract(caption)]),
    embed: () => Promise.reject(new Error("not asked")),
  };
  const counts = noneClassified();
  const deps = {
    db,
    ai,
    now: () => NOW,
    timeZone: "UTC",
    minConfidence: 0.5,
    concurrency: 1,
    leaseSec: 60,
    deadline: {
      isOpen: () => open,
      left: () => 1,
      spend: () => {},
      signal: new AbortController().signal,
    },
  };
  return {
    counts,
    named,
    close: () => void (open = false),
    run: () => classify(deps, counts),
    /** Who was failed: whether the attempt counts, and the minutes until the next. */
    failed: () =>
      Object.fromEntries(
        named("fail_reading").map(({ args }) => [args.p_id, [
          args.p_counts,
          (Date.parse(`${args.p_retry_at}`) - NOW.getTime()) / 60_000,
        ]]),
      ),
  };
}

Deno.test("classify() claims until nothing is due", async () => {
  const { run, counts, named } = stage(["a", "b"], () => DRAFT);
  await run();
  assert.deepEqual(counts, { ...noneClassified(), claimed: 2, classified: 2, events: 2 });
  assert.equal(named("claim_posts").length, 2);
  const { args } = named("complete_reading")[0]!;
  assert.deepEqual(
    [args.p_id, args.p_hash, args.p_attempt, args.p_read_by],
    ["a", "hash of a", 1, "test/reader"],
  );
});

Deno.test("classify() claims nothing once its time is over", async () => {
  const { run, close, named } = stage(["a"], () => DRAFT);
  close();
  await run();
  assert.equal(named("claim_posts").length, 0);
});

Deno.test("classify() gives back what its time was too short for, and succeeds", async () => {
  const { run, close, counts, failed } = stage(["a", "b", "c"], (caption) => {
    if (caption === "a") return DRAFT;
    close();
    throw new OutOfTime("over");
  });
  await run();
  assert.deepEqual(counts, { ...noneClassified(), claimed: 3, classified: 1, events: 1 });
  assert.deepEqual(failed(), { b: [false, 0], c: [false, 0] });
});

Deno.test("classify() gives back what a provider that is down has left, and says so", async () => {
  const { run, counts, failed } = stage(["a", "b", "c"], (caption) => {
    if (caption === "a") return DRAFT;
    throw new ProviderDown("down", 120);
  });
  await assert.rejects(run(), ProviderDown);
  assert.equal(counts.classified, 1);
  assert.deepEqual(failed(), { b: [false, 2], c: [false, 2] });
});

Deno.test("classify() lets one post fail alone, whatever is wrong with it", async () => {
  const faults: [fault: () => Draft, complete?: (id: unknown) => boolean][] = [
    [() => {
      throw new RowFault("refused");
    }],
    [() => {
      throw new TypeError("a post nobody thought of");
    }],
    [() => DRAFT, (id) => {
      if (id === "b") throw new SqlError("22P02");
      return true;
    }],
  ];
  for (const [fault, complete] of faults) {
    const { run, counts, failed } = stage(
      ["a", "b", "c"],
      (caption) => caption === "b" ? fault() : DRAFT,
      complete,
    );
    await run();
    assert.deepEqual(counts, {
      ...noneClassified(),
      claimed: 3,
      classified: 2,
      events: 2,
      failed: 1,
    });
    assert.deepEqual(failed(), { b: [true, 1] });
  }
});

Deno.test("classify() does not blame a post for a database that fails", async () => {
  const { run, failed } = stage(["a", "b"], () => DRAFT, () => {
    throw new SqlError("57P01");
  });
  await assert.rejects(run(), DbError);
  assert.deepEqual(failed(), { a: [false, 1], b: [false, 1] });
});

Deno.test("classify() counts no post whose claim was lost meanwhile", async () => {
  const { run, counts, failed } = stage(["a", "b"], () => DRAFT, (id) => id !== "a");
  await run();
  assert.deepEqual(counts, { ...noneClassified(), claimed: 2, classified: 1, events: 1 });
  assert.deepEqual(failed(), {});
});

Deno.test("classify() asks no provider about a post whose source cancelled its event", async () => {
  const asked: string[] = [];
  const { run, counts, named } = stage(
    ["a", "b"],
    (caption) => {
      asked.push(caption);
      return DRAFT;
    },
    undefined,
    { b: { status: "cancelled", starts_at: "2025-08-22T18:00:00Z" } },
  );
  await run();
  assert.deepEqual(asked, ["a"]);
  assert.deepEqual(counts, { ...noneClassified(), claimed: 2, classified: 2, events: 1 });
  const { p_reading } = named("complete_reading").find(({ args }) => args.p_id === "b")!.args;
  assert.deepEqual((p_reading as { events: unknown[] }).events, []);
});

Deno.test("classify() fails a post alone whose source states malformed facts", async () => {
  const { run, counts, failed } = stage(["a", "b"], () => DRAFT, undefined, {
    b: { status: "off" },
  });
  await run();
  assert.deepEqual(counts, {
    ...noneClassified(),
    claimed: 2,
    classified: 1,
    events: 1,
    failed: 1,
  });
  assert.deepEqual(failed(), { b: [true, 1] });
});
