import assert from "node:assert/strict";
import { createLock } from "./lock.ts";

Deno.test("createLock() runs one work at a time, in the order of the calls", async () => {
  const lock = createLock();
  const told: string[] = [];
  const first = Promise.withResolvers<void>();
  const works = [
    lock(async () => {
      told.push("first begins");
      await first.promise;
      told.push("first ends");
    }),
    lock(() => Promise.resolve(told.push("second"))),
  ];
  await Promise.resolve();
  assert.deepEqual(told, ["first begins"]);
  first.resolve();
  await Promise.all(works);
  assert.deepEqual(told, ["first begins", "first ends", "second"]);
});

Deno.test("createLock() continues after failing work, and rejects for its caller", async () => {
  const lock = createLock();
  await assert.rejects(lock(() => Promise.reject(new Error("no"))), /no/);
  assert.equal(await lock(() => Promise.resolve(2)), 2);
});
