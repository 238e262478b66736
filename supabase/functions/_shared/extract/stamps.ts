/** Discord's timestamps ("<t:1771023600:F>") as the community's clock shows them. */
import { civilOf } from "../time/civil.ts";

const STAMP = /<t:(\d{9,11})(?::([tTdDfFR]))?>/g;
/** "<t:1:F> (<t:1:R>)": the second says the same. */
const ECHO = /(<t:(\d{9,11})(?::[tTdDfF])?>)\s*[([-]?\s*<t:\2:R>[)\]]?/g;

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July", "August", "September"],
  ...["October", "November", "December"],
];

/** The caption with its timestamps as days and times of `timeZone` (IANA). */
export function expandStamps(caption: string, timeZone: string): string {
  if (!caption.includes("<t:")) return caption;
  return caption.replace(ECHO, "$1").replace(STAMP, (_, seconds: string, style = "f") => {
    const { date, time } = civilOf(new Date(Number(seconds) * 1000), timeZone);
    const [year, month, day] = date.split("-").map(Number);
    const shown = `${day} ${MONTHS[month! - 1]} ${year}`;
    if (/[tT]/.test(style)) return `at ${time}`;
    return /[dD]/.test(style) ? shown : `on ${shown} at ${time}`;
  });
}
