/** Work that continues after the response. */

/**
 * Continues `work` in the background and logs its error. The hosted runtime freezes or ends a
 * function after its response unless it knows of pending work.
 */
export function inBackground(work: Promise<unknown>): void {
  const logged = work.catch(console.error);
  (globalThis as Hosted).EdgeRuntime?.waitUntil(logged);
}

interface Hosted {
  EdgeRuntime?: { waitUntil(work: Promise<unknown>): void };
}
