/** Citations for what everybody does. */
import type { Pool } from "../pool.ts";
import { DAY_MS } from "../time.ts";
import { type Cite, count, possessive } from "./evidence.ts";

/** Votes below which an event is not called popular by its own count. */
const NOTABLE = 3;

export const citePopularity: Cite = (i, _profile, pool) => {
  const votes = pool.community.upcoming.get(pool.candidates[i]!.event.id)?.votes ?? 0;
  if (votes >= NOTABLE) return ofEverybody(`${count(votes, "member")} are interested`);
  return aboutHosts(i, pool, (hosts) => `${possessive(hosts)} events draw many members`);
};

export const citeFirstVisits: Cite = (i, _profile, pool) =>
  aboutHosts(i, pool, (hosts) => `Many members try ${hosts} for the first time`);

export const citeRecruits: Cite = (i, _profile, pool) =>
  aboutHosts(i, pool, (hosts) => `Many members start with ${hosts}`);

/** "Film Society's first event in 5 weeks". */
export const citeComeback: Cite = (i, _profile, pool) => {
  const starts = pool.candidates[i]!.event.organisers
    .map((name) => pool.community.organisers.get(name)?.starts.at(-1) ?? -Infinity);
  const days = Math.floor((pool.starts[i]! - Math.max(...starts)) / DAY_MS);
  if (days < 7) return undefined;
  const span = days < 14 ? count(days, "day") : count(Math.floor(days / 7), "week");
  const pause = days < 365 ? span : "a year";
  return aboutHosts(i, pool, (hosts) => `${possessive(hosts)} first event in ${pause}`);
};

export const citeNewcomer: Cite = (i, profile, pool) => {
  const held = pool.candidates[i]!.event.organisers
    .map((name) => pool.community.organisers.get(name)?.starts.length ?? 0);
  const most = Math.max(0, ...held);
  if (most === 0) return citeComeback(i, profile, pool);
  return aboutHosts(
    i,
    pool,
    (hosts) => `${hosts} held only ${count(most, "event")} in the past year`,
  );
};

/** "Something new from Chess Club": not held in the past year. What is merely less usual is not told. */
export const citeNovelty: Cite = (i, profile, pool) => {
  const { organisers } = pool.candidates[i]!.event;
  if (!organisers.some((name) => pool.community.organisers.has(name))) {
    return citeComeback(i, profile, pool);
  }
  const held = pool.community.series.get(pool.series[i]!)?.weight ?? 0;
  if (held >= 1) return undefined;
  return aboutHosts(
    i,
    pool,
    (hosts) => held === 0 ? `Something new from ${hosts}` : `${hosts} rarely holds this`,
  );
};

/** Nothing where the post names no organiser: there is nobody to speak of. */
function aboutHosts(i: number, pool: Pool, say: (hosts: string) => string) {
  const { organisers } = pool.candidates[i]!.event;
  return organisers.length === 0 ? undefined : ofEverybody(say(organisers.join(" and ")));
}

function ofEverybody(text: string): ReturnType<Cite> {
  return { text, evidence: { kind: "community" } };
}
