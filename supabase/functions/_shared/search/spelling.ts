/** The known word that a misspelt one stands for. Pure. */

/** Shorter words have too many neighbours. */
const SHORTEST = 4;
/** Longer ones are no words. */
const LONGEST = 40;
/** Rows of the table of edits, used again by every call. */
const ROWS = [1, 2, 3].map(() => new Uint8Array(LONGEST + 1)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

/**
 * Edits from one word to the other: letters added, left out, replaced, or swapped with their neighbour
 * (optimal string alignment); `limit` + 1 if there are more.
 */
export function editsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit || a.length > LONGEST || b.length > LONGEST) {
    return limit + 1;
  }
  let [before, last, row] = ROWS;
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    let least = row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && isSwapped(a, b, i, j)) cost = Math.min(cost, before[j - 2]! + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    [before, last, row] = [last, row, before];
  }
  return last[b.length]!;
}

const isSwapped = (a: string, b: string, i: number, j: number) =>
  a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);

/** One edit in a short word, two in a long one. */
function allowedEdits(word: string): number {
  return word.length >= 7 ? 2 : 1;
}

/**
 * The known word that is nearest, the most frequent of equals; null if none is near, or the word is too
 * short or no word of letters. One edit goes before two, and a word keeps its first letter if it can.
 * @param known words and how often each occurs
 */
export function correct(word: string, known: ReadonlyMap<string, number>): string | null {
  if (word.length < SHORTEST || !/^\p{L}+$/u.test(word)) return null;
  const limit = allowedEdits(word);
  let best: { word: string; cost: number; count: number } | null = null;
  for (const [other, count] of known) {
    if (other.length < SHORTEST - 1) continue;
    const edits = editsBetween(word, other, limit);
    if (edits > limit) continue;
    // A short word with another first letter is another word: "earn", "learn".
    if (word.length < 6 && other[0] !== word[0]) continue;
    const cost = edits + (other[0] === word[0] ? 0 : 0.5);
    const isBetter = !best || cost < best.cost || (cost === best.cost && count > best.count);
    if (isBetter) best = { word: other, cost, count };
  }
  return best?.word ?? null;
}
