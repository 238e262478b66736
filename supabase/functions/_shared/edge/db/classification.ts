/** Calls of classify-events. */
import type { Extraction } from "../../event/draft.ts";
import { type Db, rpc, seconds } from "./client.ts";

/** A post under lease; (hash, attempt) is the fence of what is written about it. */
export interface ClaimedPost {
  id: string;
  caption: string;
  posted_at: string;
  hash: string;
  attempt: number;
}

export function claimClassifications(
  db: Db,
  now: Date,
  limit: number,
  leaseSec: number,
): Promise<ClaimedPost[]> {
  return rpc(db, "claim_classifications", {
    p_now: now,
    p_limit: limit,
    p_lease: seconds(leaseSec),
  });
}

/** False: the claim was lost or the caption changed meanwhile. */
export function completeClassification(
  db: Db,
  post: ClaimedPost,
  by: string,
  extraction: Extraction,
): Promise<boolean> {
  return rpc(db, "complete_classification", {
    p_id: post.id,
    p_hash: post.hash,
    p_attempt: post.attempt,
    p_classified_by: by,
    p_extraction: extraction,
  });
}

/** What a failed row costs: `retryAt` null gives it up; `counts` false gives the attempt back. */
export interface Failure {
  error: string;
  retryAt: Date | null;
  counts: boolean;
}

export function failClassification(
  db: Db,
  post: ClaimedPost,
  { error, retryAt, counts }: Failure,
): Promise<boolean> {
  return rpc(db, "fail_classification", {
    p_id: post.id,
    p_hash: post.hash,
    p_attempt: post.attempt,
    p_error: error,
    p_retry_at: retryAt,
    p_counts: counts,
  });
}
