import assert from "node:assert/strict";
import { measures, shareOf } from "./extract_measures.ts";
import { ownSets, pairUp } from "./labelled.ts";

/** A little below what was measured: a rule that costs more than a post or two must be seen. */
const FLOORS: Record<string, Record<string, number>> = {
  "the sample": { kind: 0.97, start_time: 0.95, category_either: 0.88, title_f1: 0.74 },
  "written before": { kind: 0.95, start_time: 0.95, category_either: 0.88, title_f1: 0.37 },
  "written between": { kind: 0.83, start_time: 0.83, category_either: 0.88, title_f1: 0.22 },
  "written last": { kind: 0.85, start_time: 0.94, category_either: 0.7, title_f1: 0.22 },
};
const MOST_BAD_TITLES = 0.03;

for (const set of ownSets()) {
  Deno.test(`extractOffline() reads ${set.name} as well as measured`, () => {
    const pairs = pairUp(set);
    assert.equal(pairs.length, set.labels.length, "a label without its post");
    for (const measure of measures(set.timeZone)) {
      const { share } = shareOf(measure, pairs);
      const floor = FLOORS[set.name]?.[measure.name];
      if (floor !== undefined) assert.ok(share >= floor, `${measure.name} ${share}`);
      if (measure.name === "title_bad") assert.ok(share <= MOST_BAD_TITLES, `bad titles ${share}`);
    }
  });
}
