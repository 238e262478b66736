/** Retry times of failed rows. */

/**
 * Maximum attempts per row. Must equal private.max_attempts(); tests/database_test.ts compares
 * them.
 */
export const MAX_ATTEMPTS = 5;

const FIRST_DELAY_SEC = 60;

/**
 * Time of the next attempt: a minute after the first, then doubling; null after the last attempt.
 */
export function nextTry(now: Date, attempt: number): Date | null {
  if (attempt >= MAX_ATTEMPTS) return null;
  return new Date(now.getTime() + FIRST_DELAY_SEC * 2 ** (attempt - 1) * 1000);
}
