import assert from "node:assert/strict";
import { makeEvent, makeMember, makeVote, NOW } from "./test_worlds.ts";
import { buildProfile, isBlank, tastesOf } from "./profile.ts";
import type { Action } from "./types.ts";

const voted = (...actions: Action[]) =>
  actions.map((action, n) => makeVote(makeEvent(`e${n}`, "A", -n - 1), action));

Deno.test("buildProfile() reads going and like as positive, dislike as fatigue, not_going as neither", () => {
  const profile = buildProfile(makeMember(voted("going", "like", "dislike", "not_going")), NOW);
  assert.deepEqual([...profile.chosen], ["e0", "e1"]);
  assert.deepEqual(profile.dislikes.map(({ vote }) => vote.event.id), ["e2"]);
  assert.equal(profile.voted.size, 4);
});

Deno.test("buildProfile() counts only begun events as attended", () => {
  const votes = [...voted("going"), makeVote(makeEvent("next", "A", 3), "going")];
  const history = buildProfile(makeMember(votes), NOW).organisers.get("A");
  assert.equal(history?.attended, 1);
  assert.ok(history.weight > 1);
});

Deno.test("tastesOf() gives shares of the votes, without votes of the declared likes", () => {
  const byVotes = tastesOf(buildProfile(makeMember(voted("going", "like")), NOW));
  assert.deepEqual([...byVotes.shares], [["tech_innovation", 1]]);
  assert.equal(byVotes.areDeclared, false);
  const declared = makeMember([], { preferences: { a: 1, b: 0.75, c: 0.2 } });
  const { shares, areDeclared } = tastesOf(buildProfile(declared, NOW));
  assert.equal(areDeclared, true);
  assert.deepEqual([...shares.keys()], ["a", "b"]);
  assert.ok(Math.abs(shares.get("a")! - 2 / 3) < 1e-9);
});

Deno.test("isBlank() is true without a positive vote and without a declared like", () => {
  const blank = (votes: Action[], preferences = {}) =>
    isBlank(makeMember(voted(...votes), { preferences }));
  assert.ok(blank(["not_going", "dislike"], { a: 0.5 }));
  assert.ok(!blank(["like"]));
  assert.ok(!blank([], { a: 0.6 }));
});
