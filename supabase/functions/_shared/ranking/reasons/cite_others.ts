/** Citations for what everybody does. */
import type { Pool } from "../pool.ts";
import { DAY_MS } from "../time.ts";
import { type Cite, count, possessive } from "./evidence.ts";

/** Votes below which an event is not called popular by its own count. */
const NOTABLE = 3;

export const citePopularity: Cite = (i, _profile, pool) => {
  const votes = pool.community.upcoming.get(pool.candidates[i]!.event.id)?.votes ?? 0;
  const text = votes >= NOTABLE
    ? `${count(votes, "member")} are interested`
    : `${possessive(hostsOf(i, pool))} events draw many members`;
  return { text, evidence: { kind: "community" } };
};

export const citeFirstVisits: Cite = (i, _profile, pool) => ({
  text: `Many members try ${hostsOf(i, pool)} for the first time`,
  evidence: { kind: "community" },
});

export const citeRecruits: Cite = (i, _profile, pool) => ({
  text: `Many members start with ${hostsOf(i, pool)}`,
  evidence: { kind: "community" },
});

/** "Film Society's first event in 5 weeks". */
export const citeComeback: Cite = (i, _profile, pool) => {
  const starts = pool.candidates[i]!.event.organisers
    .map((name) => pool.community.organisers.get(name)?.starts.at(-1) ?? -Infinity);
  const days = Math.floor((pool.starts[i]! - Math.max(...starts)) / DAY_MS);
  if (days < 7) return undefined;
  const span = days < 14 ? count(days, "day") : count(Math.floor(days / 7), "week");
  return {
    text: `${possessive(hostsOf(i, pool))} first event in ${days < 365 ? span : "a year"}`,
    evidence: { kind: "community" },
  };
};

export const citeNewcomer: Cite = (i, profile, pool) => {
  const held = pool.candidates[i]!.event.organisers
    .map((name) => pool.community.organisers.get(name)?.starts.length ?? 0);
  const most = Math.max(0, ...held);
  if (most === 0) return citeComeback(i, profile, pool);
  return {
    text: `${hostsOf(i, pool)} held only ${count(most, "event")} in the past year`,
    evidence: { kind: "community" },
  };
};

function hostsOf(i: number, pool: Pool): string {
  return pool.candidates[i]!.event.organisers.join(" and ") || "This organiser";
}
