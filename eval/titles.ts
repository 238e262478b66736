/** Rates a title: its words compared with a label's, and faults that need no label. */

/** Lower-case words without accents and without filler words. */
function wordsOf(title: string): string[] {
  const plain = title.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !SMALL.has(word));
}

const SMALL = new Set(
  "a an the of and or for in on at to with by from our your us we is are x s".split(" "),
);

/** Token F1 of two titles, 0 to 1: the harmonic mean of the shares of common words. */
export function tokenF1(found: string, wanted: string): number {
  const left = wordsOf(wanted);
  const total = left.length + wordsOf(found).length;
  if (total === 0) return 1;
  const shared = wordsOf(found).filter((word) => {
    const place = left.indexOf(word);
    if (place >= 0) left.splice(place, 1);
    return place >= 0;
  });
  return (2 * shared.length) / total;
}

const MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const WEEKDAYS = "mon|tue|wed|thu|fri|sat|sun";
/** All words of dates and times. */
const WHEN_WORDS = new RegExp(
  String
    .raw`\b(?:(?:${MONTHS})[a-z]*|(?:${WEEKDAYS})[a-z]*|\d+(?:st|nd|rd|th|am|pm|h)?|[ap]m|today|tonight|tomorrow|this|next|week|noon|midnight|till?|until|late|it'?s|date|time|when)\b`,
  "gi",
);
/** A date or time at the start of a title; a place usually follows. */
const OPENS_WITH_WHEN = new RegExp(
  String
    .raw`^(?:(?:${WEEKDAYS})[a-z]*,? (?:the )?\d|(?:(?:${WEEKDAYS})[a-z]* )?\d{1,2}(?:[:.]\d\d)? ?[ap]m\b|\d{1,2}(?:st|nd|rd|th)? (?:${MONTHS})|\d{1,2}\/\d{1,2}\b|(?:today|tonight|tomorrow)\W)`,
  "i",
);
const ADDRESS =
  /^[^:!?]{0,60}\b\d+[a-z]? \w+ (?:st|street|rd|road|ave|avenue|lane|ln)\b|^[\w' ]+, (?:room|level|lab|court|floor|lecture theatre)\b/i;
const FAULTS: [fault: string, pattern: RegExp][] = [
  ["markup", /<|>|="|\balert\(|&\w+;/],
  ["link", /https?:|www\.|\blink\b.*\bbio\b|\blinktree\b/i],
  ["price", /^\W*(?:free|[$£€]\s?\d[\d.]*\S*)\b[^a-z]*(?:members|students|entry|everyone)?\W*$/i],
  [
    "call",
    /^(?:register|sign[- ]?up|rsvp|apply|book(?! (?:swap|club|fair|launch|sale))|grab|get your|secure|swipe|tag|follow|dm|click|check out|don'?t miss|save the date)\b/i,
  ],
  [
    "greeting",
    /^(?:hey|hi|hello|dear|good (?:morning|evening)|welcome back(?! (?:bbq|party|drinks|night|picnic|mixer|social|brunch|lunch|breakfast)\b)|calling all)\b|^(?:thanks?|see you)\b.{0,15}$/i,
  ],
  ["handle", /^@[\w.]+$/],
  ["shouting", /^(?=.*\p{Lu})(?=(?:.*\p{L}{4}){2})[^\p{Ll}]{12,}$/u],
  ["decoration", /^[^\p{L}\p{N}"'(¿¡@#&$]|\p{Extended_Pictographic}/u],
];

/**
 * The fault of a title, or null. Faults are: only a date, a time, a place (`location`, or an
 * address), a price or a link; a call to sign up; a greeting; markup; all capitals; decoration.
 */
export function faultOf(title: string, location: string | null): string | null {
  if (wordsOf(title.replace(WHEN_WORDS, " ")).length === 0 || OPENS_WITH_WHEN.test(title)) {
    return "when";
  }
  const isPlace = location !== null && location.toLowerCase().startsWith(title.toLowerCase());
  if (isPlace || ADDRESS.test(title)) return "where";
  return FAULTS.find(([, pattern]) => pattern.test(title))?.[0] ?? null;
}

/** Maximum number of words beyond a reader's title. */
const MOST_EXTRA = 3;
/** Words at which a title is truncated. */
const OPEN_END =
  /(?:^|\s)(?:a|an|the|of|and|or|for|in|on|at|to|with|by|from|our|your|how|who|whose|that|which|is|are|vs|x|&)$|[-:,(&]$/i;

/**
 * Whether members would recognise the event. The title must have every word of the name in order,
 * at most three extra words, a proper end, and no fault.
 *
 * @param name the required words; default: `wanted`
 */
export function isAcceptable(found: string, wanted: string, name = wanted): boolean {
  const words = wordsOf(found);
  let at = 0;
  const isNamed = wordsOf(name).every((word) => (at = words.indexOf(word, at) + 1) > 0);
  const known = new Set([...wordsOf(wanted), ...wordsOf(name)]);
  const extra = words.filter((word) => !known.has(word));
  return isNamed && extra.length <= MOST_EXTRA && !OPEN_END.test(found.trim()) &&
    faultOf(found, null) === null;
}
