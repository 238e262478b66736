import assert from "node:assert/strict";
import type { Event } from "../event.ts";
import { buildCommunity } from "./community.ts";
import { preparePool } from "./pool.ts";
import { rank } from "./rank.ts";
import type { Candidate, Member, PastEventRow, Vote } from "./types.ts";

const NOW = Date.parse("2026-03-02T00:00:00Z");
const DAY = 86_400_000;

function event(id: string, organiser: string, inDays: number, over: Partial<Event> = {}): Event {
  return {
    id,
    title: `${organiser} night ${id}`,
    summary: null,
    starts_at: new Date(NOW + inDays * DAY).toISOString(),
    ends_at: null,
    is_all_day: false,
    location: null,
    is_online: false,
    category: "tech_innovation",
    organisers: [organiser],
    url: null,
    image_url: null,
    ...over,
  };
}

function candidate(of: Event): Candidate {
  return { event: of, vector: undefined, posted_at: new Date(NOW - DAY).toISOString() };
}

function vote(of: Event, action: Vote["action"]): Vote {
  return { event: of, vector: undefined, action, voted_at: of.starts_at };
}

function pool(candidates: Event[], past: PastEventRow[] = []) {
  const rows = { past, pairs: [], upcoming: [], members: 1000, voters: 500 };
  return preparePool(candidates.map(candidate), buildCommunity(rows, NOW), NOW, "UTC");
}

function member(votes: Vote[], preferences: Record<string, number> = {}): Member {
  return { id: "m", votes, preferences };
}

Deno.test("rank() puts the member's organiser first and says why", () => {
  const past = [1, 2, 3, 4].map((n) => event(`p${n}`, "DSCubed", -7 * n));
  const rows = past.map((e) => ({ ...e, votes: 5, first_votes: 1, first_ever: 0 }));
  const votes = past.slice(0, 3).map((e) => vote(e, "going"));
  const [first] = rank(
    member(votes),
    pool([event("a", "Chess Club", 2), event("b", "DSCubed", 3)], rows),
  );
  assert.equal(first?.event.id, "b");
  const texts = first.reasons.map((reason) => reason.text);
  assert.ok(texts.includes("You went to 3 of DSCubed's last 3 events"), texts.join("; "));
});

Deno.test("rank() leaves out what was voted on, excluded or has begun", () => {
  const [gone, no, sent, open] = [
    event("gone", "A", -1),
    event("no", "B", 1),
    event("sent", "C", 1),
    event("open", "D", 1),
  ];
  const ranked = rank(member([vote(no!, "not_going")]), pool([gone!, no!, sent!, open!]), {
    exclude: new Set(["sent"]),
  });
  assert.deepEqual(ranked.map((r) => r.event.id), ["open"]);
});

Deno.test("rank() tells a member without history that their taste is unknown", () => {
  const rows = [
    { ...event("p", "Big", -3), votes: 50, first_votes: 20, first_ever: 10 },
    { ...event("q", "Small", -3), votes: 2, first_votes: 1, first_ever: 0 },
  ];
  const ranked = rank(member([]), pool([event("a", "Small", 2), event("b", "Big", 2)], rows));
  assert.equal(ranked[0]?.event.id, "b");
  assert.match(ranked[0].reasons[0]!.text, /do not know your taste/);
});

Deno.test("rank() gives the same answer twice", () => {
  const candidates = Array.from({ length: 30 }, (_, i) => event(`e${i}`, `O${i % 7}`, 1 + i / 5));
  const once = rank(member([]), pool(candidates));
  assert.deepEqual(rank(member([]), pool(candidates)), once);
  assert.equal(new Set(once.map((r) => r.event.id)).size, 10);
});
