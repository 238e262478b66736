import assert from "node:assert/strict";
import { type Ai, OutOfTime, ProviderDown, RowFault } from "../_shared/edge/ai/ai.ts";
import type { ClaimedText } from "../_shared/edge/db/embedding.ts";
import { testDb } from "../_shared/edge/db/test_db.ts";
import { embed, noneEmbedded } from "./embed.ts";

const NOW = new Date("2025-08-20T09:00:00Z");

const text = (title: string): ClaimedText => ({
  id: title,
  title,
  organisers: [],
  category: null,
  location: null,
  excerpt: title,
  hash: "h",
  attempt: 1,
});

/** Runs one claim of texts; `answer` is told each call's first words. `time`: how often there is any. */
function stage(titles: string[], answer: (titles: string[]) => void, time = Infinity) {
  const claims = [titles.map(text), []];
  const { db, named } = testDb({
    claim_embeddings: () => claims.shift(),
    complete_embeddings: ({ p_rows }) => (p_rows as unknown[]).length,
    fail_embeddings: ({ p_rows }) => (p_rows as unknown[]).length,
    merge_candidates: () => null,
  });
  const asked: string[][] = [];
  const ai: Ai = {
    extractionModel: "test/none",
    embeddingModel: "test/embedder@2",
    extract: () => Promise.reject(new Error("not asked")),
    embed: (texts) => {
      const call = texts.map((text) => /\w+/.exec(text)![0]);
      asked.push(call);
      return Promise.resolve().then(() => {
        answer(call);
        return texts.map(() => Float32Array.of(1, 0));
      });
    },
  };
  const counts = noneEmbedded();
  const deadline = {
    isOpen: () => time-- > 0,
    left: () => 1,
    spend: () => {},
    signal: new AbortController().signal,
  };
  return {
    counts,
    asked,
    run: () => embed({ db, ai, now: () => NOW, leaseSec: 60, deadline, timeZone: "UTC" }, counts),
    isMerged: () => named("merge_candidates").length > 0,
    /** Who was failed: whether the attempt counts, and the minutes until the next. */
    failed: () =>
      named("fail_embeddings").flatMap(({ args }) =>
        (args.p_rows as { id: string }[]).map(({ id }) => [
          ...[id, args.p_counts],
          (Date.parse(`${args.p_retry_at}`) - NOW.getTime()) / 60_000,
        ])
      ),
  };
}

const whenAsked = (title: string, error: Error) => (titles: string[]) => {
  if (titles.includes(title)) throw error;
};

Deno.test("embed() embeds all that is claimed in one call", async () => {
  const { run, counts, asked, failed } = stage(["a", "b", "c"], () => {});
  await run();
  assert.deepEqual(counts, { ...noneEmbedded(), claimed: 3, embedded: 3, calls: 1 });
  assert.deepEqual(asked, [["a", "b", "c"]]);
  assert.deepEqual(failed(), []);
});

Deno.test("embed() tries a refused batch one by one, and fails only what is refused alone", async () => {
  const { run, counts, asked, failed } = stage(["a", "b", "c"], whenAsked("b", new RowFault("no")));
  await run();
  assert.deepEqual(counts, { ...noneEmbedded(), claimed: 3, embedded: 2, failed: 1, calls: 4 });
  assert.deepEqual(asked.slice(1), [["a"], ["b"], ["c"]]);
  assert.deepEqual(failed(), [["b", true, 1]]);
});

Deno.test("embed() gives everything back where the provider is down, and says so", async () => {
  const { run, failed } = stage(["a", "b"], () => {
    throw new ProviderDown("down", 120);
  });
  await assert.rejects(run(), ProviderDown);
  assert.deepEqual(failed(), [["a", false, 2], ["b", false, 2]]);
});

Deno.test("embed() gives back, once each, what is left when the provider goes down half-way", async () => {
  const { run, counts, failed } = stage(["a", "b", "c", "d"], (titles) => {
    if (titles.length > 1) throw new RowFault("no");
    whenAsked("b", new ProviderDown("down", 60))(titles);
  });
  await assert.rejects(run(), ProviderDown);
  assert.equal(counts.embedded, 1);
  assert.deepEqual(failed(), [["b", false, 1], ["c", false, 1], ["d", false, 1]]);
});

Deno.test("embed() gives back what its time was too short for, and succeeds", async () => {
  const { run, counts, failed } = stage(["a", "b"], whenAsked("a", new OutOfTime("over")));
  await run();
  assert.deepEqual(counts, { ...noneEmbedded(), claimed: 2, calls: 1 });
  assert.deepEqual(failed(), [["a", false, 0], ["b", false, 0]]);
});

Deno.test("embed() merges when all is embedded, unless time is up: the next run does", async () => {
  const inTime = stage(["a"], () => {}, 3);
  await inTime.run();
  assert.equal(inTime.isMerged(), true);
  const late = stage(["a"], () => {}, 2);
  await late.run();
  assert.equal(late.counts.embedded, 1);
  assert.equal(late.isMerged(), false);
});
