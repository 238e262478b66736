import assert from "node:assert/strict";
import { CATEGORIES } from "../../supabase/functions/_shared/event/event.ts";
import { pastVotes, sampleMembers } from "./members.ts";

const SEED = 7;
const events = CATEGORIES.flatMap((category) =>
  Array.from({ length: 10 }, (_, i) => ({
    id: `${category}-${i}`,
    key: `17${category}${i}`,
    category,
  }))
);

Deno.test("sampleMembers() is equal for equal seeds and different for others", () => {
  assert.deepEqual(sampleMembers(20, SEED), sampleMembers(20, SEED));
  assert.deepEqual(sampleMembers(20, SEED).slice(0, 5), sampleMembers(5, SEED));
  assert.notDeepEqual(sampleMembers(5, SEED), sampleMembers(5, SEED + 1));
});

Deno.test("sampleMembers() gives each a unique address at a reserved domain", () => {
  const members = sampleMembers(2000, SEED);
  assert.equal(new Set(members.map(({ email }) => email)).size, members.length);
  for (const { email } of members) {
    assert.match(email, /^[a-z]+\.[a-z]+\d*@example\.(org|com|net)$/);
  }
  assert.equal(new Set(members.slice(0, 870).map(({ name }) => name)).size, 870);
});

Deno.test("sampleMembers() covers every case in the first dozen", () => {
  const members = sampleMembers(12, SEED);
  const [voter, teller, silent] = members;
  assert.deepEqual([voter?.votes, voter?.preferences], [true, null]);
  assert.deepEqual([teller?.votes, teller?.preferences === null], [false, false]);
  assert.deepEqual([silent?.votes, silent?.preferences], [false, null]);
  assert.ok(members.some(({ subscribed }) => !subscribed));
  const zones = members.map(({ time_zone }) => time_zone);
  assert.ok(zones.filter((zone) => zone === "Australia/Melbourne").length > 6);
  assert.ok(zones.includes("Australia/Adelaide"), "half an hour off");
  for (const timeZone of zones) new Intl.DateTimeFormat("en", { timeZone });
});

Deno.test("sampleMembers() has tastes for all categories and declares only the strong ones", () => {
  for (const { tastes, preferences } of sampleMembers(50, SEED)) {
    assert.deepEqual(Object.keys(tastes).sort(), [...CATEGORIES].sort());
    assert.ok(Object.values(tastes).every((weight) => weight >= 0 && weight <= 1));
    if (!preferences) continue;
    assert.equal(Object.keys(preferences).length, 5);
    assert.equal(Object.values(preferences).filter((weight) => weight > 0.5).length, 3);
  }
});

Deno.test("pastVotes() follows the taste with noise", () => {
  const counts = { liked: 0, likedLoved: 0, disliked: 0, dislikedLoved: 0 };
  for (const member of sampleMembers(70, SEED).filter(({ votes }) => votes)) {
    for (const { event_id, action } of pastVotes(member, events, SEED)) {
      const event = events.find(({ id }) => id === event_id);
      const loved = event !== undefined && member.tastes[event.category] >= 0.8;
      counts[action === "like" ? "liked" : "disliked"]++;
      if (loved) counts[action === "like" ? "likedLoved" : "dislikedLoved"]++;
    }
  }
  assert.ok(counts.likedLoved / counts.liked > 0.8, "mostly what is loved");
  assert.ok(counts.likedLoved < counts.liked, "but not only");
  assert.ok(counts.disliked > 0 && counts.disliked < counts.liked / 2, "dislikes a little");
  assert.equal(counts.dislikedLoved, 0);
});

Deno.test("pastVotes() depends on the events, not on their order", () => {
  const [member] = sampleMembers(1, SEED);
  assert.ok(member);
  const votes = pastVotes(member, events, SEED);
  assert.deepEqual(pastVotes(member, events.toReversed(), SEED), votes);
  assert.notDeepEqual(pastVotes(member, events, SEED + 1), votes);
});

Deno.test("pastVotes() is the same for any database ids of the events", () => {
  const [member] = sampleMembers(1, SEED);
  assert.ok(member);
  const renamed = events.map((event, i) => ({ ...event, id: `another-${events.length - i}` }));
  const originals = new Map(renamed.map(({ id }, i) => [id, events[i]?.id]));
  const votes = pastVotes(member, renamed, SEED);
  assert.deepEqual(
    votes.map((vote) => ({ ...vote, event_id: originals.get(vote.event_id) })),
    pastVotes(member, events, SEED),
  );
});

Deno.test("pastVotes() gives every voter at least one like, and others no vote", () => {
  const few = events.slice(0, 1);
  for (const member of sampleMembers(70, SEED)) {
    const votes = pastVotes(member, few, SEED);
    assert.equal(votes.length, member.votes ? 1 : 0);
    assert.ok(votes.every(({ action }) => action === "like"));
    assert.deepEqual(pastVotes(member, [], SEED), []);
  }
});

Deno.test("pastVotes() accepts events without a category", () => {
  const [member] = sampleMembers(1, SEED);
  assert.ok(member);
  const unknown = Array.from(
    { length: 50 },
    (_, i) => ({ id: String(i), key: String(i), category: null }),
  );
  assert.equal(
    pastVotes(member, unknown, SEED).filter(({ action }) => action === "dislike").length,
    0,
  );
});
