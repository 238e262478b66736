/**
 * Distinguishes things with similar names: by the number or letter of a room, the code of a course,
 * or the part of a campus. "Building 12 room 3" and "Building 12 room 5" are two places. Pure.
 */
import { overlap, type Words, wordsBeyond } from "./overlap.ts";

/**
 * Numbers and letters by the word they belong to, such as room -> 3; the key is "" without such a
 * word.
 */
export type Labels = ReadonlyMap<string, ReadonlySet<string>>;

const SAME_KEY: Record<string, string> = {
  ...{ floor: "level", lvl: "level", lv: "level", etage: "level", stock: "level" },
  ...{ rm: "room", bldg: "building", bld: "building", theater: "theatre", grp: "group" },
};
/** Words that number the parts of a title: "Part 2", "Heat B". */
const PARTS =
  /^(?:part|session|round|group|heat|stream|workshop|lecture|class|volume|vol|stage|block|unit|module|chapter|team|teil|partie|parte)$/;
/** Words for numbered places, to find a place in the caption if the post names none. */
const ROOM =
  "room|ballroom|building|level|hall|theatre|lab|laboratory|court|lt|gate|studio|salle|sala|raum|" +
  "h[öo]rsaal|saal|aula|bloco|bloque|block|bâtiment|gebäude|zaal|lokaal";
const ROOMS = new RegExp(`^(?:${ROOM})$`);
const A_ROOM = new RegExp(
  String
    .raw`(?<!\p{L})(?:${ROOM}|rm|bldg|lvl|floor|theater) ?[\p{L}\p{N}]{1,4}(?!\p{L})|\d(?:st|nd|rd|th) (?:floor|level)`,
  "iu",
);
const NONE: Labels = new Map();
/** A word or a number, also with decimals such as 3.05. */
const TOKEN = /[\p{L}\p{N}]+(?:\.\p{N}+)?/gu;

/** All labels of a place. */
export function placeLabels(text: string): Labels {
  return labelsOf(text, () => true);
}

/** Labels of rooms only, for a text that is not just a place. */
export function roomLabels(text: string): Labels {
  if (!A_ROOM.test(text)) return NONE;
  return labelsOf(text, (key) => ROOMS.test(key));
}

/** Labels of parts, and codes of courses ("CHEM1001"). */
export function titleLabels(text: string): Labels {
  return labelsOf(text, (key) => key === CODE || PARTS.test(key));
}

/** Key of codes, which need no word before them. */
const CODE = "code";

function labelsOf(text: string, isKey: (key: string) => boolean): Labels {
  const labels = new Map<string, Set<string>>();
  const add = (key: string, value: string) => {
    const name = SAME_KEY[key] ?? key;
    if (isKey(name)) labels.set(name, (labels.get(name) ?? new Set()).add(value));
  };
  const tokens = text.normalize("NFKC").match(TOKEN) ?? [];
  tokens.forEach((token, i) => {
    const word = token.toLowerCase();
    const before = /^\p{L}/u.test(tokens[i - 1] ?? "") ? tokens[i - 1]!.toLowerCase() : "";
    const ordinal = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)?.[1];
    const [, letters, digits] = /^(\p{L}{1,6})(\d[\d.]*)$/u.exec(word) ?? [];
    if (ordinal) add(tokens[i + 1]?.toLowerCase() ?? "", ordinal);
    else if (digits && letters!.length > 2) add(CODE, word);
    else if (digits) {
      add(letters!, digits);
      if (before) add(before, word);
    } else if (/^\d/.test(word)) add(before, word);
    else if (/^\p{Lu}$/u.test(token) && before) add(before, word);
  });
  return labels;
}

/** Whether the two have different numbers for the same word. */
export function labelsDiffer(a: Labels, b: Labels): boolean {
  if (a.size === 0 || b.size === 0) return false;
  for (const [key, values] of a) if (b.get(key)?.isDisjointFrom(values)) return true;
  return false;
}

/** A place, prepared for comparison. */
export interface Place {
  words: Words;
  labels: Labels;
}

/** Returns a reader of places that uses `wordsOf` for their words. */
export function placeReader(wordsOf: (text: string) => Words): (text: string) => Place {
  return (text) => ({ words: wordsOf(text), labels: placeLabels(text) });
}

/** Up to this overlap, names that each have words of their own are two places. */
const OTHER_PLACE = 0.5;

/** Words that distinguish parts of a place, such as north and south. */
const SIDES = new Set(
  ("north south east west northern southern eastern western upper lower inner outer main old new " +
    "large small great little big front back upstairs downstairs left right first second third " +
    "ground online nord süd ost norte sur sul este oeste est ouest sud alte neue groß klein")
    .split(" "),
);

/** Whether two named places differ. A name that only omits or adds words is the same place. */
export function placesDiffer(a: Place, b: Place): boolean {
  if (labelsDiffer(a.labels, b.labels)) return true;
  const [onlyA, onlyB] = [wordsBeyond(a.words, b.words), wordsBeyond(b.words, a.words)];
  if (onlyA.length === 0 || onlyB.length === 0) return false;
  const hasSide = (words: readonly string[]) => words.some((word) => SIDES.has(word));
  return overlap(a.words, b.words) <= OTHER_PLACE || hasSide(onlyA) && hasSide(onlyB);
}
