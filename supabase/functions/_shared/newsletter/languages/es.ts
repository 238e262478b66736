import { type ClockTime, type DayParts, type Language, listed } from "./language.ts";

const WEEKDAYS = "domingo lunes martes miércoles jueves viernes sábado".split(" ");
const MONTHS =
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(
    " ",
  );
const COUNTS = "cero uno dos tres cuatro cinco seis siete ocho nueve diez".split(" ");

const counted = (count: number) => COUNTS[count] ?? `${count}`;
const year = (at: DayParts, withYear: boolean) => withYear ? ` ${at.year}` : "";
const weekday = (at: DayParts) => WEEKDAYS[at.weekday]!.slice(0, 3);
const minutes = (at: ClockTime) => String(at.minutes).padStart(2, "0");
const time = (at: ClockTime) => `${at.hours}:${minutes(at)}`;

export const ES: Language = {
  tag: "es",
  dir: "ltr",
  today: "Hoy",
  tomorrow: "Mañana",
  weekday,
  longWeekday: ({ weekday }) => WEEKDAYS[weekday]!,
  date: (at, withYear) => `${weekday(at)} ${at.day} ${MONTHS[at.month]}${year(at, withYear)}`,
  longDate: (at, withYear) =>
    `${WEEKDAYS[at.weekday]} ${at.day} de ${MONTHS[at.month]}${year(at, withYear)}`,
  time,
  range: (from, to) => `${time(from)} – ${time(to)}`,

  heading: (count) => count === 1 ? "Un evento para ti" : `${count} eventos para ti`,
  newcomer: "Basta una respuesta, y el próximo correo te irá mejor.",
  andMore: (count) => `y ${counted(count)} más`,
  more: (count) => `${count} más`,
  because: (likes) => `Porque te gusta ${listed(likes, "y")}.`,
  details: "Detalles",
  tickets: "Entradas",
  interested: "Me interesa",
  notInterested: "No es para mí",
  calendar: "Calendario",
  googleCalendar: "Google Calendar",
  unsubscribe: "Darse de baja",
  preferences: "Preferencias",
  online: "En línea",
  untitled: "Evento sin título",
  hosts: (shown, more) => shown.join(", ") + (more > 0 ? ` y ${more} más` : ""),
  zone: (city) => `hora de ${city}`,
  allTimes: (city) => `Horas de ${city}.`,
  timesUnlessNamed: (city) => `Horas de ${city}, salvo que se indique otra.`,
  membership: (community) =>
    `Recibes este correo como miembro de ${community}, porque su boletín está activado.`,
  subjectMore: (count) => ` y ${count} más`,
  also: "También: ",
};
