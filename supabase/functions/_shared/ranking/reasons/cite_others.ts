/**
 * Citations for what everybody does. Each is told of one organiser, the one that the term rests on, and
 * only where its own record bears it out: in the score an organiser without one counts as the average,
 * which says nothing about it. Nobody sees all that a club holds, so what is counted was held "here".
 */
import type { OrganiserFacts } from "../community.ts";
import type { Pool } from "../pool.ts";
import { daysBetween, zoneOf, zoneOfDay } from "./clock.ts";
import { type Citation, type Cite, count, possessive } from "./evidence.ts";

/** Members an event that are called many. */
const MANY = 3;

export const citePopularity: Cite = (i, _profile, pool) => {
  const { upcoming, meanRate } = pool.community;
  const votes = upcoming(pool.candidates[i]!.event.id)?.votes ?? 0;
  if (votes >= MANY) return ofEverybody(`${count(votes, "member")} are interested`);
  const host = hostWithMost(i, pool, ({ rate }) => rate);
  if (!host || !isMany(host.most, meanRate)) return undefined;
  return ofEverybody(`${possessive(host.name)} events draw many members`);
};

export const citeFirstVisits: Cite = (i, _profile, pool) => {
  const host = hostWithMost(i, pool, ({ firstRate }) => firstRate);
  if (!host || !isMany(host.most, pool.community.meanFirstRate)) return undefined;
  return ofEverybody(`Many members try ${host.name} for the first time`);
};

export const citeRecruits: Cite = (i, _profile, pool) => {
  const host = hostWithMost(i, pool, ({ recruitRate }) => recruitRate);
  if (!host || !isMany(host.most, pool.community.meanRecruitRate)) return undefined;
  return ofEverybody(`Many members start with ${host.name}`);
};

/** "Film Society's first event here in 5 weeks", unless it holds another one before. */
export const citeComeback: Cite = (i, profile, pool) => {
  const host = hostWithMost(i, pool, ({ starts }) => starts.at(-1)!);
  if (!host || isPreceded(i, host.name, pool)) return undefined;
  const zone = zoneOf(profile, pool);
  const days = daysBetween([host.most, zone], [pool.starts[i]!, zoneOfDay(i, profile, pool)]);
  if (days < 7) return undefined;
  const pause = days < 14 ? count(days, "day") : count(Math.floor(days / 7), "week");
  return ofEverybody(`${possessive(host.name)} first event here in ${pause}`);
};

function isPreceded(i: number, host: string, { whole, starts }: Pool): boolean {
  return whole.some(({ event }) =>
    event.organisers.includes(host) && Date.parse(event.starts_at) < starts[i]!
  );
}

export const citeNewcomer: Cite = (i, _profile, pool) => {
  const host = hostWithMost(i, pool, ({ starts }) => starts.length);
  if (!host) return undefined;
  return ofEverybody(`${host.name} had only ${count(host.most, "event")} here in the past year`);
};

/** "Something new from Chess Club": not held in the past year. What is merely less usual is not told. */
export const citeNovelty: Cite = (i, _profile, pool) => {
  const host = hostWithMost(i, pool, ({ starts }) => starts.length);
  const tally = pool.community.tallyOf(pool.candidates[i]!.event.id, pool.series[i]!);
  if (!host || !tally || tally.weight >= 1) return undefined;
  return ofEverybody(
    tally.weight === 0 ? `Something new from ${host.name}` : `${host.name} rarely holds this`,
  );
};

/** Of the event's organisers that are on record, the one with the most of something. */
function hostWithMost(
  i: number,
  pool: Pool,
  read: (facts: OrganiserFacts) => number,
): { name: string; most: number } | undefined {
  return pool.candidates[i]!.event.organisers
    .flatMap((name) => {
      const facts = pool.community.organisers.get(name);
      return facts ? [{ name, most: read(facts) }] : [];
    })
    .sort((a, b) => b.most - a.most)[0];
}

function isMany(rate: number, mean: number): boolean {
  return rate >= MANY && rate > mean;
}

function ofEverybody(text: string): Citation {
  return { text, evidence: { kind: "community" } };
}
