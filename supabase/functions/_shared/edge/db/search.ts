/** Captions for the search index, the cache of answers, and limits of calls. */
import { type Db, rpc } from "./client.ts";
import type { Json } from "./database.types.ts";

/** Captions of published events by id; an id without an event is missing. */
export function searchTexts(db: Db, ids: string[]): Promise<Record<string, string>> {
  return rpc(db, "search_texts", { p_ids: ids });
}

/** A cached body; null if there is none of this version. */
export function readSearch(db: Db, key: string, version: string, now: Date): Promise<unknown> {
  return rpc(db, "read_search", { p_key: key, p_version: version, p_now: now });
}

export async function keepSearch(
  db: Db,
  key: string,
  version: string,
  body: unknown,
  expiresAt: Date,
): Promise<void> {
  await rpc(db, "keep_search", {
    p_key: key,
    p_version: version,
    p_body: body as Json,
    p_expires_at: expiresAt,
  });
}

/** Whether a caller may call. */
export interface Token {
  allowed: boolean;
  /** Calls left in this minute. */
  remaining: number;
  /** Seconds; 0 if allowed. */
  retry_after: number;
}

/** Counts a call, at most `limit` in any minute. */
export function takeToken(db: Db, key: string, limit: number, now: Date): Promise<Token> {
  return rpc(db, "take_token", { p_key: key, p_limit: limit, p_now: now });
}
