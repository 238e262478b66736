/** How long a provider wants to be left alone, wherever it says so. */

/** "1h2m3.5s", "120ms", "36s": seconds. */
const DURATION = /(\d+(?:\.\d+)?)\s*(ms|h|m|s)/g;
const UNIT_SEC: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 0.001 };
/** "Please try again in 6m0s", "retry in 36.5s", and the field of Google's errors, "retryDelay": "36s". */
const SAID = /\b(?:(?:try again|retry) in|retryDelay\W+)\s*((?:\d+(?:\.\d+)?\s*(?:ms|h|m|s))+)/i;

/** Seconds, unbounded; undefined where it does not say. `body` is the text of the answer, `now` in ms. */
export function retryAfterOf(
  headers: Headers | undefined,
  body: string,
  now: number,
): number | undefined {
  const header = headers?.get("retry-after")?.trim();
  if (header) return usable(Number(header)) ?? usable((Date.parse(header) - now) / 1000);
  const ms = Number(headers?.get("retry-after-ms"));
  // Below a second it is for a retry at once, which has been tried.
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
