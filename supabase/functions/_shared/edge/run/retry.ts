/** When a failed row is tried again. */

/** Attempts a row gets; private.max_attempts() says the same, tests/database_test.ts compares. */
export const MAX_ATTEMPTS = 5;

const FIRST_DELAY_SEC = 60;

/** Doubles from a minute with each attempt; null after the last. */
export function nextTry(now: Date, attempt: number): Date | null {
  if (attempt >= MAX_ATTEMPTS) return null;
  return new Date(now.getTime() + FIRST_DELAY_SEC * 2 ** (attempt - 1) * 1000);
}
