/** Calls of embed-events. */
import { type Db, rpc, seconds } from "./client.ts";
import type { Failure } from "./posts.ts";

/** An event under lease whose text is to be embedded. */
export interface ClaimedText {
  id: string;
  title: string;
  organisers: string[];
  category: string | null;
  location: string | null;
  /** What its post says of it. */
  excerpt: string;
  hash: string;
  attempt: number;
}

export function claimEmbeddings(
  db: Db,
  now: Date,
  model: string,
  limit: number,
  leaseSec: number,
): Promise<ClaimedText[]> {
  return rpc(db, "claim_embeddings", {
    p_now: now,
    p_model: model,
    p_limit: limit,
    p_lease: seconds(leaseSec),
  });
}

/**
 * How many were written; the text of the others changed meanwhile. `asked` is the model as the settings
 * name it, `model` as its answer does.
 */
export function completeEmbeddings(
  db: Db,
  { asked, model }: { asked: string; model: string },
  texts: ClaimedText[],
  vectors: Float32Array[],
): Promise<number> {
  const rows = texts.map(({ id, hash, attempt }, i) => ({
    id,
    hash,
    attempt,
    embedding: `[${vectors[i]!.join()}]`,
  }));
  return rpc(db, "complete_embeddings", { p_model: model, p_rows: rows, p_asked: asked });
}

export function failEmbeddings(
  db: Db,
  texts: ClaimedText[],
  { error, retryAt, counts }: Failure,
): Promise<number> {
  const rows = texts.map(({ id, attempt }) => ({ id, attempt }));
  return rpc(db, "fail_embeddings", {
    p_rows: rows,
    p_error: error,
    p_retry_at: retryAt,
    p_counts: counts,
  });
}
