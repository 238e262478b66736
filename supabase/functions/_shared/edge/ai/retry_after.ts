/** Reads a provider's requested delay from its headers or its message. */

/** A duration such as "1h2m3.5s", "120ms" or "36s". */
const DURATION = /(\d+(?:\.\d+)?)\s*(ms|h|m|s)/g;
const UNIT_SEC: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 0.001 };
/** "Please try again in 6m0s", "retry in 36.5s", and "retryDelay": "36s" in Google's errors. */
const SAID = /\b(?:(?:try again|retry) in|retryDelay\W+)\s*((?:\d+(?:\.\d+)?\s*(?:ms|h|m|s))+)/i;

/**
 * The delay in seconds, unbounded; undefined if there is none.
 *
 * @param body text of the answer
 * @param now epoch ms
 */
export function retryAfterOf(
  headers: Headers | undefined,
  body: string,
  now: number,
): number | undefined {
  const header = headers?.get("retry-after")?.trim();
  if (header) return usable(Number(header)) ?? usable((Date.parse(header) - now) / 1000);
  const ms = Number(headers?.get("retry-after-ms"));
  // A shorter delay is meant for the SDK's immediate retries, which have failed by now.
  if (ms >= 1000) return ms / 1000;
  return secondsOf(SAID.exec(body)?.[1] ?? "");
}

function usable(seconds: number): number | undefined {
  return seconds > 0 ? seconds : undefined;
}

function secondsOf(duration: string): number | undefined {
  const parts = duration.matchAll(DURATION);
  return usable(parts.reduce((sum, [, n, unit]) => sum + Number(n) * UNIT_SEC[unit!]!, 0));
}
