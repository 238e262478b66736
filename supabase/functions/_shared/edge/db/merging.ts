/** Calls of embed-events about posts of one event. */
import type { Decision, Told } from "../../duplicates/duplicates.ts";
import { type Db, rpc } from "./client.ts";

/** What a merge has seen of the changes of events; opaque. */
export type Changes = Record<string, unknown>;

/** Upcoming events, merged ones among them, with what operators decided about them. */
export interface MergeCandidates {
  /** Give it back to `setCanonicals`. */
  changes: Changes;
  events: (Told & { canonical_id: string | null })[];
  decisions: Decision[];
}

/** Null where nothing changed since the last merge. */
export function mergeCandidates(db: Db, now: Date): Promise<MergeCandidates | null> {
  return rpc(db, "merge_candidates", { p_now: now });
}

/** How many rows changed. A canonical event takes what it lacks from posts of its own account. */
export function setCanonicals(
  db: Db,
  rows: { id: string; canonical_id: string | null }[],
  changes: Changes,
): Promise<number> {
  return rpc(db, "set_canonicals", { p_rows: rows, p_changes: changes });
}
