import assert from "node:assert/strict";
import { faultsOf, lowered, type Measures, measuresOf } from "./prose_limits.ts";

const GOOD: Measures = { relatives: 1, sentence: 20, longParagraphs: 0 };

Deno.test("measuresOf() gives rates, rounded up", () => {
  assert.deepEqual(
    measuresOf({ words: 1000, sentences: 60, relatives: 10, longParagraphs: 2 }),
    { relatives: 1, sentence: 16.7, longParagraphs: 2 },
  );
  assert.equal(
    measuresOf({ words: 999, sentences: 60, relatives: 10, longParagraphs: 0 }).relatives,
    1.1,
  );
});

Deno.test("measuresOf() accepts three relative-clause words in a short text, not four", () => {
  const short = { words: 50, sentences: 5, longParagraphs: 0 };
  assert.equal(measuresOf({ ...short, relatives: 3 }).relatives, 0);
  assert.equal(measuresOf({ ...short, relatives: 4 }).relatives, 8);
  assert.equal(measuresOf({ words: 0, sentences: 0, relatives: 0, longParagraphs: 0 }).sentence, 0);
});

Deno.test("faultsOf() names the room, the figure and the limit of each fault", () => {
  assert.deepEqual(faultsOf("docs/a.md", GOOD, {}), []);
  assert.deepEqual(
    faultsOf("docs/a.md", { relatives: 1.1, sentence: 20.1, longParagraphs: 1 }, {}),
    [
      "Cannot accept docs/a.md at 1.1 relative-clause words in 100: the limit is 1",
      "Cannot accept docs/a.md at 20.1 words a sentence: the limit is 20",
      "Cannot accept docs/a.md with 1 paragraphs over 90 words: the limit is 0",
    ],
  );
});

Deno.test("faultsOf() accepts a room at its ceiling and refuses it above", () => {
  const ceilings = { eval: { relatives: 2.9 } };
  assert.deepEqual(faultsOf("eval", { ...GOOD, relatives: 2.9 }, ceilings), []);
  assert.equal(faultsOf("eval", { ...GOOD, relatives: 3 }, ceilings).length, 1);
  assert.equal(faultsOf("eval", { ...GOOD, sentence: 21 }, ceilings).length, 1);
  assert.equal(faultsOf("bench", { ...GOOD, relatives: 2.9 }, ceilings).length, 1);
});

Deno.test("lowered() never raises a ceiling, and drops those of good and deleted rooms", () => {
  const ceilings = {
    better: { relatives: 3, sentence: 25 },
    worse: { relatives: 2 },
    good: { relatives: 3 },
    deleted: { relatives: 3 },
  };
  const rooms = new Map([
    ["better", { ...GOOD, relatives: 2 }],
    ["worse", { ...GOOD, relatives: 4 }],
    ["good", GOOD],
    ["new", { ...GOOD, relatives: 9 }],
  ]);
  assert.deepEqual(lowered(ceilings, rooms), { better: { relatives: 2 }, worse: { relatives: 2 } });
});
