/** CPU time: the platform ends a call after two seconds of it, in the middle of whatever it does. */
import process from "node:process";

/** The CPU time a run may use, and the meter that says what was used; both in milliseconds. */
export interface CpuBudget {
  limitMs: number;
  /** Since some moment in the past; never falls. */
  usedMs: () => number;
}

let isEnding = false;

// The hosted runtime announces with it that a limit is near.
globalThis.addEventListener("beforeunload", () => void (isEnding = true));

/**
 * CPU time of this process, all threads. Infinity once the platform has announced the end. 0 where the
 * runtime does not measure it (Deno 2.1): there only what a run says of itself counts (`Deadline.spend`).
 */
export function cpuUsedMs(): number {
  if (isEnding) return Infinity;
  const usage = process.resourceUsage?.();
  return usage ? (usage.userCPUTime + usage.systemCPUTime) / 1000 : 0;
}
