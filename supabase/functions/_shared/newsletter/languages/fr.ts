import { type ClockTime, type DayParts, type Language, listed } from "./language.ts";

const WEEKDAYS = "dimanche lundi mardi mercredi jeudi vendredi samedi".split(" ");
const MONTHS =
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");
const COUNTS = "zéro un deux trois quatre cinq six sept huit neuf dix".split(" ");

const counted = (count: number) => COUNTS[count] ?? `${count}`;
const year = (at: DayParts, withYear: boolean) => withYear ? ` ${at.year}` : "";
const weekday = (at: DayParts) => WEEKDAYS[at.weekday]!.slice(0, 3);
const minutes = (at: ClockTime) => String(at.minutes).padStart(2, "0");
const time = (at: ClockTime) => `${at.hours}h${at.minutes ? minutes(at) : ""}`;

export const FR: Language = {
  tag: "fr",
  dir: "ltr",
  today: "Aujourd’hui",
  tomorrow: "Demain",
  weekday,
  longWeekday: ({ weekday }) => WEEKDAYS[weekday]!,
  date: (at, withYear) => `${weekday(at)}. ${at.day} ${MONTHS[at.month]}${year(at, withYear)}`,
  longDate: (at, withYear) =>
    `${WEEKDAYS[at.weekday]} ${at.day} ${MONTHS[at.month]}${year(at, withYear)}`,
  time,
  range: (from, to) => `${time(from)} – ${time(to)}`,

  heading: (count) => count === 1 ? "Un événement pour vous" : `${count} événements pour vous`,
  newcomer: "Une réponse suffit, et le prochain mail vous ira mieux.",
  andMore: (count) => `et ${counted(count)} de plus`,
  more: (count) => `${count} de plus`,
  because: (likes) => `Parce que vous aimez ${listed(likes, "et")}.`,
  details: "Détails",
  tickets: "Billets",
  interested: "Intéressant",
  notInterested: "Pas pour moi",
  calendar: "Calendrier",
  googleCalendar: "Google Agenda",
  unsubscribe: "Se désabonner",
  preferences: "Préférences",
  online: "En ligne",
  untitled: "Événement sans titre",
  hosts: (shown, more) => shown.join(", ") + (more > 0 ? ` et ${more} de plus` : ""),
  zone: (city) => `heure de ${city}`,
  allTimes: (city) => `Heures de ${city}.`,
  timesUnlessNamed: (city) => `Heures de ${city}, sauf indication contraire.`,
  membership: (community) =>
    `Vous recevez ce mail comme membre de ${community}, car sa newsletter est activée.`,
  subjectMore: (count) => ` et ${count} de plus`,
  also: "Aussi : ",
};
