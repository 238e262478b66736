/**
 * Exploration: a few members see an event that hardly anybody was shown yet, so that every new event
 * gets its chance. Who ranks many members over one pool counts them: then it is certain.
 */
import { hash32 } from "../text/hash.ts";
import type { Pool } from "./pool.ts";

export interface Exploration {
  /** An event that fewer members were shown counts as hardly shown. */
  enough: number;
  /** Members asked for each such event. Zero: off. */
  membersAnEvent: number;
}

export const DEFAULT_EXPLORATION: Exploration = { enough: 3, membersAnEvent: 6 };

/**
 * The position that the member whose turn it is is to see, or undefined. Of U events hardly shown, the
 * first `membersAnEvent` x U turns get one each: those shown least first, then the soonest, and all
 * over again. So any U turns in a row name every such event.
 */
export function explore(
  turn: number,
  candidates: readonly number[],
  pool: Pool,
  { enough, membersAnEvent }: Exploration = DEFAULT_EXPLORATION,
): number | undefined {
  if (turn >= candidates.length * membersAnEvent) return undefined; // most members, and at once
  const shown = (i: number) => pool.membersShown[i]!;
  const unseen = candidates.filter((i) => shown(i) < enough);
  if (turn >= unseen.length * membersAnEvent) return undefined;
  unseen.sort((a, b) => shown(a) - shown(b) || pool.starts[a]! - pool.starts[b]!);
  return unseen[turn % unseen.length];
}

/** The turn of a member ranked alone: a number below the count of members, the same all period. */
export function drawTurn(memberId: string, period: string, members: number): number {
  return hash32(`${period}\n${memberId}`) % Math.max(1, members);
}
