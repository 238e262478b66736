/** Work that goes on when nobody waits for it. */

/**
 * Logs what fails. The hosted runtime freezes a function that has answered, or ends it, unless it is
 * told what is still under way.
 */
export function inBackground(work: Promise<unknown>): void {
  const logged = work.catch(console.error);
  (globalThis as Hosted).EdgeRuntime?.waitUntil(logged);
}

interface Hosted {
  EdgeRuntime?: { waitUntil(work: Promise<unknown>): void };
}
