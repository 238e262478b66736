import { deepEqual, equal } from "node:assert/strict";
import type { Draft } from "../supabase/functions/_shared/event/draft.ts";
import { countLists, judgeList, type ListCase } from "./event_lists.ts";

const test: ListCase = {
  id: "week",
  kind: "roundup",
  posted_at: "2026-02-09T10:00:00Z",
  time_zone: "Europe/London",
  caption: "",
  events: [
    { title: "Resume night", starts_at: "2026-02-17T18:00", location: "Harlow 210" },
    {
      title: "Carols",
      starts_at: "2026-02-19",
      accept: ["2026-02-20"],
      location: "the big tree",
      occurrences_60d: ["2026-02-19", "2026-02-26"],
    },
  ],
  may: [{ title: "Festival", starts_at: "2026-02-21" }],
};

function draft(start_date: string, start_time: string | null, changes: Partial<Draft>): Draft {
  return {
    kind: "event",
    title: "",
    summary: null,
    start_date,
    start_time,
    end_date: null,
    end_time: null,
    location: null,
    is_online: false,
    organisers: [],
    category: null,
    confidence: 1,
    ...changes,
  };
}

const resume = draft("2026-02-17", "18:00", { title: "The résumé night!" });

Deno.test("judgeList() matches by start, and by words of the title or by the place", () => {
  const carols = draft("2026-02-20", null, { title: "Singing", location: "big tree" });
  const verdict = judgeList(test, [resume, carols]);
  deepEqual([verdict.matched, verdict.told, verdict.drafts], [2, 2, 2]);
  equal(judgeList(test, [draft("2026-02-17", null, { title: "Resume night" })]).matched, 0);
  equal(judgeList(test, [draft("2026-02-17", "18:00", { title: "Mixer" })]).matched, 0);
});

Deno.test("judgeList() lets one draft match one event, and counts the others as too many", () => {
  const verdict = judgeList(test, [resume, { ...resume }]);
  deepEqual([verdict.matched, verdict.drafts], [1, 2]);
});

Deno.test("judgeList() counts neither what may be told, later dates of a series, nor what is no event", () => {
  const verdict = judgeList(test, [
    draft("2026-02-19", null, { title: "Carols" }),
    draft("2026-02-26", null, { title: "Carols" }),
    draft("2026-02-21", "12:00", { title: "Festival" }),
    draft("2026-02-28", null, { title: "Applications", kind: "deadline" }),
  ]);
  deepEqual([verdict.matched, verdict.drafts], [1, 1]);
});

Deno.test("countLists() answers shares over all posts, 0 where there is none", () => {
  const counts = { missed: [], extra: [] };
  const verdicts = [
    { id: "a", matched: 2, told: 2, drafts: 4, ...counts },
    { id: "b", matched: 1, told: 4, drafts: 2, ...counts },
  ];
  deepEqual(countLists(verdicts), { precision: 0.5, recall: 0.5, f1: 0.5 });
  deepEqual(countLists([]), { precision: 0, recall: 0, f1: 0 });
});
