import assert from "node:assert/strict";
import { buildCommunity } from "./community.ts";
import { makeEvent, makeRow, makeRows, NOW } from "./test_worlds.ts";

Deno.test("buildCommunity() skips events that begin at now or later", () => {
  const past = [makeRow(makeEvent("old", "A", -1), 4), makeRow(makeEvent("new", "A", 0), 90)];
  const community = buildCommunity(makeRows({ past }), NOW);
  assert.equal(community.organisers.get("A")?.starts.length, 1);
  assert.equal(community.meanRate, 4);
});

Deno.test("buildCommunity() shrinks a single success towards the mean", () => {
  const crowd = Array.from({ length: 50 }, (_, n) => makeRow(makeEvent(`c${n}`, "Usual", -1), 4));
  const past = [...crowd, makeRow(makeEvent("hit", "Lucky", -1), 100)];
  const { organisers, meanRate } = buildCommunity(makeRows({ past }), NOW);
  const { rate } = organisers.get("Lucky")!;
  assert.ok(rate > meanRate && rate < 50, `${rate}`);
});

Deno.test("buildCommunity() weighs recent events more", () => {
  const past = [makeRow(makeEvent("a", "A", -300), 100), makeRow(makeEvent("b", "A", -1), 0)];
  assert.ok(buildCommunity(makeRows({ past }), NOW).meanRate < 50);
});

Deno.test("buildCommunity() throws an error that names starts_at for an invalid instant", () => {
  const past = [{ ...makeRow(makeEvent("x", "A", -1)), starts_at: "Thursday" }];
  assert.throws(() => buildCommunity(makeRows({ past }), NOW), /starts_at.*"Thursday"/);
});
