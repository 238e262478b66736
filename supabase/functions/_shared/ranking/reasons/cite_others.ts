/** Citations for what everybody does. */
import type { Profile } from "../profile.ts";
import { isBlank } from "../profile.ts";
import type { Cite } from "./evidence.ts";
import { count } from "./evidence.ts";

/** Votes below which an event is not called popular by its own count. */
const NOTABLE = 3;

export const citePopularity: Cite = (i, profile, pool) => {
  const { event } = pool.candidates[i]!;
  const votes = pool.community.upcoming.get(event.id)?.votes ?? 0;
  const text = votes >= NOTABLE
    ? `${count(votes, "member")} are interested`
    : `Events of ${event.organisers.join(" and ") || "this organiser"} draw many members`;
  return { text: honest(text, profile), evidence: { kind: "community" } };
};

export const citeFirstVisits: Cite = (i, profile, pool) => {
  const name = pool.candidates[i]!.event.organisers.join(" and ") || "this organiser";
  const text = `Many members try ${name} for the first time`;
  return { text: honest(text, profile), evidence: { kind: "community" } };
};

/** A member of whom nothing is known is told that this is no personal choice. */
function honest(text: string, profile: Profile): string {
  return isBlank(profile) ? `${text} (we do not know your taste yet)` : text;
}
