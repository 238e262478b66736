import assert from "node:assert/strict";
import { refreshed } from "./refreshed.ts";

/** A value whose loads and waiting times the test resolves itself. */
function slowValue() {
  const loads: PromiseWithResolvers<string>[] = [];
  const background: Promise<unknown>[] = [];
  const patience = Promise.withResolvers<void>();
  const read = refreshed<string>({
    freshMs: 600,
    staleMs: 3600,
    retryMs: 60,
    patience: () => patience.promise,
    inBackground: (loading) => background.push(loading.catch(() => {})),
  });
  const at = (now: number) =>
    read(now, () => {
      const load = Promise.withResolvers<string>();
      loads.push(load);
      return load.promise;
    });
  const answered = async (now: number, value: string) => {
    const reading = at(now);
    loads.at(-1)!.resolve(value);
    assert.equal(await reading, value);
  };
  const settled = () => Promise.all(background);
  return { at, answered, loads, settled, background, loseHeart: patience.resolve };
}

Deno.test("refreshed() serves the cached value while one load is running", async () => {
  const { at, answered, loads, settled } = slowValue();
  await answered(0, "first");
  assert.equal(await at(600), "first");
  assert.equal(loads.length, 1);
  assert.deepEqual([await at(601), await at(660)], ["first", "first"]);
  assert.equal(loads.length, 2);
  loads[1]!.resolve("second");
  await settled();
  assert.equal(await at(662), "second");
  assert.equal(loads.length, 2);
});

Deno.test("refreshed() waits without a value, or with one that is too old or from a later clock", async () => {
  const { at, answered, loads } = slowValue();
  const both = Promise.all([at(0), at(0)]);
  loads[0]!.resolve("first");
  assert.deepEqual(await both, ["first", "first"]);
  await answered(3601, "second");
  await answered(3600, "of an earlier clock");
  assert.equal(loads.length, 3);
});

Deno.test("refreshed() is undefined if a load takes too long, and keeps its late value", async () => {
  const { at, loads, settled, background, loseHeart } = slowValue();
  const waiting = at(0);
  loseHeart();
  assert.equal(await waiting, undefined);
  assert.equal(background.length, 1, "the loading goes on");
  assert.equal(await at(30), undefined);
  assert.equal(loads.length, 1);
  loads[0]!.resolve("late");
  await settled();
  assert.equal(await at(31), "late");
});

Deno.test("refreshed() is undefined after a failure, and retries after retryMs", async () => {
  const { at, answered, loads, settled } = slowValue();
  const waiting = at(0);
  loads[0]!.reject(new Error("away"));
  assert.equal(await waiting, undefined);
  assert.equal(await at(60), undefined);
  assert.equal(loads.length, 1, "not with every call");
  await answered(61, "first");
  assert.equal(await at(662), "first");
  loads[2]!.reject(new Error("away"));
  await settled();
  assert.equal(await at(663), "first");
  assert.equal(loads.length, 3);
});

Deno.test("refreshed() does not wait for a load from before the function was frozen", async () => {
  const { at, answered, loads, settled } = slowValue();
  const frozen = at(0);
  await answered(61, "new");
  loads[0]!.resolve("of long ago");
  assert.equal(await frozen, "of long ago");
  await settled();
  assert.equal(await at(62), "new");
});
