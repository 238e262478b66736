/** Limits of calls: refused callers wait in memory, so that a flood does not reach the database. */
import type { Db } from "../db/client.ts";
import { takeToken } from "../db/search.ts";
import { HttpError } from "./http.ts";

export interface Limit {
  /**
   * Counts a call.
   *
   * @throws {HttpError} 429 above the limit; 503 if the count fails and `isPaid`
   */
  take(db: Db, key: string | null, rule: LimitRule, now: Date): Promise<void>;
}

export interface LimitRule {
  /** Calls in any minute. */
  perMinute: number;
  /** The call costs money: without a count it is refused. */
  isPaid: boolean;
}

/** Callers who are remembered as refused. */
const MOST = 10_000;

export function createLimit(): Limit {
  const refusedUntil = new Map<string, number>();
  return {
    async take(db, key, { perMinute, isPaid }, now) {
      if (key === null) return;
      const until = refusedUntil.get(key) ?? 0;
      if (until > now.getTime()) throw tooMany((until - now.getTime()) / 1000, perMinute);
      refusedUntil.delete(key);
      const token = await takeToken(db, key, perMinute, now).catch((error) => {
        console.error(error);
        return null;
      });
      if (token === null && isPaid) throw notCounted();
      if (token === null || token.allowed) return;
      if (refusedUntil.size >= MOST) refusedUntil.clear();
      refusedUntil.set(key, now.getTime() + token.retry_after * 1000);
      throw tooMany(token.retry_after, perMinute);
    },
  };
}

function tooMany(seconds: number, perMinute: number): HttpError {
  const wait = Math.max(1, Math.ceil(seconds));
  return new HttpError(
    429,
    "too_many_requests",
    `Cannot answer yet: the limit is ${perMinute} calls a minute`,
    `Try again in ${wait} s`,
    {
      "Retry-After": String(wait),
      "RateLimit-Policy": `"minute";q=${perMinute};w=60`,
      "RateLimit": `"minute";r=0;t=${wait}`,
    },
  );
}

function notCounted(): HttpError {
  return new HttpError(
    503,
    "database",
    "Cannot answer: the database did not respond",
    "Try again; the function's log has the cause",
    { "Retry-After": "10" },
  );
}
