import assert from "node:assert/strict";
import { buildCommunity } from "./community.ts";
import { makeEvent, makeRow, makeRows, NOW } from "./fixture.ts";

Deno.test("buildCommunity() knows nothing of events that begin at now or later", () => {
  const past = [makeRow(makeEvent("old", "A", -1), 4), makeRow(makeEvent("new", "A", 0), 90)];
  const community = buildCommunity(makeRows({ past }), NOW);
  assert.deepEqual(community.organisers.get("A")?.ids, ["old"]);
  assert.equal(community.meanRate, 4);
});

Deno.test("buildCommunity() shrinks a single success towards the mean", () => {
  const crowd = Array.from({ length: 50 }, (_, n) => makeRow(makeEvent(`c${n}`, "Usual", -1), 4));
  const past = [...crowd, makeRow(makeEvent("hit", "Lucky", -1), 100)];
  const { organisers, meanRate } = buildCommunity(makeRows({ past }), NOW);
  const { rate } = organisers.get("Lucky")!;
  assert.ok(rate > meanRate && rate < 50, `${rate}`);
});

Deno.test("buildCommunity() counts recent events more", () => {
  const past = [makeRow(makeEvent("a", "A", -300), 100), makeRow(makeEvent("b", "A", -1), 0)];
  assert.ok(buildCommunity(makeRows({ past }), NOW).meanRate < 50);
});

Deno.test("buildCommunity() relates organisers both ways, more than chance more", () => {
  const size = (name: string) => ({ organiser_a: name, organiser_b: name, members: 50 });
  const pairs = [
    ...["A", "B", "C"].map(size),
    { organiser_a: "A", organiser_b: "B", members: 40 },
    { organiser_a: "C", organiser_b: "A", members: 4 },
  ];
  const { related } = buildCommunity(makeRows({ pairs }), NOW);
  const [close, far] = [related.get("A")!.get("B")!, related.get("A")!.get("C")!];
  assert.equal(related.get("B")!.get("A"), close);
  assert.ok(close > far && close < 1 && far > 0);
  assert.equal(related.get("A")!.get("A"), undefined);
});

Deno.test("buildCommunity() names a start that is no instant", () => {
  const past = [{ ...makeRow(makeEvent("x", "A", -1)), starts_at: "Thursday" }];
  assert.throws(() => buildCommunity(makeRows({ past }), NOW), /starts_at.*"Thursday"/);
});
