/** CPU time. The platform kills a call after two seconds of CPU time, at any point of its work. */
import process from "node:process";

/** The CPU time that a run may use, and its meter; all in milliseconds. */
export interface CpuBudget {
  limitMs: number;
  /** Total since some moment in the past; never decreases. */
  usedMs: () => number;
  /** Value of the meter at the start of the run. */
  beganMs: number;
}

/** A process with less CPU time was just started for this call. */
const START_MS = 1_000;

let isStarted = false;
let isEnding = false;

// The hosted runtime sends this event shortly before it reaches a limit.
globalThis.addEventListener("beforeunload", () => void (isEnding = true));

/**
 * The budget of a run that starts now. Only the first run of a process pays for the process's
 * start. A slow start costs at most half of the budget, so that every run makes progress.
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
 * CPU time of this process, all threads, in ms. Infinity once the platform has announced the end.
 *
 * 0 if the runtime does not measure it (Deno 2.1); then only estimates by the run count
 * (`Deadline.spend`).
 */
export function cpuUsedMs(): number {
  if (isEnding) return Infinity;
  // Deno 2.1 has cpuUsage(), but it only logs that it is not implemented.
  if (process.resourceUsage === undefined) return 0;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
