/**
 * What tells apart two things with like names: the number or letter of a room, the code of a course, the
 * half of a campus. "Building 12 room 3" and "Building 12 room 5" are two places. Pure.
 */
import { overlap, type Words, wordsBeyond } from "./overlap.ts";

/** Numbers and letters of a text by the word they belong to: room -> 3; "" where there is none. */
export type Labels = ReadonlyMap<string, ReadonlySet<string>>;

const SAME_KEY: Record<string, string> = {
  ...{ floor: "level", lvl: "level", lv: "level", etage: "level", stock: "level" },
  ...{ rm: "room", bldg: "building", bld: "building", theater: "theatre", grp: "group" },
};
/** Words of which a title may count several: "Part 2", "Heat B". */
const PARTS =
  /^(?:part|session|round|group|heat|stream|workshop|lecture|class|volume|vol|stage|block|unit|module|chapter|team|teil|partie|parte)$/;
/** Words for a place which a caption may number where no place was read. */
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
/** A letter or number, a year apart, that is all of a word. */
const TOKEN = /[\p{L}\p{N}]+(?:\.\p{N}+)?/gu;

/** All labels of a place. */
export function placeLabels(text: string): Labels {
  return labelsOf(text, () => true);
}

/** Labels of rooms alone, of a text that says other things too. */
export function roomLabels(text: string): Labels {
  if (!A_ROOM.test(text)) return NONE;
  return labelsOf(text, (key) => ROOMS.test(key));
}

/** Labels of parts, and codes of courses ("CHEM1001"). */
export function titleLabels(text: string): Labels {
  return labelsOf(text, (key) => key === CODE || PARTS.test(key));
}

/** The key of codes, which need no word before them. */
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

/** Whether both give one word two different numbers. */
export function labelsDiffer(a: Labels, b: Labels): boolean {
  if (a.size === 0 || b.size === 0) return false;
  for (const [key, values] of a) if (b.get(key)?.isDisjointFrom(values)) return true;
  return false;
}

/** A place as it is compared with others. */
export interface Place {
  words: Words;
  labels: Labels;
}

export function placeReader(wordsOf: (text: string) => Words): (text: string) => Place {
  return (text) => ({ words: wordsOf(text), labels: placeLabels(text) });
}

/** Up to this share of the shorter name, names with words of their own are two places. */
const OTHER_PLACE = 0.5;

/** Words of which a place has one or the other. */
const SIDES = new Set(
  ("north south east west northern southern eastern western upper lower inner outer main old new " +
    "large small great little big front back upstairs downstairs left right first second third " +
    "ground online nord süd ost norte sur sul este oeste est ouest sud alte neue groß klein")
    .split(" "),
);

/** Whether two named places are two. One that names less of the same, or more, is no other place. */
export function placesDiffer(a: Place, b: Place): boolean {
  if (labelsDiffer(a.labels, b.labels)) return true;
  const [onlyA, onlyB] = [wordsBeyond(a.words, b.words), wordsBeyond(b.words, a.words)];
  if (onlyA.length === 0 || onlyB.length === 0) return false;
  const hasSide = (words: readonly string[]) => words.some((word) => SIDES.has(word));
  return overlap(a.words, b.words) <= OTHER_PLACE || hasSide(onlyA) && hasSide(onlyB);
}
