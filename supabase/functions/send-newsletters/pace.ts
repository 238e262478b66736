/** How fast mails follow each other: at most as set, and slower where the server says that it is too fast. */

/** Mails a second that a server is asked for at least, however often it refuses. */
const SLOWEST = 0.1;
/** Over which time the server's own rate is measured, milliseconds. */
const MEASURED_MS = 10_000;
/** Waits after a refusal, milliseconds: twice as long after each further one. */
const [FIRST_WAIT_MS, SHORTEST_WAIT_MS, LONGEST_WAIT_MS] = [1_000, 250, 8_000];
/** A pace that is so many times what the server took is not lowered step by step. */
const FAR_OFF = 4;
/** Growth of the pace while mails are taken, a second. */
const GROWTH = 0.02;

/** Every `now` is in milliseconds, of any clock that only goes forward. */
export interface Pace {
  /** Milliseconds until the next mail may begin. */
  delay(now: number): number;
  began(now: number): void;
  taken(now: number): void;
  /** The server said that it was too fast. */
  refused(now: number): void;
}

/**
 * A refusal lowers the pace to what the server took lately, at least by a tenth and at most by half,
 * unless it is far off: a server with a limit takes just that much while it refuses the rest.
 */
export function createPace(perSecond: number): Pace {
  let rate = perSecond;
  let nextAt = -Infinity;
  let refusals = 0;
  let taken: number[] = [];
  return {
    delay: (now) => Math.max(0, nextAt - now),
    began(now) {
      // A mail that was late may be made up for by the next one, and no more.
      const interval = 1000 / rate;
      nextAt = Math.max(nextAt, now - interval) + interval;
    },
    taken(now) {
      refusals = 0;
      taken = [...taken.filter((at) => at > now - MEASURED_MS), now];
      rate = Math.min(perSecond, rate * (1 + GROWTH / Math.max(rate, 1)));
    },
    refused(now) {
      const recent = taken.filter((at) => at > now - MEASURED_MS);
      const seconds = Math.max(1, (now - (recent[0] ?? now)) / 1000);
      const measured = recent.length / seconds;
      rate = measured < rate / FAR_OFF
        ? Math.max(2 * measured, 1)
        : Math.max(SLOWEST, rate / 2, Math.min(0.9 * rate, measured));
      const wait = Math.min(FIRST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, 2000 / rate));
      nextAt = Math.max(nextAt, now + Math.min(LONGEST_WAIT_MS, wait * 2 ** refusals++));
    },
  };
}
