import { deepEqual, equal, ok } from "node:assert/strict";
import type { Extraction } from "../supabase/functions/_shared/event/draft.ts";
import { readJson } from "../dev/cli/files.ts";
import {
  type CaptionCase,
  CaptionCases,
  countCaptions,
  judgeCaption,
  readCaption,
} from "./captions.ts";

const right = {
  kind: "event",
  title: "Potluck",
  starts_at: "2026-03-07T18:00",
  ends_at: null,
  location: "Birch House",
  category: null,
};

const test: CaptionCase = {
  id: "potluck",
  posted_at: "2026-02-09T15:00:00-05:00",
  time_zone: "America/New_York",
  caption: "Potluck Saturday 3/7 at 6pm, Birch House",
  right,
  judged: ["kind", "title", "starts_at", "location", "category"],
  cause: "month first",
};

function reading(changes: Partial<Extraction> = {}): Extraction {
  return {
    kind: "event",
    title: "Potluck",
    summary: null,
    starts_at: "2026-03-07T23:00:00Z",
    ends_at: null,
    is_all_day: false,
    location: "birch house.",
    is_online: false,
    organisers: [],
    category: "food_dining",
    confidence: 0.9,
    needs_review: false,
    ...changes,
  };
}

Deno.test("judgeCaption() compares local times and folded texts, and accepts any value of a field without one", () => {
  const verdict = judgeCaption(test, reading());
  deepEqual(verdict.wrong, []);
  equal(verdict.is_start_right, true);
});

Deno.test("judgeCaption() distinguishes a date alone from a date with an hour", () => {
  const allDay = reading({ is_all_day: true, starts_at: "2026-03-07T05:00:00Z" });
  deepEqual(judgeCaption(test, allDay).wrong, ["starts_at"]);
  deepEqual(judgeCaption({ ...test, judged: ["day"] }, allDay).wrong, []);
});

Deno.test("judgeCaption() compares the first of several events", () => {
  const later = { ...right, starts_at: "2026-03-08T18:00" };
  deepEqual(judgeCaption({ ...test, right: [right, later] }, reading()).wrong, []);
  deepEqual(judgeCaption({ ...test, right: [later, right] }, reading()).wrong, ["starts_at"]);
});

Deno.test("countCaptions() counts wrong starts in readings, and those held for review", () => {
  const wrong = reading({ starts_at: "2026-07-03T22:00:00Z" });
  const readings = [
    reading(),
    wrong,
    { ...wrong, needs_review: true },
    reading({ starts_at: null }),
  ];
  const figures = countCaptions(readings.map((found) => judgeCaption(test, found)));
  deepEqual(figures.starts, { right: 1, share: 0.25 });
  deepEqual(figures.wrong_starts, { given: 2, held: 1 });
  equal(figures.right_starts_held, 0);
});

Deno.test("countCaptions() returns shares of 0 without captions", () => {
  deepEqual(countCaptions([]).all_fields, { right: 0, share: 0 });
});

Deno.test("extractOffline() reads captions of other countries as well as measured", () => {
  const path = new URL("./fixtures/captions.json", import.meta.url).pathname;
  const cases = readJson(path, "captions", CaptionCases);
  const verdicts = cases.map((test) => judgeCaption(test, readCaption(test)));
  const { starts, all_fields } = countCaptions(verdicts);
  const missed = verdicts.filter(({ wrong }) => wrong.length > 0).map(({ id }) => id).join(", ");
  ok(starts.share >= 0.96, missed);
  ok(all_fields.share >= 0.87, missed);
});
