/** Dates of feeds and mails: RFC 822 and ISO 8601, with what programs make of them. */
import { ZONE_NAMES } from "../../extract/zone_names.ts";
import { ianaZone } from "../zone.ts";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

const RFC_822 =
  /^(?:[a-z]+\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3,9})\.?[\s-]+(\d{4}|\d\d),?\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*(.{0,12})/i;
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T\s]+(\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(z|utc|gmt|[+-]\d\d:?(?:\d\d)?)?)?$/i;

/** Epoch ms; null for what is no date. Times without a zone are those of `zone`. */
export function dateOf(text: string, zone: string): number | null {
  const plain = text.trim().replace(/\([^()]*\)\s*$/, "").trim().slice(0, 60);
  const iso = ISO.exec(plain);
  if (iso) {
    const [, year, month, day, ...rest] = iso;
    return instantFrom([+year!, +month! - 1, +day!], rest, zone);
  }
  const [, day, name, year, ...rest] = RFC_822.exec(plain) ?? [];
  if (!day) return null;
  const full = year!.length === 4 ? +year! : +year! + (+year! < 70 ? 2000 : 1900);
  return instantFrom([full, MONTHS.indexOf(name!.slice(0, 3).toLowerCase()), +day], rest, zone);
}

function instantFrom(
  [year, month, day]: [number, number, number],
  [hour = "0", minute = "0", second = "0", name = ""]: (string | undefined)[],
  zone: string,
): number | null {
  const date = Date.UTC(year, month, day);
  const isReal = month >= 0 && new Date(date).getUTCDate() === day && +hour <= 24 && +minute <= 59;
  if (!isReal || Number.isNaN(date)) return null;
  const wall = date + (+hour * 3600 + +minute * 60 + Math.min(+second, 59)) * 1000;
  const offset = offsetOf(name.trim());
  return offset === null ? ianaZone(zone).instantOf(wall) : wall - offset * 60_000;
}

/** Of RFC 822, where EST is New York's. */
const AMERICAN: Record<string, number> = {
  UT: 0,
  UTC: 0,
  GMT: 0,
  Z: 0,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

function offsetOf(name: string): number | null {
  const [, sign, hours, minutes = "0"] = /^(?:GMT|UTC)?([+-])(\d\d):?(\d\d)?/i.exec(name) ?? [];
  if (sign) return (sign === "-" ? -1 : 1) * (+hours! * 60 + +minutes);
  const key = name.toUpperCase();
  return AMERICAN[key] ?? OTHERS.get(key) ?? null;
}

const exact = ZONE_NAMES.flatMap((names) => Object.entries(names.exact));

/** Names that mean one offset wherever they are used. */
const OTHERS = new Map(
  exact.filter(([name, minutes]) =>
    exact.every(([other, value]) => other !== name || value === minutes)
  ),
);
