/** The words of a mail in one language. Each language is one table; `languages.ts` lists them. */

/** A civil date. `weekday`: 0 is Sunday; `month`: 0 is January. */
export interface DayParts {
  weekday: number;
  day: number;
  month: number;
  year: number;
}

/** A time on the clock. */
export interface ClockTime {
  hours: number;
  minutes: number;
}

export interface Language {
  /** BCP 47, for the `lang` attribute. */
  tag: string;
  dir: "ltr" | "rtl";
  today: string;
  tomorrow: string;
  /** "Fri". */
  weekday: (day: DayParts) => string;
  /** "Friday". */
  longWeekday: (day: DayParts) => string;
  /** "Fri 27 Nov", with the year if `withYear`. */
  date: (day: DayParts, withYear: boolean) => string;
  /** "Friday 27 November", with the year if `withYear`. */
  longDate: (day: DayParts, withYear: boolean) => string;
  /** "6:30 pm". */
  time: (at: ClockTime) => string;
  /** "6:30 – 9 pm". */
  range: (from: ClockTime, to: ClockTime) => string;

  /** "Two events for you". */
  heading: (count: number) => string;
  newcomer: string;
  /** "and five more", the end of the agenda. */
  andMore: (count: number) => string;
  /** "Five more", the heading of the rows. */
  more: (count: number) => string;
  /** "Because you like A, B and C." */
  because: (likes: string[]) => string;
  details: string;
  tickets: string;
  interested: string;
  notInterested: string;
  calendar: string;
  googleCalendar: string;
  unsubscribe: string;
  preferences: string;
  online: string;
  untitled: string;
  /** "A, B and 3 more". */
  hosts: (shown: string[], more: number) => string;
  /** "New York time". */
  zone: (city: string) => string;
  /** "All times are Melbourne time." */
  allTimes: (city: string) => string;
  /** The same, if some events name another zone. */
  timesUnlessNamed: (city: string) => string;
  membership: (community: string) => string;
  /** " and 6 more", the end of a subject. */
  subjectMore: (count: number) => string;
  /** "Also: ", the start of a preheader. */
  also: string;
}

/** "a, b and c". */
export function listed(words: readonly string[], and: string): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${and} ${last}`;
}
