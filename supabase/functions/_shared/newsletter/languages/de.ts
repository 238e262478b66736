import { type ClockTime, type DayParts, type Language, listed } from "./language.ts";

const WEEKDAYS = "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag".split(" ");
const MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
  .split(" ");
const COUNTS = "keine eine zwei drei vier fünf sechs sieben acht neun zehn".split(" ");

const counted = (count: number) => COUNTS[count] ?? `${count}`;
const year = (at: DayParts, withYear: boolean) => withYear ? ` ${at.year}` : "";
const weekday = (at: DayParts) => WEEKDAYS[at.weekday]!.slice(0, 2);
const minutes = (at: ClockTime) => String(at.minutes).padStart(2, "0");
const time = (at: ClockTime) => `${at.hours}:${minutes(at)} Uhr`;

export const DE: Language = {
  tag: "de",
  dir: "ltr",
  today: "Heute",
  tomorrow: "Morgen",
  weekday,
  longWeekday: ({ weekday }) => WEEKDAYS[weekday]!,
  date: (at, withYear) => `${weekday(at)}. ${at.day}. ${MONTHS[at.month]}${year(at, withYear)}`,
  longDate: (at, withYear) =>
    `${WEEKDAYS[at.weekday]}, ${at.day}. ${MONTHS[at.month]}${year(at, withYear)}`,
  time,
  range: (from, to) => `${time(from)} – ${time(to)}`,

  heading: (count) =>
    count === 1 ? "Eine Veranstaltung für dich" : `${count} Veranstaltungen für dich`,
  newcomer: "Eine Antwort genügt, und die nächste Mail passt besser.",
  andMore: (count) => `und ${counted(count)} weitere`,
  more: (count) => `${count} weitere`,
  because: (likes) => `Weil du ${listed(likes, "und")} magst.`,
  details: "Details",
  tickets: "Tickets",
  interested: "Interessiert mich",
  notInterested: "Nichts für mich",
  calendar: "Kalender",
  googleCalendar: "Google Kalender",
  unsubscribe: "Abmelden",
  preferences: "Einstellungen",
  online: "Online",
  untitled: "Veranstaltung ohne Titel",
  hosts: (shown, more) => shown.join(", ") + (more > 0 ? ` und ${more} weitere` : ""),
  zone: (city) => `Zeit in ${city}`,
  allTimes: (city) => `Alle Zeiten gelten für ${city}.`,
  timesUnlessNamed: (city) => `Zeiten gelten für ${city}, wenn nichts anderes dabeisteht.`,
  membership: (community) =>
    `Du bekommst diese Mail als Mitglied von ${community}, weil der Newsletter eingeschaltet ist.`,
  subjectMore: (count) => ` und ${count} weitere`,
  also: "Außerdem: ",
};
