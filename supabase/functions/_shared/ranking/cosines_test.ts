import assert from "node:assert/strict";
import { cosineReader } from "./cosines.ts";

const of = (...numbers: number[]) => Float32Array.from(numbers);

Deno.test("cosineReader() gives 0 to 1 for any norm, and 0 for a vector without direction", () => {
  const read = cosineReader([of(2, 0), of(0, 1), of(-1, 0), undefined, of(NaN, 1), of(0, 0)]);
  const [same, across, against, ...none] = read(of(3, 0));
  assert.ok(same! > 0.98 && same! <= 1 && across! < 0.1);
  assert.deepEqual([against, ...none], [0, 0, 0, 0]);
  for (const query of [undefined, of(0, 0), of(NaN, 1), of(1, 0, 0)]) {
    assert.deepEqual([...read(query)], [0, 0, 0, 0, 0, 0]);
  }
});

Deno.test("cosineReader() removes the part that all candidates share", () => {
  const candidates = Array.from({ length: 200 }, (_, n) => of(5, n % 2 ? 1 : -1));
  const [unlike, like] = cosineReader(candidates)(of(5, 1));
  assert.ok(like! > 0.9 && unlike! === 0, `${like}, ${unlike}`);
});

Deno.test("cosineReader() keeps the differences between a few candidates", () => {
  const [one] = cosineReader([of(1, 1)])(of(1, 1));
  assert.ok(one! > 0.99);
  assert.deepEqual([...cosineReader([])(of(1))], []);
});
