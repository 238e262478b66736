/**
 * Exploration: a few members see an event that hardly anybody was shown yet, so that every new event
 * gets its chance. Chance comes from a hash of member and period: the same call, the same answer.
 */
import { hash32 } from "./hash.ts";
import type { Pool } from "./pool.ts";

export interface Exploration {
  /** Showings below which an event counts as hardly shown. */
  enough: number;
  /** Members asked for each such event in one period; of m, e^-m of the events find none. Zero: off. */
  membersAnEvent: number;
}

export const DEFAULT_EXPLORATION: Exploration = { enough: 3, membersAnEvent: 6 };

/**
 * The position this member is to see in this period, or undefined. Of M members and U events hardly
 * shown, about `membersAnEvent` x U members are asked, each event as often as any other.
 */
export function explore(
  memberId: string,
  period: string,
  eligible: readonly number[],
  pool: Pool,
  { enough, membersAnEvent }: Exploration = DEFAULT_EXPLORATION,
): number | undefined {
  const { upcoming, members } = pool.community;
  const unseen = eligible.filter((i) =>
    (upcoming.get(pool.candidates[i]!.event.id)?.impressions ?? 0) < enough
  );
  if (unseen.length === 0) return undefined;
  const asked = (unseen.length * membersAnEvent) / Math.max(1, members);
  if (hash32(`${period}\n${memberId}\nasked`) / 2 ** 32 >= asked) return undefined;
  return unseen[hash32(`${period}\n${memberId}\nevent`) % unseen.length];
}
