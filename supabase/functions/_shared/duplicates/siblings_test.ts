import assert from "node:assert/strict";
import fc from "../test/property.ts";
import { type Decision, findCanonicals } from "./duplicates.ts";
import { at, by, CLOSE, groups, told, ZONE } from "./test_told.ts";

const list = { post_id: "list", location: "Guild House", ...by("chess") };

Deno.test("findCanonicals() never joins two events of one post, however similar they are", () => {
  const posts = [told("a", list), told("b", list)];
  assert.deepEqual(groups(posts, CLOSE), []);
});

Deno.test("findCanonicals() joins each event of a list with its own post, and with one of two alike", () => {
  const vectors: Record<string, Float32Array> = { a: at(0), b: at(80), c: at(82), d: at(2) };
  const posts = [told("a", list), told("b", list), told("c", by("chess")), told("d", by("chess"))];
  assert.deepEqual(groups(posts, (id) => vectors[id]!), [["a", "d"], ["b", "c"]]);
  const alike = [told("a", list), told("b", list), told("c", { location: "Guild House" })];
  const [[, ...joined], ...more] = groups(alike, CLOSE) as [string[], ...string[][]];
  assert.deepEqual([joined, more], [["c"], []]);
});

Deno.test("findCanonicals() follows no decision that would make two events of one post one", () => {
  const decide = (a: string, b: string): Decision => ({ a, b, is_same: true });
  const posts = [told("a", list), told("b", list), told("c")];
  const found = groups(posts, () => new Float32Array(2), [decide("a", "c"), decide("c", "b")]);
  assert.deepEqual(found, [["a", "c"]]);
});

const event = fc.record({
  post_id: fc.constantFrom("p", "q", "r", "s"),
  title: fc.constantFrom("Chess night", "Chess evening for all", "Pottery class"),
  location: fc.constantFrom(null, "Guild House", "Guild House, Room 5"),
  is_all_day: fc.boolean(),
  caption: fc.constantFrom("Chess night with pizza", "Pottery class with clay"),
});

Deno.test("findCanonicals() has no two events of one post in any group", () => {
  const decisions = fc.array(
    fc.record({ a: fc.nat(9).map(String), b: fc.nat(9).map(String), is_same: fc.boolean() }),
    { maxLength: 5 },
  );
  fc.assert(fc.property(fc.array(event, { maxLength: 10 }), decisions, (events, decided) => {
    const posts = events.map((changes, i) => told(`${i}`, changes));
    const canonicals = findCanonicals(posts, ZONE, { decisions: decided });
    const groupOf = (id: string) => canonicals.get(id) ?? id;
    for (const members of Map.groupBy(posts, ({ id }) => groupOf(id)).values()) {
      assert.equal(new Set(members.map(({ post_id }) => post_id)).size, members.length);
    }
  }));
});
