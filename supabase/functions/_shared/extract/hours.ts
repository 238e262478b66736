/** Hours as posts write them, in the forms that clocks.ts reads: "7p", "1130 - 1230pm", "half seven", "16pm". */

const NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const HOUR = String.raw`(?:1[0-2]|[1-9]|${NUMBERS.slice(1).join("|")})`;
const JOINT = String.raw`(?: ?(?:-|to|till?|until) ?)`;
const HALF_DAY = String.raw` ?[ap]\.?m\b`;

type Rewrite = [pattern: RegExp, by: (...match: string[]) => string];

const REWRITES: Rewrite[] = [
  // "1130 - 1230pm", "630 - 8pm".
  [
    new RegExp(
      String
        .raw`(?<![\d:.,/$£€]|[a-z])(1[0-2]|[1-9])([0-5]\d)(?=${JOINT}\d{1,2}(?::?[0-5]\d)?${HALF_DAY})`,
      "gi",
    ),
    (_, hour, minute) => `${hour}:${minute}`,
  ],
  // "630pm", "1130am".
  [
    new RegExp(String.raw`(?<![\d:.,/$£€]|[a-z])(1[0-2]|[1-9])([0-5]\d)(?=${HALF_DAY})`, "gi"),
    (_, hour, minute) => `${hour}:${minute}`,
  ],
  // "1500 UTC".
  [
    /(?<![\d:.,/$£€]|[a-z])([01]\d|2[0-3])([0-5]\d)(?= ?(?:UTC|GMT|[A-Z]{2,3}T)\b)/g,
    (_, hour, minute) => `${hour}:${minute}`,
  ],
  // "7p", "8p-10p", "10a to 12p"; a capital is a room's.
  [
    /(?<![\d:.,/$£€#]|[a-z]|\b(?:[Rr]oom|[Hh]all|[Ff]lat|[Uu]nit|[Ll]ab|[Bb]lock|[Gg]ate|[Gg]roup|[Cc]lass|[Yy]ear|[Pp]art|[Tt]eam) )(1[0-2]|[1-9])(:[0-5]\d)?([ap])(?![\w.'/])/g,
    (_, hour, minute = "", half) => `${hour}${minute}${half}m`,
  ],
  // "16pm".
  [
    /(?<![\d:.,-])(1[3-9]|2[0-3])(:[0-5]\d)? ?pm\b/gi,
    (_, hour, minute = ":00") => `${hour}${minute}`,
  ],
  // "starts at 9 and ends at 10 pm".
  [
    /\b(?:start(?:s|ing)?|begin(?:s|ning)?) (?:at )?(\d{1,2}(?::\d\d)?(?: ?[ap]m)?),? (?:and |to )?(?:ends?|ending|finish(?:es|ing)?|wraps up|over) (?:at |by |around )?(?=\d)/gi,
    (_, start) => `${start} - `,
  ],
  // "8pm ET/5pm PT".
  [/(?<=[ap]m [A-Z]{2,4})\/(?=\d)/g, () => " / "],
  // "half 7", "half-seven start"; not "first half 3-0", "half two of the".
  [
    new RegExp(
      String
        .raw`(?<!\b(?:first|second|other|this|that|my|one|last|next) )\bhalf[- ](${HOUR})\b(?!${HALF_DAY}|[:.%/-]\d| (?:of|an?|hour|hours|day|days|price|off|years?|minutes?|million|thousand|hundred|dozen)\b)`,
      "gi",
    ),
    (_, hour) => `${hourOf(hour)}:30`,
  ],
];

function hourOf(word: string): number {
  const named = NUMBERS.indexOf(word.toLowerCase());
  return named > 0 ? named : Number(word);
}

export function plainHours(text: string): string {
  return REWRITES.reduce((left, [pattern, by]) => left.replace(pattern, by), text);
}
