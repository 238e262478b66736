/**
 * Exploration: shows a rarely shown event to a few members, so that every new event gets a chance.
 * A caller that ranks many members over one pool passes their count as the turn; then each such
 * event is certain to be shown.
 */
import { hash32 } from "../text/hash.ts";
import type { Pool } from "./pool.ts";

/** How much to explore. */
export interface Exploration {
  /** An event is rarely shown if fewer members than this saw it. */
  enough: number;
  /** Members to show each such event to; 0 switches exploration off. */
  membersAnEvent: number;
}

/** Used by `rank` unless its options name another. */
export const DEFAULT_EXPLORATION: Exploration = { enough: 3, membersAnEvent: 6 };

/**
 * Position of the event to show on this turn, or undefined if there is none.
 *
 * U rarely shown events share the first `membersAnEvent` x U turns, in cycles of U: least shown
 * first, then soonest. So any U consecutive turns include every such event.
 */
export function explore(
  turn: number,
  candidates: readonly number[],
  pool: Pool,
  { enough, membersAnEvent }: Exploration = DEFAULT_EXPLORATION,
): number | undefined {
  if (turn >= candidates.length * membersAnEvent) return undefined; // Returns early for most members.
  const shown = (i: number) => pool.membersShown[i]!;
  const unseen = candidates.filter((i) => shown(i) < enough);
  if (turn >= unseen.length * membersAnEvent) return undefined;
  unseen.sort((a, b) => shown(a) - shown(b) || pool.starts[a]! - pool.starts[b]!);
  return unseen[turn % unseen.length];
}

/**
 * Draws a turn for a member ranked alone: an integer in [0, `members`), constant within `period`.
 */
export function drawTurn(memberId: string, period: string, members: number): number {
  return hash32(`${period}\n${memberId}`) % Math.max(1, members);
}
