import assert from "node:assert/strict";
import { coMembershipOf, sharingOf } from "./co_membership.ts";

const size = (name: string, members = 50) => ({ organiser_a: name, organiser_b: name, members });
const both = (a: string, b: string, members: number) => ({
  organiser_a: a,
  organiser_b: b,
  members,
});
const party = (name: string) => ({ name, category: categoryOf(name) });
/** The category is the second word: "Chess games" has the category "games". */
const categoryOf = (name: string) => name.split(" ")[1] ?? null;

Deno.test("between() is symmetric and higher for organisers that share more members than chance", () => {
  const pairs = [...["A", "B", "C"].map((n) => size(n)), both("A", "B", 40), both("C", "A", 4)];
  const { between } = coMembershipOf(sharingOf(pairs, 500), categoryOf);
  const [close, far] = [between(party("A"), party("B")), between(party("A"), party("C"))];
  assert.equal(between(party("B"), party("A")), close);
  assert.ok(close > far && close < 1 && far > 0);
  assert.ok(between(party("A"), party("A")) > close);
});

Deno.test("between() uses the lift of the categories for an organiser without members", () => {
  const names = ["A games", "B games", "C arts", "D arts"];
  const pairs = [
    ...names.map((name) => size(name, 100)),
    both("A games", "B games", 60),
    both("C arts", "D arts", 60),
    both("A games", "C arts", 2),
  ];
  const { between, lift } = coMembershipOf(sharingOf(pairs, 1_000), categoryOf);
  assert.ok(lift("games", "games") > 1 && lift("games", "arts") < 1);
  assert.equal(lift("games", "arts"), lift("arts", "games"));
  const home = party("A games");
  const [kin, stranger] = [between(home, party("New games")), between(home, party("New arts"))];
  assert.ok(kin > stranger, `${kin} <= ${stranger}`);
  assert.ok(between(home, party("B games")) > kin, "shared members speak louder");
});

Deno.test("between() and lift() are neutral in a community without members", () => {
  const { between, lift } = coMembershipOf(sharingOf([], 0), categoryOf);
  assert.equal(lift("games", null), 1);
  assert.equal(between(party("A games"), party("B")), between(party("C"), party("D arts")));
});
