/**
 * Records scheduled runs. Each leaves a row in pipeline_runs with its start, end, counts and error.
 */
import { OutOfTime, ProviderDown } from "../ai/ai.ts";
import type { Config } from "../config/config.ts";
import { type CpuBudget, cpuBudget } from "./cpu.ts";
import type { Db } from "../db/client.ts";
import { callNextRun, finishRun, startRun } from "../db/runs.ts";
import { HttpError } from "../http/http.ts";

/** The limit of a run in time and CPU, and a signal that aborts pending work at the end. */
export interface Deadline {
  /** Whether time and CPU suffice for another piece of work. */
  isOpen(): boolean;
  /** Milliseconds of time left; 0 once the CPU budget is used up. */
  left(): number;
  /** Adds an estimate of CPU time, in ms. The larger of estimates and measured time counts. */
  spend(ms: number): void;
  signal: AbortSignal;
}

/**
 * Creates a deadline. Uses real time, not the injected clock, because the platform's limits use
 * real time. Counts CPU time since the start of the run, because a warm process includes earlier
 * calls.
 */
export function deadlineIn(seconds: number, { limitMs, usedMs, beganMs }: CpuBudget): Deadline {
  const end = performance.now() + seconds * 1000;
  let told = 0;
  const hasCpu = () => Math.max(told, usedMs() - beganMs) < limitMs;
  const left = () => hasCpu() ? Math.max(0, end - performance.now()) : 0;
  return {
    left,
    isOpen: () => left() > 0,
    spend: (ms) => void (told += ms),
    signal: AbortSignal.timeout(seconds * 1000),
  };
}

/**
 * The deadline of a run that starts now, from the settings.
 *
 * @throws {SettingError} if the budgets are malformed.
 */
export function deadlineOf(config: Config): Deadline {
  return deadlineIn(config.get("TIME_BUDGET_SEC"), cpuBudget(config.get("CPU_BUDGET_MS")));
}

/**
 * Throws if the run may start no more work.
 *
 * @throws {OutOfTime} once time or CPU are used up
 */
export function requireTime(deadline: Deadline): void {
  if (!deadline.isOpen()) {
    throw new OutOfTime("Cannot start more work: the run's time or CPU budget is used up");
  }
}

/**
 * Runs `work` between opening and closing the run's row.
 *
 * `work` updates `counts` as it goes, so that a failed run still records its progress. If it
 * returns true, there is more to do, and the next run is called at once. If a provider is down, the
 * response is 503 with Retry-After.
 */
export async function recordRun<Counts extends object>(
  { db, stage, now }: { db: Db; stage: string; now: () => Date },
  counts: Counts,
  work: (counts: Counts) => Promise<boolean | void>,
): Promise<Counts> {
  const id = await startRun(db, stage, now());
  let isMore: boolean | void;
  try {
    isMore = await work(counts);
  } catch (error) {
    // The error of the run takes precedence over an error in closing its row.
    await finishRun(db, id, { now: now(), counts, error: messageOf(error) }).catch(console.error);
    throw error instanceof ProviderDown ? unavailable(error) : error;
  }
  await finishRun(db, id, { now: now(), counts, error: null });
  // A failure does not matter, because the schedule calls the stage later anyway.
  if (isMore) await callNextRun(db, now(), stage).catch(console.error);
  return counts;
}

function unavailable({ message, retryAfterSec }: ProviderDown): HttpError {
  return new HttpError(
    503,
    "provider_down",
    message,
    "Nothing to do: the next run tries the rows again",
    {
      "Retry-After": `${retryAfterSec}`,
    },
  );
}

/** The message of any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
