/** How long a calculation takes, on a machine that may be doing other things. */

/** Tries at most: one of them meets no other work, unless the calculation itself is slow. */
const TRIES = 5;

/** Whether `work` can be done in less than `limitMs`: a busy machine delays a try, not each of them. */
export function isQuick(work: () => void, limitMs = 1000): boolean {
  for (let tried = 0; tried < TRIES; tried++) {
    const started = performance.now();
    work();
    if (performance.now() - started < limitMs) return true;
  }
  return false;
}
