/** Measures a calculation on a machine with other load. */

/** Maximum tries. Unless the calculation itself is slow, at least one is not disturbed. */
const TRIES = 5;

/** Whether `work` takes less than `limitMs` in any of the tries. */
export function isQuick(work: () => void, limitMs = 1000): boolean {
  for (let tried = 0; tried < TRIES; tried++) {
    const started = performance.now();
    work();
    if (performance.now() - started < limitMs) return true;
  }
  return false;
}
