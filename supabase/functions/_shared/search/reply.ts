/** One sentence about the hits, from their public fields alone. Pure. */
import { strangersLine } from "../text/defuse.ts";
import { whenWords } from "../newsletter/when.ts";
import type { Found, Hit, Relaxed } from "./search.ts";

/** The community's: its zone, and the year that goes without saying. */
export interface Clock {
  timeZone: string;
  year: number;
}

const LONGEST_TITLE = 80;

const LACKING: Record<Relaxed, string> = {
  when: "at another time",
  where: "at another place",
  who: "by somebody else",
  free: "not free",
  online: "in another form",
  words: "on part of it",
};

export function replyOf({ primary, nearby, total }: Found, clock: Clock): string {
  const [first] = primary;
  if (first) {
    const others = total - 1;
    const more = others === 0
      ? ""
      : others === 1
      ? ", and one more fits"
      : `, and ${others} more fit`;
    return `${named(first, clock)} fits best${more}.`;
  }
  const [near] = nearby;
  if (!near) return "Nothing that is coming up fits.";
  return `Nothing fits all of it; ${named(near, clock)} is near, ${LACKING[near.relaxed!]}.`;
}

function named({ document: { event } }: Hit, clock: Clock): string {
  const { timeZone, year } = clock;
  const clocks = { reader: timeZone, community: timeZone, year };
  const place = strangersLine(event.location, LONGEST_TITLE);
  const where = event.is_online ? ", online" : place ? `, ${place}` : "";
  return `“${strangersLine(event.title, LONGEST_TITLE)}” (${
    whenWords({ ...event, ends_at: null }, clocks)
  }${where})`;
}
