/** Time zones told beside a time: "6pm AWST", "10am SGT (1pm AEDT)", "8pm Perth time", "9:00 UTC+8". */
import { addDays, civilOf, instantOf } from "../time/civil.ts";
import type { Clock } from "./clocks.ts";
import type { Told } from "./mentions.ts";
import { ZONE_NAMES, ZONE_PLACES } from "./zone_names.ts";

/** A zone as a post names it: 'AWST', 'UTC+8', 'perth', 'US EST', or 'here'. */
export type ZoneName = string;

const MINUTE = 60_000;

const alternatives = (names: string[]) =>
  [...new Set(names)].sort((a, b) => b.length - a.length).join("|");

const ABBREVIATION = alternatives(
  ZONE_NAMES.flatMap(({ exact, loose = [] }) => [...Object.keys(exact), ...loose])
    .filter((name) => name.length <= 4),
);
const PLACE = alternatives(Object.keys(ZONE_PLACES));
const OFFSET = String.raw`(?:UTC|GMT) ?[+-] ?\d{1,2}(?::?[0-5]\d)?`;

/**
 * Right after a time. A place needs "time"; without it ("4pm Perth / 7pm Melbourne time") it is weak, as
 * are two letters ("8pm ET / 5pm PT"): they count beside another zone.
 */
const AFTER = new RegExp(
  String
    .raw`^ ?(?:[([-] ?)?(?:(?:(?:${ABBREVIATION}) ?[(,]? ?)?(?<offset>${OFFSET})(?!\d)|(?<us>US )?(?<word>(?:${ABBREVIATION})(?![\w'])|(?:eastern|central|mountain|pacific)(?= (?:(?:standard|daylight|summer) )?time\b| ?(?:[()/,;.|]|$|and\b|or\b)))|(?<here>our time|for us|here)\b|(?<place>${PLACE}) time\b|(?:in )?(?<weak>${PLACE})(?= ?(?:[/|,)&·=]|$|and\b|or\b)))`,
  "i",
);

/** "8pm Tuesday 24 Nov (AWST)", "… Brisbane time": of the only time of its line. */
const FURTHER = new RegExp(
  String
    .raw`\((?:(?<offset>${OFFSET})|(?<word>${ABBREVIATION}))\)|\b(?<place>${PLACE}) time\b`,
  "i",
);

/** "All times are in AWST": of every time that names none. */
const ALL_TIMES = new RegExp(
  String
    .raw`\btimes (?:are |is |listed |shown |given )*(?:in )?(?:(?<offset>${OFFSET})|(?<word>${ABBREVIATION})(?![\w'])|(?<place>${PLACE}) time\b)`,
  "i",
);

/** "est" may be said in small letters, "ist" is German for is, and "et" and "pt" are parts of words. */
function isWritten(word: string): boolean {
  return word === word.toUpperCase() || word.length > 4 ||
    (word === word.toLowerCase() && word.length > 2 && word !== "ist");
}

function nameOf(groups: Record<string, string | undefined>): ZoneName | null {
  const { offset, us, word, here, place, weak } = groups;
  if (here) return "here";
  if (offset) return offset.toUpperCase();
  if (word) return isWritten(word) ? `${us ? "US " : ""}${word.toUpperCase()}` : null;
  return (place ?? weak ?? "").toLowerCase() || null;
}

/** The text, as long, without the digits of "UTC+10:30", which are no time. */
export function maskOffsets(text: string): string {
  return text.replace(
    new RegExp(String.raw`(?<=\b(?:UTC|GMT)) ?[+-] ?\d{1,2}(?::?[0-5]\d)?(?!\d)`, "gi"),
    (found) => "~".repeat(found.length),
  );
}

/** The zone beside each time of a line; a lone "4pm Perth" is a place. */
export function zonesOf(text: string, clocks: Clock[]): (ZoneName | null)[] {
  const isAlone = clocks.length === 1;
  const found = clocks.map(({ to }) =>
    AFTER.exec(text.slice(to, to + 40))?.groups ??
      (isAlone ? FURTHER.exec(text.slice(to))?.groups : null) ?? null
  );
  const names = found.map((groups) => groups && nameOf(groups));
  const isPair = names.filter((name) => name !== null).length > 1;
  return names.map((name, place) => {
    const { weak, word, us } = found[place] ?? {};
    const isWeak = weak !== undefined || (word?.length === 2 && !us);
    return isWeak && !isPair ? null : name;
  });
}

/** The zone that a post says all its times are of. */
export function zoneOfAll(text: string): ZoneName | null {
  const groups = ALL_TIMES.exec(text)?.groups;
  return groups ? nameOf(groups) : null;
}

/** What a clock is read by: an IANA zone, or minutes ahead of UTC. */
type Meaning = string | number;

/**
 * What a name means to a community in `timeZone`: its own clock where it is a name of that, in either
 * season; else what it means in its part of the world; else anywhere. More than one is anybody's guess.
 */
export function meaningsOf(name: ZoneName, timeZone: string): Meaning[] {
  if (name === "here") return [timeZone];
  const place = ZONE_PLACES[name];
  if (place) return [place];
  const offset = /^(?:UTC|GMT) ?([+-]) ?(\d{1,2}):?(\d\d)?$/.exec(name);
  if (offset) return [Number(`${offset[1]}1`) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0))];
  const isUs = name.startsWith("US ");
  const word = isUs ? name.slice(3) : name;
  const meanings = ZONE_NAMES.filter(({ exact, loose }) => word in exact || loose?.includes(word))
    .map(({ zone, exact }) => ({ zone, minutes: exact[word] }));
  const area = isUs ? "America" : areaOf(timeZone);
  const near = meanings.filter(({ zone }) => areaOf(zone) === area);
  if (near.some(({ zone, minutes }) => isOwn(zone, minutes, timeZone))) return [timeZone];
  return (near.length > 0 ? near : meanings).map(({ zone, minutes }) => minutes ?? zone);
}

function areaOf(zone: string): string {
  return zone.split("/")[0]!;
}

/** Melbourne says AEST and AEDT of its own clock; Brisbane, which keeps winter time, only AEST. */
function isOwn(zone: string, minutes: number | undefined, timeZone: string): boolean {
  const own = offsetsOf(timeZone);
  return Math.min(...own) === Math.min(...offsetsOf(zone)) &&
    (minutes === undefined || own.includes(minutes));
}

/** Minutes ahead of UTC in January and in July. */
function offsetsOf(zone: string): number[] {
  return ["2026-01-15", "2026-07-15"].map((day) => {
    return (Date.parse(`${day}T12:00Z`) - instantOf(day, "12:00", zone).getTime()) / MINUTE;
  });
}

/** A span of time on the community's own clock. */
export interface Local {
  date: string;
  start: string;
  end: string | null;
}

/** The community's day and time for a time of another zone; DST on either side is minded. */
export function localOf(date: string, clock: Clock, meaning: Meaning, timeZone: string): Local {
  const at = (day: string, time: string) =>
    typeof meaning === "string"
      ? instantOf(day, time, meaning)
      : new Date(Date.parse(`${day}T${time}:00Z`) - meaning * MINUTE);
  const start = civilOf(at(date, clock.start), timeZone);
  if (clock.end === null) return { date: start.date, start: start.time, end: null };
  const until = clock.end > clock.start ? date : addDays(date, 1);
  return {
    date: start.date,
    start: start.time,
    end: civilOf(at(until, clock.end), timeZone).time,
  };
}

/**
 * A time of a day on the community's own clock; null for one of a zone that may be any of several. Where
 * the same moment is told in several zones ("10am SGT (1pm AEDT)"), the community's own is believed.
 */
export function atHome(date: string, told: Told, all: Told[], timeZone: string): Local | null {
  if (told.zone === null) return { date, start: told.start, end: told.end };
  const read = (clock: Told) =>
    meaningsOf(clock.zone!, timeZone).map((meaning) => localOf(date, clock, meaning, timeZone));
  const moments = read(told);
  const isSame = (local: Local) => moments.some(({ start }) => start === local.start);
  const beside = all.filter(({ line, zone }) => zone !== null && Math.abs(line - told.line) <= 1);
  const known = [told, ...beside].flatMap((clock) => {
    const [local, ...others] = read(clock);
    return local && others.length === 0 ? [{ clock, local }] : [];
  });
  const own = known.find(({ clock, local }) =>
    local.date === date && local.start === clock.start &&
    // On the next line it may be another time.
    (clock.line === told.line || isSame(local))
  );
  if (!own) return known[0]?.local ?? null;
  // The day is that of the other: 2:30am here is 9pm of the day before in India.
  const same = moments.find(({ start }) => start === own.local.start);
  return { ...own.local, date: same?.date ?? (moments.length === 1 ? moments[0]!.date : date) };
}
