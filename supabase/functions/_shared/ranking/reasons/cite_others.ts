/**
 * Citations for the behaviour of all members. Each names one organiser, the one with the largest
 * value, and only if its own record supports the claim: the score counts an organiser without a
 * record as average. A community does not see all events of a club, so the words count events held
 * "here".
 */
import type { OrganiserFacts } from "../community.ts";
import type { Pool } from "../pool.ts";
import { daysBetween, zoneOf, zoneOfDay } from "./clock.ts";
import { type Citation, type Cite, count, possessive } from "./evidence.ts";

/** Members per event from which the text says "many". */
const MANY = 3;

/** "5 members are interested", or "Chess Club's events draw many members". */
export const citePopularity: Cite = (i, _profile, pool) => {
  const { upcoming, meanRate } = pool.community;
  const votes = upcoming(pool.candidates[i]!.event.id)?.votes ?? 0;
  if (votes >= MANY) return ofEverybody(`${count(votes, "member")} are interested`);
  const host = hostWithMost(i, pool, ({ rate }) => rate);
  if (!host || !isMany(host.most, meanRate)) return undefined;
  return ofEverybody(`${possessive(host.name)} events draw many members`);
};

/** "Many members try Chess Club for the first time". */
export const citeFirstVisits: Cite = (i, _profile, pool) => {
  const host = hostWithMost(i, pool, ({ firstRate }) => firstRate);
  if (!host || !isMany(host.most, pool.community.meanFirstRate)) return undefined;
  return ofEverybody(`Many members try ${host.name} for the first time`);
};

/** "Many members start with Chess Club". */
export const citeRecruits: Cite = (i, _profile, pool) => {
  const host = hostWithMost(i, pool, ({ recruitRate }) => recruitRate);
  if (!host || !isMany(host.most, pool.community.meanRecruitRate)) return undefined;
  return ofEverybody(`Many members start with ${host.name}`);
};

/** "Film Society's first event here in 5 weeks", unless it holds another one earlier. */
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

/** "Chess Club had only 2 events here in the past year". */
export const citeNewcomer: Cite = (i, _profile, pool) => {
  const host = hostWithMost(i, pool, ({ starts }) => starts.length);
  if (!host) return undefined;
  return ofEverybody(`${host.name} had only ${count(host.most, "event")} here in the past year`);
};

/**
 * "Something new from Chess Club", if it held none in the past year, or "Chess Club rarely holds
 * this".
 */
export const citeNovelty: Cite = (i, _profile, pool) => {
  const host = hostWithMost(i, pool, ({ starts }) => starts.length);
  const tally = pool.community.tallyOf(pool.candidates[i]!.event.id, pool.series[i]!);
  if (!host || !tally || tally.weight >= 1) return undefined;
  return ofEverybody(
    tally.weight === 0 ? `Something new from ${host.name}` : `${host.name} rarely holds this`,
  );
};

/** Of the event's organisers with a record, the one with the largest value. */
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
