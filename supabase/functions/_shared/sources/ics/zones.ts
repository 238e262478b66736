/** From a TZID to a zone, in the order of docs/sources.md. Never silently UTC. */
import type { Note, ReadOptions } from "../item.ts";
import { fixedZone, ianaZone, type Zone } from "../zone.ts";
import { type Component, lineOf } from "./components.ts";
import type { Budget } from "./expand.ts";
import type { Line } from "./lines.ts";
import { type Written, writtenTime } from "./values.ts";
import { describedZone } from "./vtimezone.ts";
import { shownZone, statedOffset, windowsZone } from "./windows.ts";

export interface Resolved {
  zone: Zone;
  note?: Note;
}

/** A date or time with the zone in which it stands. */
export interface Moment extends Resolved {
  wall: number;
  isDate: boolean;
  /** The value says "Z", so its zone says nothing about where the event is. */
  isUtc: boolean;
}

export interface Zones {
  /** Of dates and floating times: X-WR-TIMEZONE, else the source's default. */
  local: Resolved;
  moment(line: Line): Moment | null;
  /** The same for one value of a list. */
  momentOf(value: string, params: Line["params"]): Moment | null;
}

const UTC = fixedZone(0);

/** @throws RangeError for a default zone that Intl does not know. */
export function zonesOf(calendar: Component, options: ReadOptions): Zones {
  const { defaultZone } = options;
  const resolve = resolver(calendar, options);
  const named = lineOf(calendar, "X-WR-TIMEZONE") ?? lineOf(calendar, "TIMEZONE-ID");
  const local = named?.value.trim() ? resolve(named.value) : { zone: ianaZone(defaultZone) };
  const momentOf = (value: string, params: Line["params"]): Moment | null => {
    const written = writtenTime(value, params.VALUE?.toUpperCase() === "DATE");
    return written && { ...written, isUtc: written.offset === 0, ...zoneFor(written, params) };
  };
  const zoneFor = ({ offset, isDate }: Written, { TZID }: Line["params"]): Resolved => {
    if (offset !== null) return { zone: offset === 0 ? UTC : fixedZone(offset) };
    return TZID && !isDate ? resolve(TZID) : local;
  };
  return { local, momentOf, moment: ({ value, params }) => momentOf(value, params) };
}

/** Days that descriptions of zones may look at: rules of two months for fifty zones. */
const DAYS_OF_ZONES = 20_000;

function resolver(calendar: Component, options: ReadOptions): (tzid: string) => Resolved {
  const described = new Map(
    calendar.children.filter(({ name }) => name === "VTIMEZONE").map((zone) =>
      [plainName(lineOf(zone, "TZID")?.value ?? ""), zone] as const
    ),
  );
  const known = new Map<string, Resolved>();
  const budget = { left: DAYS_OF_ZONES, perRule: DAYS_OF_ZONES, starts: DAYS_OF_ZONES };
  return (tzid) => {
    const name = plainName(tzid);
    const found = known.get(name) ?? resolve(name, described.get(name), options, budget);
    known.set(name, found);
    return found;
  };
}

function resolve(
  name: string,
  description: Component | undefined,
  { defaultZone, now }: ReadOptions,
  budget: Budget,
): Resolved {
  const zone = zoneNamed(name) ?? zoneNamed(windowsZone(name, defaultZone));
  if (zone) return { zone };
  const fromFile = description &&
    (zoneNamed(lineOf(description, "X-LIC-LOCATION")?.value.trim()) ??
      describedZone(description, now, budget));
  if (fromFile) return { zone: fromFile, note: "zone_from_file" };
  const offset = statedOffset(name);
  if (offset !== null) return { zone: fixedZone(offset) };
  const shown = zoneNamed(shownZone(name, defaultZone));
  return shown ? { zone: shown } : { zone: ianaZone(defaultZone), note: "zone_unknown" };
}

/** TZIDs are quoted and escaped by some. */
const plainName = (tzid: string) => tzid.replace(/^["'\s]+|["'\s;]+$/g, "").replaceAll("\\", "");

/** A name of IANA in any case, alone or at the end of a path: "/x.example/2026/Europe/Berlin". */
function zoneNamed(name: string | null | undefined): Zone | null {
  if (!name) return null;
  if (/^(?:z|utc|gmt|(?:etc\/)?(?:utc|gmt)|tzone:\/\/microsoft\/utc)$/i.test(name)) return UTC;
  const words = name.split("/").filter((word) => word !== "").slice(-3);
  const tails = words.map((_, from) => words.slice(from).join("/").replaceAll(" ", "_"));
  for (const tail of tails) {
    if (!/^[A-Za-z][\w+-]*(?:\/[\w+-]+){0,2}$/.test(tail)) continue;
    if (!tail.includes("/") && !ALONE.test(tail)) continue;
    try {
      return ianaZone(tail);
    } catch {
      // Not a name of IANA: the next tail may be one.
    }
  }
  return null;
}

/** Names of one word that mean a zone. Others, as "IST" or "ACT", mean another one to each. */
const ALONE =
  /^(?:cet|eet|met|wet|est5edt|cst6cdt|mst7mdt|pst8pdt|cuba|egypt|eire|gb|hongkong|iceland|iran|israel|jamaica|japan|navajo|nz|poland|portugal|prc|roc|rok|singapore|turkey|zulu|universal|greenwich)$/i;
