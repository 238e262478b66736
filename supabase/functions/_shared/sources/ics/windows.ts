/** Names of zones that are not of the IANA database: those of Windows, and those that Windows shows. */
import { WINDOWS_TO_IANA_MAP } from "windows-iana";
import { utcOffset } from "./values.ts";

/** The zones of each Windows name, by CLDR; the first is the one for the whole world. */
const zonesByName = new Map<string, string[]>();
const rows: readonly { windowsName: string; territory: string; iana: readonly string[] }[] =
  WINDOWS_TO_IANA_MAP;
for (const { windowsName, territory, iana } of rows) {
  const key = windowsName.toLowerCase();
  const zones = zonesByName.get(key) ?? [];
  if (territory === "001") zones.unshift(...iana);
  else zones.push(...iana);
  zonesByName.set(key, zones);
}

/**
 * "AUS Eastern Standard Time", in any case, with the number that Outlook adds ("… 1"), or by its
 * summer name. The community's own zone is preferred where the name covers it.
 */
export function windowsZone(name: string, preferred: string): string | null {
  const key = name.toLowerCase().replace(/ \d$/, "").replace(
    / (?:daylight|summer) time$/,
    (all) => zonesByName.has(name.toLowerCase()) ? all : " standard time",
  ).trim();
  const zones = zonesByName.get(key);
  if (!zones) return null;
  const own = canonical(preferred);
  return zones.some((zone) => canonical(zone) === own) ? preferred : zones[0]!;
}

/** What Exchange writes in place of a name: "(UTC+10:00) Canberra, Melbourne, Sydney". */
export function shownZone(name: string, preferred: string): string | null {
  const words = name.replace(/^\((?:UTC|GMT)[^)]*\)\s*/i, "").replace(/^.* : /, "");
  const region = REGIONS[words.toLowerCase().replace(/ \(us & canada\)$/, "")];
  if (region) return region;
  const zones = words.split(",").flatMap((city) => cities().get(folded(city)) ?? []);
  const own = canonical(preferred);
  return zones.find((zone) => canonical(zone) === own) ?? zones[0] ?? null;
}

/** "GMT+10", "UTC-03:30" and "+1000" mean what they say; "Etc/GMT-10" is a name of IANA. */
export function statedOffset(name: string): number | null {
  const [, sign, hours, minutes = "00"] =
    /^\(?(?:GMT|UTC)?\s?([+-])(\d{1,2})(?::?(\d\d))?\)?$/i.exec(name) ?? [];
  return sign ? utcOffset(`${sign}${hours!.padStart(2, "0")}${minutes}`) : null;
}

const REGIONS: Record<string, string> = {
  "eastern time": "America/New_York",
  "central time": "America/Chicago",
  "mountain time": "America/Denver",
  "pacific time": "America/Los_Angeles",
  "atlantic time (canada)": "America/Halifax",
  "alaska": "America/Anchorage",
  "arizona": "America/Phoenix",
  "hawaii": "Pacific/Honolulu",
  "indiana (east)": "America/Indiana/Indianapolis",
  "newfoundland": "America/St_Johns",
  "saskatchewan": "America/Regina",
  "coordinated universal time": "UTC",
};

let cityZones: Map<string, string> | undefined;

function cities(): Map<string, string> {
  cityZones ??= new Map([
    ["canberra", "Australia/Sydney"],
    ["new delhi", "Asia/Kolkata"],
    ["beijing", "Asia/Shanghai"],
    ...Intl.supportedValuesOf("timeZone").filter((zone) => zone.includes("/")).map((zone) =>
      [folded(zone.slice(zone.lastIndexOf("/") + 1)), zone] as const
    ),
  ]);
  return cityZones;
}

const folded = (city: string) => city.trim().toLowerCase().replaceAll("_", " ");

const canonicals = new Map<string, string>();

function canonical(zone: string): string {
  const known = canonicals.get(zone);
  if (known) return known;
  let name = zone;
  try {
    name = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    // A zone that this runtime does not have is like no other.
  }
  if (canonicals.size < 1_000) canonicals.set(zone, name);
  return name;
}
