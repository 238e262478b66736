/** The words for days and months, and how posts write dates that chrono's British reader misses. */
import { plainHours } from "./hours.ts";
import { markMoves } from "./moves.ts";

export const MONTH = String
  .raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`;
export const WEEKDAY = String
  .raw`(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?`;
const DAY = String.raw`\d{1,2}(?:st|nd|rd|th)?\b`;
/** What parts the days of a list. */
const AND = String.raw`(?:,? ?(?:&|\+|and|to) ?| ?[,/-] ?)`;

export const DAY_NAME = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
const MILITARY = String.raw`([01]\d|2[0-3])([0-5][05])`;

/** A number after these is which of many. */
const NO_ROOM = String
  .raw`(?<!\b(?:rooms?|rm|level|lvl|floor|lab|studio|theatre|building|court|gate|platform|stop|stage|week|part|round|no\.?) )`;

const HOURS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const HOUR = String.raw`(?:\d{1,2}|${HOURS.slice(1).join("|")})`;

const HOUR_WORD = `(?:${HOURS.slice(1).join("|")})`;

function hourOf(word: string): number {
  return HOURS.indexOf(word.toLowerCase());
}

/** An hour in words as a clock shows it. */
function clockOf(part: string, side: string, hour: string): string {
  const named = HOURS.indexOf(hour.toLowerCase());
  const whole = named > 0 ? named : Number(hour);
  const minutes = /half/i.test(part) ? 30 : /quarter/i.test(part) ? 15 : 0;
  return /to/i.test(side) && minutes > 0
    ? `${whole === 1 ? 12 : whole - 1}:${60 - minutes}`
    : `${whole}:${minutes === 0 ? "00" : minutes}`;
}

const any = (pattern: string) => new RegExp(String.raw`\b${pattern}`, "gi");

type Rewrite = [pattern: RegExp, by: string | ((...match: string[]) => string)];

const REWRITES: Rewrite[] = [
  // "5.10.25" looks like a version to chrono, "22 | 08 | 25" like nothing.
  [/(?<![\d.])(\d{1,2}) ?([.|·•]) ?(\d{1,2}) ?\2 ?((?:20)?\d{2})(?![\d.])/g, "$1/$3/$4"],
  // "29.10" is a day where it can be no hour, "Fri 07.11." beside a weekday; "18.30" and "4.50" are neither.
  [
    /(?<![\d.,:$£€-] ?)\b(1[3-9]|2\d|3[01])\.(0[1-9]|1[0-2])\b\.?(?! ?(?:-|km|kg|k\b|m\b|%|[.:,]?\d|h(?:ou)?rs?\b))/gi,
    "$1/$2",
  ],
  [
    any(
      String
        .raw`(${WEEKDAY},? )(0?[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])\b\.?(?! ?(?:-|[ap]\.?m)|[.:]?\d)`,
    ),
    "$1$2/$3",
  ],
  // "07.04 at 18:00": no hour of a post has such minutes.
  [/(?<![\d.,:$£€-] ?)\b(0[1-9])\.(0[1-46-9]|1[12])\b\.?(?! ?(?:-|km|%|[.:,]?\d))/g, "$1/$2"],
  // "five to seven pm", "seven pm", "6;30pm", "18h"; "in 18h" and "20h of coding" last so long.
  [
    any(String.raw`(${HOUR_WORD}) ?(to|till?|until|-) ?(${HOUR_WORD}) ?([ap])\.?m\b`),
    (_, start, joint, end, half) => `${hourOf(start)} ${joint} ${hourOf(end)}${half}m`,
  ],
  [any(String.raw`(${HOUR_WORD}) ?([ap])\.?m\b`), (_, hour, half) => `${hourOf(hour)}${half}m`],
  [/\b(\d{1,2});([0-5]\d)(?= ?[ap]\.?m\b)/gi, "$1:$2"],
  [
    /(?<!\b(?:in|for|over|about|than|every|next|last|only|just) |\d ?- ?)\b(1[3-9]|2[0-3]) ?h\b(?! ?(?:of|left|to go|straight|away|non|later|ago)\b)/gi,
    "$1:00",
  ],
  // "until 10am, started at 8".
  [
    /\b(?:until|till?) (\d{1,2}(?:[:.]\d\d)? ?(?:[ap]m)?)(?:,| -)? \(?(?:(?:we|it|which|on) )?(?:start(?:s|ed|ing)?|since|from)(?: at| from)? (\d{1,2}(?:[:.]\d\d)? ?(?:[ap]m)?)(?![\w:])/gi,
    "$2 - $1",
  ],
  // "half past four until seven", "from half 3", "8 o'clock".
  [
    any(String.raw`(half|quarter) (past|to) (${HOUR})\b`),
    (_, part, side, hour) => clockOf(part, side, hour),
  ],
  [
    any(String.raw`(${HOURS.slice(1).join("|")})[ -]thirty\b`),
    (_, hour) => clockOf("half", "past", hour),
  ],
  [
    any(String.raw`at (${HOURS.slice(1).join("|")})(?=\s*(?:$|[.,!?;)]|(?:sharp|in|on|for)\b))`),
    (_, hour) => `at ${HOURS.indexOf(hour.toLowerCase())}`,
  ],
  [any(String.raw`(at|from|till?|until) half (\d{1,2})\b(?![:.]\d)`), "$1 $2:30"],
  [any(String.raw`(${HOUR}) o'clock`), (_, hour) => clockOf("", "past", hour)],
  [
    any(String.raw`(\d:\d\d) (to|until|till?) (${HOURS.slice(1).join("|")})\b`),
    (_, start, joint, hour) => `${start} ${joint} ${clockOf("", "past", hour)}`,
  ],
  // "2 - 4 in the arvo", "8 at night", "6 in the morning"; "level 2 in the afternoon" is no hour.
  [any(String.raw`${NO_ROOM}(\d{1,2}(?:[:.]\d\d)?) in the (?:afternoon|arvo|evening)\b`), "$1pm"],
  [any(String.raw`${NO_ROOM}((?:[6-9]|1[01])(?:[:.]\d\d)?) at night\b`), "$1pm"],
  [any(String.raw`${NO_ROOM}(\d{1,2}(?:[:.]\d\d)?) in the morning\b`), "$1am"],
  // "10pm to 2 at night" ends so; of which day "12 at night" is the start, nobody says.
  [any(String.raw`(?<=(?:-|–|to|till?|until) ?)((?:12|[1-5])(?:[:.]\d\d)?) at night\b`), "$1am"],
  [
    any(String.raw`${NO_ROOM}(?:12|[1-5])(?:[:.]\d\d)? (?=at night\b)`),
    (found) => "~".repeat(found.length),
  ],
  // "Sunday morning 9.30", "Friday night, 8": the half of the day is told before the hour.
  [
    any(
      String
        .raw`(${WEEKDAY} (?:(morning)|afternoon|arvo|evening|night)[,:]? (?:(?:at|from) )?)(\d{1,2}(?:[:.]\d\d)?)(?=\s*$|[.,!?;)]?\s|[.,!?;)]$)(?! ?(?:[ap]\.?m\b|-|–|to\b|till?\b|until\b|${MONTH}|people|spots|\$))`,
    ),
    (_, before, morning, time) => `${before}${time}${morning ? "am" : "pm"}`,
  ],
  // "1730 - 1930" at the start of a line, "at 1730"; years are none.
  [
    new RegExp(
      String
        .raw`(?<=^\W{0,3}|\bat )(?!20[2-9]\d)${MILITARY}(?: ?(-|to|till?|until) ?${MILITARY})?(?=\W*$|[,.]\s|\s+(?:hrs?|sharp|start|onwards?|on|in|for|@)\b)`,
      "gi",
    ),
    (_, hour, minute, joint, endHour, endMinute) =>
      `${hour}:${minute}${joint ? ` ${joint} ${endHour}:${endMinute}` : ""}`,
  ],
  // "Wednesdays 4-6pm" is every Wednesday; "Wednesdays are hard" is talk.
  [
    any(String.raw`(${DAY_NAME})s\b(?=[^.!?\n]{0,30}?\d(?:[:.]\d\d)? ?(?:[ap]\.?m\b|-|to\b))`),
    "every $1",
  ],
  [any(String.raw`(${WEEKDAY}) ?(?:-|to|and|&) ?${WEEKDAY} next week\b`), "$1 next week"],
  [
    any(
      String
        .raw`next week(?: on)?,? (${WEEKDAY})(?!,? (?:the )?${DAY}(?: of| ${MONTH}|\/|st|nd|rd|th))`,
    ),
    "$1 next week",
  ],
  // Pasted text loses its breaks: "by 12 MayRegister now".
  [/\b(\d{1,2} [A-Z][a-z]{2,8})(?=[A-Z][a-z])/g, "$1 "],
  // "Tues 27, Wed 28 & Thu 29 October": the month is every day's.
  [
    any(String.raw`(${WEEKDAY},? ${DAY}(?:${AND}${WEEKDAY},? ${DAY}){1,6}) (?:of )?(${MONTH})`),
    (_, list, month) => list.replace(/\d+(?:st|nd|rd|th)?/g, (day) => `${day} ${month}`),
  ],
  // "22nd & 23rd August", "25, 26, 27 March": days in a row as far as a start is concerned.
  [
    new RegExp(
      String
        .raw`(?<!\d[:.-]|\b(?:at|from) )\b(${DAY})(?:${AND}${DAY}){0,5}${AND}(${DAY}) (?:of )?(${MONTH})`,
      "gi",
    ),
    "$1-$2 $3",
  ],
  // "August 25, 26 & 27"; of two, the second may be an hour.
  [
    any(
      String
        .raw`(${MONTH}) (${DAY})(?:, ?${DAY}){1,5}${AND}(${DAY})(?!:?\d|\.\d| ?[ap]\.?m\b| ?(?:-|to\b|till?\b))`,
    ),
    // "Feb 13, 12-1" is a day and two hours.
    (found, month, from, to) =>
      Number.parseInt(to) > Number.parseInt(from) ? `${month} ${from}-${to}` : found,
  ],
  // "August 22", "Aug 22nd - 24th": the British reader takes 22 for a year.
  [
    any(
      String
        .raw`(?<!\d(?:st|nd|rd|th)? ?(?:of )?)(${MONTH}) ?(?:the )?(${DAY})(?: ?(?:-|&|and|to) ?(${DAY}))?(?!:?\d|\.\d| ?[ap]\.?m\b)`,
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
  [/\b(tue|wed|thu)(?:rs?|s)\b/gi, "$1"],
];

/** Brings the ways to write a day into the one that chrono knows: day, month, year. */
export function britishOrder(text: string): string {
  return REWRITES.reduce(
    (left, [pattern, by]) =>
      typeof by === "string" ? left.replace(pattern, by) : left.replace(pattern, by),
    plainHours(markMoves(text)),
  );
}
