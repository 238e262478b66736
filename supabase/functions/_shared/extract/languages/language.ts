/** How a language writes days and hours, as tables; `translator()` puts them into English. */

export interface Language {
  name: string;
  /** Words and phrases that a post in English does not have: one of them tells the language. */
  signs: string;
  /** From January; the forms of one month are parted by '|'. */
  months: readonly string[];
  /** From Sunday. */
  weekdays: readonly string[];
  /** From Sunday, as written: they count only before a number. */
  shortWeekdays: readonly string[];
  /** From one to twelve. */
  numbers: readonly string[];
  /** From first to fourth, then last. */
  ordinals: readonly string[];
  /**
   * What is written and the English for it, tried in order. Slots: `{weekday}`, `{month}`, `{mm}` (a month in
   * digits), `{n}` (a day of a month), `{year}`, `{number}` (in digits or words), `{ordinal}`, `{clock}` (7,
   * 7.30, 19h30), `{hour}` (a clock that is written as one: 7.30, 19h), `{minute}`, `{any}` (a few words). In
   * the English, a second slot of a sort is `{n2}`; `{half}` is half an hour before `{number}`.
   */
  forms: readonly (readonly [written: string, english: string])[];
  /** Words that invite, or name something to go to. */
  invites: string;
  /** What leads to a place: "im", "à la". */
  into: string;
  /** Kinds of places. */
  places: string;
  /** Words that look back. */
  past: string;
}

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July", "August", "September"],
  ...["October", "November", "December"],
];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const ORDINALS = ["first", "second", "third", "fourth", "last"];

type Slot = keyof ReturnType<typeof patternsOf>;

/** Longest first, so that "sept" does not end within "septembre". */
function oneOf(groups: readonly string[]): string {
  const words = groups.flatMap((group) => group.split("|"));
  return words.sort((a, b) => b.length - a.length).join("|");
}

function valueIn(groups: readonly string[], values: readonly string[], word: string): string {
  const small = word.toLowerCase();
  const place = groups.findIndex((group) =>
    group.split("|").some((form) => new RegExp(`^(?:${form})$`, "iu").test(small))
  );
  return values[place] ?? word;
}

function patternsOf(language: Language) {
  return {
    weekday: oneOf(language.weekdays),
    month: oneOf(language.months),
    n: String.raw`0?[1-9]|[12]\d|3[01]`,
    number: `\\d{1,2}|${oneOf(language.numbers)}`,
    ordinal: oneOf(language.ordinals),
    mm: "0?[1-9]|1[0-2]",
    year: String.raw`20\d\d|[23]\d`,
    minute: String.raw`[0-5]\d`,
    any: String.raw`[^.!?;\n]{2,40}?`,
    clock: String.raw`(?:[01]?\d|2[0-4])(?:[:.][0-5]\d| ?h ?[0-5]\d| ?h(?!\p{L})|)`,
    hour: String.raw`(?:[01]?\d|2[0-4])(?:[:.][0-5]\d| ?h ?[0-5]\d| ?h(?!\p{L}))`,
  };
}

function clockOf(written: string): string {
  const [hour, minute = "00"] = written.match(/\d+/g) ?? [];
  return `${hour}:${minute}`;
}

function valueOf(slot: Slot, written: string, language: Language): string {
  const digits = Array.from({ length: 12 }, (_, place) => String(place + 1));
  if (slot === "weekday") return valueIn(language.weekdays, WEEKDAYS, written);
  if (slot === "month") return valueIn(language.months, MONTHS, written);
  if (slot === "ordinal") return valueIn(language.ordinals, ORDINALS, written);
  if (slot === "number") return valueIn(language.numbers, digits, written);
  if (slot === "mm") return MONTHS[Number(written) - 1]!;
  if (slot === "year") return written && written.padStart(4, "20");
  if (slot === "clock" || slot === "hour") return clockOf(written);
  return slot === "n" ? String(Number(written)) : written;
}

interface Form {
  pattern: RegExp;
  slots: Slot[];
  english: string;
}

function compile(language: Language): Form[] {
  const patterns = patternsOf(language);
  return language.forms.map(([written, english]) => {
    const slots: Slot[] = [];
    const source = written.replace(/(?<!\\p)\{([a-z]+)\}/g, (_, slot: Slot) => {
      slots.push(slot);
      return `(${patterns[slot]})`;
    });
    return {
      pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, "giu"),
      slots,
      english,
    };
  });
}

function fill({ slots, english }: Form, written: string[], language: Language): string {
  const values: Record<string, string> = {};
  slots.forEach((slot, place) => {
    const value = valueOf(slot, written[place] ?? "", language);
    values[slot in values ? `${slot}2` : slot] = value;
    // Half eight is 7:30 where numbers count the hour that has begun.
    if (slot === "number") values.half = `${(Number(value) + 10) % 12 + 1}:30`;
  });
  return english.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

export interface Translator {
  name: string;
  /** How many words of a text tell the language. */
  signsIn: (text: string) => number;
  /** The text with days and hours in English, as far as the tables know them. */
  translate: (text: string) => string;
  /** The place that a part of a sentence names, in small letters or capitals. */
  placeIn: (part: string) => string | null;
}

/** Months that are spelled as in English tell nothing, nor do short ones: "5 out of 9", "3 set menus". */
const TELLS_NOTHING = /^(?:april|august|september|november|sept|.{1,3})$/i;
/** "quinta" is a Thursday and a fifth. */
const HAS_LONGER_FORM = /\(/;

export function translator(language: Language): Translator {
  const forms = compile(language);
  const months = oneOf(language.months).split("|").filter((month) => !TELLS_NOTHING.test(month));
  const weekdays = language.weekdays.filter((day) => !HAS_LONGER_FORM.test(day));
  const signs = new RegExp(
    String.raw`(?<![\p{L}\p{N}@#/.])(?:${language.signs}|${oneOf(weekdays)}` +
      String.raw`|\d{1,2}(?:er|\.|º)? ?(?:de )?(?:${months.join("|")}))(?![\p{L}\p{N}])`,
    "giu",
  );
  const short = new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${oneOf(language.shortWeekdays)})\.?,? ?(?=\d)`,
    "gu",
  );
  const placeIn = placeFinder(language);
  return {
    name: language.name,
    placeIn,
    signsIn: (text) => text.match(signs)?.length ?? 0,
    translate: (text) => {
      const days = text.replace(short, (found) => {
        const word = found.replace(/\P{L}/gu, "");
        return `${valueIn(language.shortWeekdays, WEEKDAYS, word)} `;
      });
      return forms.reduce(
        (left, form) =>
          left.replace(
            form.pattern,
            (...match: string[]) => fill(form, match.slice(1, 1 + form.slots.length), language),
          ),
        days,
      );
    },
  };
}

/** "salle B204", "Café Lotte", "maison des étudiants": a kind of place and what says which. */
function placeFinder({ into, places }: Language): (part: string) => string | null {
  const which = String
    .raw`(?: (?:(?:de|des|du|del|de la|do|da|di|hinter|von|van) )?(?:[\p{Lu}\d][\p{L}\d.'/-]*|\p{Ll}+(?<=(?:de|des|du|del|do|da|di) \p{Ll}+))){0,4}`;
  const noun = `(?:${oneOf([places])})`;
  const whole = new RegExp(String.raw`^\s*(?:(?:${oneOf([into])}) ?)?(${noun}${which})\s*$`, "iu");
  const led = new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${
      oneOf([into])
    }) ?((?:\p{Lu}[\p{L}'-]* )?${noun}${which}|\p{Lu}\p{L}*(?:${
      oneOf([places])
    })${which})(?![\p{L}\p{N}])`,
    "u",
  );
  const small = new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${oneOf([into])}) ?(${noun}${which})(?![\p{L}\p{N}])`,
    "iu",
  );
  return (part) => (whole.exec(part) ?? led.exec(part) ?? small.exec(part))?.[1]?.trim() ?? null;
}
