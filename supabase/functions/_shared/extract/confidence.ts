/** How sure the rules are of kind and category together. */

/**
 * 0 to 1. Kind and category fail independently, so their certainties multiply; a post with little text
 * says too little for either.
 */
export function confidenceOf(kind: number, category: number, textLength: number): number {
  const enough = Math.min(1, textLength / 80);
  return Math.round(100 * kind * category * (0.5 + 0.5 * enough)) / 100;
}
