/** CPU time: the platform ends a call after two seconds of it, in the middle of whatever it does. */
import process from "node:process";

/** The CPU time a run may use, and the meter that says what was used; all in milliseconds. */
export interface CpuBudget {
  limitMs: number;
  /** Since some moment in the past; never falls. */
  usedMs: () => number;
  /** What the meter said where the run began. */
  beganMs: number;
}

/** A process that has used less has only just been started, for this call. */
const START_MS = 1_000;

let isStarted = false;
let isEnding = false;

// The hosted runtime announces with it that a limit is near.
globalThis.addEventListener("beforeunload", () => void (isEnding = true));

/**
 * The budget of a run that begins now. The first one in a process pays for its start, no other does; a slow
 * start takes half of the budget at most, so that every run gets on.
 */
export function cpuBudget(limitMs: number): CpuBudget {
  const used = cpuUsedMs();
  const paysForStart = !isStarted && used < START_MS;
  isStarted = true;
  return {
    limitMs,
    usedMs: cpuUsedMs,
    beganMs: paysForStart ? Math.max(0, used - limitMs / 2) : used,
  };
}

/**
 * CPU time of this process, all threads. Infinity once the platform has announced the end. 0 where the
 * runtime does not measure it (Deno 2.1): there only what a run says of itself counts (`Deadline.spend`).
 */
export function cpuUsedMs(): number {
  if (isEnding) return Infinity;
  // Where it is not measured, cpuUsage() is there all the same, and logs that it is not.
  if (process.resourceUsage === undefined) return 0;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
