/** Plans the mails of a run, a portion of its members at a time, over one pool. */
import type { DueMember, OutboxRow } from "../_shared/edge/db/outbox.ts";
import type { Event } from "../_shared/event/event.ts";
import type { Pool } from "../_shared/ranking/pool.ts";
import { loadMembers } from "../_shared/edge/catalogue/source.ts";
import { planMail, poolOfIssue } from "./plan.ts";
import type { PlanDeps } from "./send.ts";

/** CPU of planning one mail, and of the pool, milliseconds: as measured, rounded up. */
const PLAN_CPU_MS = 3;
const POOL_CPU_MS = 300;

export interface Portion {
  rows: OutboxRow[];
  /** How many members of the portion were planned, from its first one: not all, once the CPU is used up. */
  members: number;
}

/** What a run ranks: the pool as it was loaded, and what its newsletters may hold of it. */
interface RunPool {
  whole: Pool<Event>;
  issue: Pool<Event>;
  /** Members planned over it: new events are dealt out in turn. */
  turn: number;
}

export function createPlanner(
  { db, now, source, settings, deadline }: PlanDeps,
): (due: DueMember[]) => Promise<Portion> {
  let known: RunPool | null = null;

  function poolOf(whole: Pool<Event>, at: Date): RunPool {
    if (known?.whole === whole) return known;
    deadline.spend(POOL_CPU_MS);
    return known = { whole, issue: poolOfIssue(whole, at, settings), turn: 0 };
  }

  return async (due) => {
    const at = now();
    const [whole, members] = await Promise.all([
      source.pool(db, at),
      loadMembers(db, at, settings.model, due.map(({ user_id }) => user_id)),
    ]);
    const pool = poolOf(whole, at);
    const rows: OutboxRow[] = [];
    let planned = 0;
    // One at least: a run that plans nobody would be called again for nothing.
    for (; planned < due.length && (planned === 0 || deadline.isOpen()); planned++) {
      const member = due[planned]!;
      const history = members.get(member.user_id);
      if (!history) continue; // left meanwhile
      rows.push(planMail(member, history, pool.issue, { ...settings, now: at }, pool.turn++));
      deadline.spend(PLAN_CPU_MS);
    }
    return { rows, members: planned };
  };
}
