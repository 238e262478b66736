/** Calls of classify-events. */
import type { Reading } from "../../event/reading.ts";
import type { KnownEvent } from "../../event/match_events.ts";
import { type Db, rpc, seconds } from "./client.ts";

/** A post under lease; (hash, attempt) is the fence of what is written about it. */
export interface ClaimedPost {
  id: string;
  text: string;
  /** Facts that its source states, unchecked. */
  given: unknown;
  posted_at: string;
  hash: string;
  attempt: number;
  /** What earlier readings found in it, withdrawn ones too. */
  events: KnownEvent[];
}

export function claimPosts(
  db: Db,
  now: Date,
  limit: number,
  leaseSec: number,
): Promise<ClaimedPost[]> {
  return rpc(db, "claim_posts", { p_now: now, p_limit: limit, p_lease: seconds(leaseSec) });
}

/** False: the claim was lost or the post changed meanwhile. */
export function completeReading(
  db: Db,
  now: Date,
  post: ClaimedPost,
  by: string,
  reading: Reading,
): Promise<boolean> {
  return rpc(db, "complete_reading", {
    p_now: now,
    p_id: post.id,
    p_hash: post.hash,
    p_attempt: post.attempt,
    p_read_by: by,
    p_reading: reading,
  });
}

/** What a failed row costs: `retryAt` null gives it up; `counts` false gives the attempt back. */
export interface Failure {
  error: string;
  retryAt: Date | null;
  counts: boolean;
}

export function failReading(
  db: Db,
  post: ClaimedPost,
  { error, retryAt, counts }: Failure,
): Promise<boolean> {
  return rpc(db, "fail_reading", {
    p_id: post.id,
    p_hash: post.hash,
    p_attempt: post.attempt,
    p_error: error,
    p_retry_at: retryAt,
    p_counts: counts,
  });
}
