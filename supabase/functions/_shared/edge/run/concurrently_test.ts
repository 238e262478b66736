import assert from "node:assert/strict";
import { concurrently } from "./concurrently.ts";

Deno.test("concurrently() processes every item, at most the limit at once", async () => {
  let running = 0, most = 0;
  const done: number[] = [];
  await concurrently(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
    done.push(item);
  });
  assert.deepEqual(done.sort(), [1, 2, 3, 4, 5, 6, 7]);
  assert.equal(most, 3);
});

Deno.test("concurrently() after an error starts no new work, waits for running work, and throws", async () => {
  const started: number[] = [], ended: number[] = [];
  await assert.rejects(
    concurrently(2, [1, 2, 3, 4], async (item) => {
      started.push(item);
      if (item === 1) throw new Error("one");
      await Promise.resolve();
      ended.push(item);
    }),
    /one/,
  );
  assert.deepEqual(started, [1, 2]);
  assert.deepEqual(ended, [2]);
});
