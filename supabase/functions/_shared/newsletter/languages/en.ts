import { type ClockTime, type Language, listed } from "./language.ts";

const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const MONTHS = ("January February March April May June July August September October November " +
  "December").split(" ");
const COUNTS = "no one two three four five six seven eight nine ten".split(" ");

const counted = (count: number) => COUNTS[count] ?? `${count}`;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const half = ({ hours }: ClockTime) => hours < 12 ? "am" : "pm";

function clock({ hours, minutes }: ClockTime): string {
  return `${hours % 12 || 12}${minutes ? `:${String(minutes).padStart(2, "0")}` : ""}`;
}

const time = (at: ClockTime) => `${clock(at)} ${half(at)}`;

/** Not from 10 am to 12 am, which is the next day. */
const sameHalf = (from: ClockTime, to: ClockTime) =>
  half(from) === half(to) && from.hours <= to.hours;
const weekday = ({ weekday }: { weekday: number }) => WEEKDAYS[weekday]!.slice(0, 3);

export const EN: Language = {
  tag: "en",
  dir: "ltr",
  today: "Today",
  tomorrow: "Tomorrow",
  weekday,
  longWeekday: ({ weekday }) => WEEKDAYS[weekday]!,
  date: (at, withYear) =>
    `${weekday(at)} ${at.day} ${MONTHS[at.month]!.slice(0, 3)}${withYear ? ` ${at.year}` : ""}`,
  longDate: (at, withYear) =>
    `${WEEKDAYS[at.weekday]} ${at.day} ${MONTHS[at.month]}${withYear ? ` ${at.year}` : ""}`,
  time,
  range: (from, to) => `${sameHalf(from, to) ? clock(from) : time(from)} – ${time(to)}`,

  heading: (count) => `${capital(counted(count))} ${count === 1 ? "event" : "events"} for you`,
  newcomer: "Tell us once, and the next mail fits you better.",
  andMore: (count) => `and ${counted(count)} more`,
  more: (count) => `${capital(counted(count))} more`,
  because: (likes) => `Because you like ${listed(likes, "and")}.`,
  details: "Details",
  tickets: "Tickets",
  interested: "Interested",
  notInterested: "Not for me",
  calendar: "Calendar",
  googleCalendar: "Google Calendar",
  unsubscribe: "Unsubscribe",
  preferences: "Choose what you get",
  online: "Online",
  untitled: "Untitled event",
  hosts: (shown, more) => shown.join(", ") + (more > 0 ? ` and ${more} more` : ""),
  zone: (city) => `${city} time`,
  allTimes: (city) => `All times are ${city} time.`,
  timesUnlessNamed: (city) => `Times are ${city} time, unless another is named.`,
  membership: (community) =>
    `You get this because you are a member of ${community} with its newsletter switched on.`,
  subjectMore: (count) => ` and ${count} more`,
  also: "Also: ",
};
