/** The words for days and months, and how posts write dates that chrono's British reader misses. */

export const MONTH = String
  .raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`;
export const WEEKDAY = String
  .raw`(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?`;
const DAY = String.raw`\d{1,2}(?:st|nd|rd|th)?`;

const any = (pattern: string) => new RegExp(String.raw`\b${pattern}`, "gi");

type Rewrite = [pattern: RegExp, by: string | ((...match: string[]) => string)];

const REWRITES: Rewrite[] = [
  // "moved from Thursday 25 to Friday 26 September": only the latter holds.
  [
    /\b(moved|postponed|rescheduled|changed|shifted)\b([^.!?\n]{0,30})\bfrom\b[^.!?\n]{3,40}? to\b/gi,
    "$1$2 to",
  ],
  // "5.10.25" looks like a version to chrono.
  [/(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:20)?\d{2})(?![\d.])/g, "$1/$2/$3"],
  // Pasted text loses its breaks: "by 12 MayRegister now".
  [/\b(\d{1,2} [A-Z][a-z]{2,8})(?=[A-Z][a-z])/g, "$1 "],
  // "19th, 20th & 21st March": three days in a row, or so many nights.
  [any(String.raw`(${DAY}), ?${DAY},? ?(?:&|and) ?(${DAY}) (?:of )?(${MONTH})`), "$1-$2 $3"],
  // "22nd & 23rd August", "7, 8 April": days in a row as far as a start is concerned.
  [any(String.raw`(${DAY}) ?(?:,|&|\/|and|to) ?(${DAY}) (?:of )?(${MONTH})`), "$1-$2 $3"],
  // "August 22", "Aug 22nd - 24th": the British reader takes 22 for a year.
  [
    any(
      String
        .raw`(?<!\d(?:st|nd|rd|th)? ?(?:of )?)(${MONTH}) ?(?:the )?(${DAY})(?: ?(?:-|&|and|to) ?(${DAY}))?(?![\d:]|\.\d| ?[ap]\.?m\b)`,
    ),
    (_, month, from, to) => `${to ? `${from}-${to}` : from} ${month}`,
  ],
  // "24 September 12-2", "23 May 10.30": no year is a span, or has minutes.
  [
    any(
      String
        .raw`(${DAY} (?:of )?${MONTH}),? (?=\d{1,2} ?(?:-|to) ?\d{1,2}(?!\d)|\d{1,2}[.:]\d\d(?!\d))`,
    ),
    "$1 | ",
  ],
  [any(String.raw`(${WEEKDAY}),? the (?=${DAY} )`), "$1 "],
  [/\b(tue|wed|thu)rs?s?\b(?!day)/gi, "$1"],
  [/\b'(?=\d\d\b)/g, "20"],
];

/** Brings the ways to write a day into the one that chrono knows: day, month, year. */
export function britishOrder(text: string): string {
  return REWRITES.reduce(
    (left, [pattern, by]) =>
      typeof by === "string" ? left.replace(pattern, by) : left.replace(pattern, by),
    text,
  );
}
