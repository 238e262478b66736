/** Where the sentences of a line part. */

const ABBREVIATION = String
  .raw`\b(?:Dr|Mr|Mrs|Ms|Prof|St|No|vs|e\.g|i\.e|approx|incl|feat|ft|[A-Z])\.`;
/** "12. März", "3. Oktober": a day of a month, as written in German. */
const DAY_OF_MONTH = String
  .raw`\b\d{1,2}\.(?=\s(?:Jan|Feb|M[aä]r|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz]))`;
const END = new RegExp(
  String.raw`(?<=[.!?]["')\]]?)(?<!${ABBREVIATION}|${DAY_OF_MONTH})\s+(?=\S)|\s+[·|]\s+|\s+\/\/\s+`,
);

/** The sentences of a line, and its parts between '·', '|' and '//'; each with its full stop. */
export function sentencesOf(text: string): string[] {
  return text.split(END).map((part) => part.replace(/^[·|\s]+/, "").trim()).filter((part) =>
    part !== ""
  );
}
