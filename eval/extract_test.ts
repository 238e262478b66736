import assert from "node:assert/strict";
import { measures, shareOf } from "./extract_measures.ts";
import { ownSets, pairUp } from "./labelled.ts";

/**
 * One post below the measured value, for titles 1.5 points, so that a rule that costs more fails.
 */
const FLOORS: Record<string, Record<string, number>> = {
  "the sample": {
    kind: 0.99,
    start_time: 0.97,
    category_either: 0.91,
    title_f1: 0.82,
    title_acceptable: 0.79,
    place_precision: 0.98,
    place_recall: 0.96,
  },
  "written before": { kind: 0.98, start_time: 0.97, category_either: 0.93, title_f1: 0.48 },
  "written between": { kind: 0.95, start_time: 0.88, category_either: 0.91, title_f1: 0.29 },
  "written last": { kind: 0.9, start_time: 0.94, category_either: 0.75, title_f1: 0.34 },
  "held out 1": { kind: 0.95, start_time: 0.92, category_either: 0.95, title_f1: 0.53 },
  "held out 2": { kind: 0.95, start_time: 0.96, category_either: 0.95, title_f1: 0.36 },
  "held out 3": { kind: 0.95, start_time: 0.96, category_either: 0.9, title_f1: 0.3 },
  "held out 4": { kind: 0.97, start_time: 0.96, category_either: 0.82, title_f1: 0.28 },
  "held out 5": { kind: 0.97, start_time: 0.93, category_either: 0.87, title_f1: 0.3 },
  "held out 6": { kind: 0.9, start_time: 0.96, category_either: 0.85, title_f1: 0.35 },
  "held out 7": { kind: 0.96, start_time: 0.95, category_either: 0.88, title_f1: 0.36 },
  "held out 8": { kind: 0.95, start_time: 0.92, category_either: 0.85, title_f1: 0.45 },
  "held out 9": { kind: 0.95, start_time: 0.9, category_either: 0.8, title_f1: 0.35 },
  "held out 10": { kind: 0.95, start_time: 0.91, category_either: 0.85, title_f1: 0.5 },
  "held out 11": { kind: 0.96, start_time: 0.96, category_either: 0.86, title_f1: 0.67 },
  "held out 12": { kind: 0.93, start_time: 0.93, category_either: 0.8, title_f1: 0.75 },
  "titles 1": {
    kind: 0.97,
    start_time: 0.97,
    category_either: 0.8,
    title_f1: 0.93,
    title_acceptable: 0.95,
  },
  "titles 2": {
    kind: 0.97,
    start_time: 0.97,
    category_either: 0.82,
    title_f1: 0.92,
    title_acceptable: 0.97,
  },
  "titles 3": {
    kind: 0.9,
    start_time: 0.84,
    category_either: 0.6,
    title_f1: 0.84,
    title_acceptable: 0.85,
  },
  "titles 4": { kind: 0.92, start_time: 0.92, title_f1: 0.84, title_acceptable: 0.88 },
  "titles 5": { kind: 0.9, start_time: 0.9, title_f1: 0.88, title_acceptable: 0.9 },
  "places 1": {
    kind: 0.97,
    start_time: 0.97,
    title_f1: 0.81,
    place_precision: 0.96,
    place_recall: 0.96,
  },
  "places 2": {
    kind: 0.95,
    start_time: 0.95,
    title_f1: 0.91,
    place_precision: 0.94,
    place_recall: 0.94,
  },
};
const MOST_BAD_TITLES = 0.03;
const MOST_FALSE_DATES = 0.03;

for (const set of ownSets()) {
  Deno.test(`extractOffline() reads ${set.name} as well as measured`, () => {
    const pairs = pairUp(set);
    assert.equal(pairs.length, set.labels.length, "a label without its post");
    const floors = FLOORS[set.name] ?? assert.fail("a set without floors");
    for (const measure of measures(set.timeZone)) {
      const { share } = shareOf(measure, pairs);
      const floor = floors[measure.name];
      if (floor !== undefined) assert.ok(share >= floor, `${measure.name} ${share}`);
      if (measure.name === "false_dates" && set.name.startsWith("held out")) {
        assert.ok(share <= MOST_FALSE_DATES, `false dates ${share}`);
      }
      if (measure.name === "title_bad") assert.ok(share <= MOST_BAD_TITLES, `bad titles ${share}`);
    }
  });
}
