/** How sure the rules are of kind, category and start together. */

/** A subject that the words do not tell says little against an event whose day and hour are stated. */
const LEAST_CATEGORY = 0.6;

/**
 * 0 to 1. Kind and category fail independently, so their certainties multiply; a post with little text
 * says too little for either, unless it states when its event is.
 */
export function confidenceOf(
  kind: number,
  category: number,
  textLength: number,
  isStated: boolean,
): number {
  const enough = isStated ? 1 : Math.min(1, textLength / 80);
  const subject = isStated ? Math.max(category, LEAST_CATEGORY) : category;
  return Math.round(100 * kind * subject * (0.5 + 0.5 * enough)) / 100;
}
