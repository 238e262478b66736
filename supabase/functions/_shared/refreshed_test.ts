import assert from "node:assert/strict";
import { refreshed } from "./refreshed.ts";

/** A value whose loads the test answers by hand. */
function slowValue() {
  const loads: PromiseWithResolvers<string>[] = [];
  const background: Promise<unknown>[] = [];
  const read = refreshed<string>({
    freshMs: 60,
    staleMs: 600,
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
  return { at, answered, loads, settled: () => Promise.all(background) };
}

Deno.test("refreshed() serves what is there while it is loaded anew, once at a time", async () => {
  const { at, answered, loads, settled } = slowValue();
  await answered(0, "first");
  assert.equal(await at(60), "first");
  assert.equal(loads.length, 1);
  assert.deepEqual([await at(61), await at(100)], ["first", "first"]);
  assert.equal(loads.length, 2);
  loads[1]!.resolve("second");
  await settled();
  assert.equal(await at(101), "second");
  assert.equal(loads.length, 2);
});

Deno.test("refreshed() waits where there is nothing, or nothing but what is too old or of a later clock", async () => {
  const { at, answered, loads } = slowValue();
  const both = Promise.all([at(0), at(1)]);
  loads[0]!.resolve("first");
  assert.deepEqual(await both, ["first", "first"]);
  await answered(601, "second");
  await answered(600, "of an earlier clock");
  assert.equal(loads.length, 3);
});

Deno.test("refreshed() tries again a minute after a failure, at once where somebody waits", async () => {
  const { at, answered, loads, settled } = slowValue();
  const waiting = at(0);
  loads[0]!.reject(new Error("away"));
  await assert.rejects(waiting, /away/);
  await answered(1, "first");
  assert.equal(await at(62), "first");
  loads[2]!.reject(new Error("away"));
  await settled();
  assert.equal(await at(63), "first");
  assert.equal(loads.length, 3, "not with every call");
  assert.equal(await at(123), "first");
  assert.equal(loads.length, 4);
  loads[3]!.resolve("second");
  await settled();
  assert.equal(await at(124), "second");
});

Deno.test("refreshed() gives up a load that a frozen function left behind", async () => {
  const { at, answered, loads, settled } = slowValue();
  await answered(0, "first");
  await at(61); // never answers, until much later
  assert.equal(await at(122), "first");
  loads[2]!.resolve("third");
  await at(123);
  loads[1]!.resolve("second");
  await settled();
  assert.equal(await at(124), "third");
  await at(183);
  await answered(800, "fourth");
});
