import assert from "node:assert/strict";
import { evaluate } from "./search.ts";
import { byKind, type QueryFile, scoresOf, summaryOf } from "./search_measures.ts";
import { orama } from "./search_peers.ts";

const answers = [{ key: "a", grade: 2 }, { key: "b", grade: 1 }];

Deno.test("scoresOf() gives 1 to the ideal list, less to another, and counts an event once", () => {
  const query = { q: "x", kind: "word", answers };
  assert.equal(scoresOf(query, ["a", "b"]).ndcg10, 1);
  assert.equal(scoresOf(query, ["a", "a", "b"]).ndcg10, 1);
  const swapped = scoresOf(query, ["b", "a"]);
  assert.ok(swapped.ndcg10! < 0.8 && swapped.ndcg10! > 0.7);
  assert.deepEqual(scoresOf(query, []), {
    ndcg10: 0,
    recall10: 0,
    isZero: true,
    isWrongFirst: false,
    forbidden: [],
  });
});

Deno.test("scoresOf() names what must not be there, at any place", () => {
  const query = { q: "x", kind: "not", answers: [], must_not: ["z"] };
  const list = [...Array(20).keys()].map(String);
  const { ndcg10, forbidden } = scoresOf(query, [...list, "z"]);
  assert.deepEqual([ndcg10, forbidden], [null, ["z"]]);
});

Deno.test("byKind() counts a query of two kinds under each", () => {
  const queries = [{ q: "x", kind: "when+price", answers }, { q: "y", kind: "when", answers }];
  const scores = [scoresOf(queries[0]!, ["a", "b"]), scoresOf(queries[1]!, [])];
  const kinds = byKind(queries, scores);
  assert.deepEqual([kinds.when?.ndcg10, kinds.price?.ndcg10], [0.5, 1]);
  assert.equal(summaryOf(scores).zero_results, 0.5);
});

Deno.test("evaluate() answers queries over the demo's catalogue better than a peer", async () => {
  const file: QueryFile = {
    about: { now: "2026-03-11T00:00:00Z", time_zone: "Australia/Melbourne", same_event: {} },
    queries: [
      { q: "sourdoh", kind: "typo", answers: [{ key: "sourdough", grade: 2 }] },
      { q: "bouldering", kind: "word", answers: [{ key: "first-time-bouldering", grade: 2 }] },
      { q: "puppies", kind: "plain", answers: [{ key: "therapy-dogs", grade: 2 }] },
    ],
  };
  const { all, peers } = await evaluate(file, async (events) => ({ orama: await orama(events) }));
  assert.ok(all.ndcg10! >= 0.9, `${all.ndcg10}`);
  for (const [name, peer] of Object.entries(peers)) {
    assert.ok(all.ndcg10! > peer.ndcg10!, `${name}: ${peer.ndcg10}`);
  }
});
