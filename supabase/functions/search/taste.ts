/** A member's taste: the order in which ranking puts the hits. */
import { loadMembers, type Source } from "../_shared/edge/catalogue/source.ts";
import type { Db } from "../_shared/edge/db/client.ts";
import type { Reason } from "../_shared/event/event.ts";
import { rank } from "../_shared/ranking/rank.ts";
import type { Member } from "../_shared/ranking/types.ts";

export interface Tastes {
  /** Ids of events in the member's order, each with its strongest reason. */
  of(
    userId: string,
    ids: ReadonlySet<string>,
    deps: TasteDeps,
  ): Promise<Map<string, Reason | undefined>>;
}

export interface TasteDeps {
  db: Db;
  now: Date;
  model: string;
  source: Source;
}

/** A vote is heard within a minute. */
const FRESH_MS = 60_000;
const MOST = 500;

export function createTastes(): Tastes {
  const known = new Map<string, { member: Member | undefined; at: number }>();

  async function memberOf(userId: string, { db, now, model, source }: TasteDeps) {
    const kept = known.get(userId);
    if (kept && Math.abs(now.getTime() - kept.at) < FRESH_MS) return kept.member;
    const members = await loadMembers(db, now, model, [userId], source.voted);
    const member = members.get(userId)?.member;
    if (known.size >= MOST) known.clear();
    known.set(userId, { member, at: now.getTime() });
    return member;
  }

  return {
    async of(userId, ids, deps) {
      const [member, pool] = await Promise.all([
        memberOf(userId, deps),
        deps.source.pool(deps.db, deps.now),
      ]);
      if (!member) return new Map();
      const options = {
        limit: ids.size,
        allow: ({ id }: { id: string }) => ids.has(id),
        now: deps.now.getTime(),
        discoveryPlace: false,
        turn: 0,
      };
      return new Map(
        rank(member, pool, options).map(({ event, reasons }) => [event.id, reasons[0]]),
      );
    },
  };
}
