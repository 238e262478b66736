/** Every scheduled run leaves a row in pipeline_runs: started, finished, what it did, what stopped it. */
import { OutOfTime, ProviderDown } from "../ai/ai.ts";
import type { Config } from "../config/config.ts";
import { type CpuBudget, cpuBudget } from "./cpu.ts";
import type { Db } from "../db/client.ts";
import { callNextRun, finishRun, startRun } from "../db/runs.ts";
import { HttpError } from "../http/http.ts";

/** When a run must take no more work, and the signal that ends what is still under way. */
export interface Deadline {
  /** Whether there is time for another piece of work: by the clock and by the CPU. */
  isOpen(): boolean;
  /** Milliseconds of time left; 0 once the CPU budget is used up. */
  left(): number;
  /** Counts CPU, ms, at what such work usually takes: the more of it and of the measured time holds. */
  spend(ms: number): void;
  signal: AbortSignal;
}

/**
 * Counts real time, not the injected clock: the platform's limits do not replay. Of the CPU it counts
 * what is used since the run began, as a warm process carries that of earlier calls.
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

/** The deadline of a run that begins now, from the settings. @throws {SettingError} */
export function deadlineOf(config: Config): Deadline {
  return deadlineIn(config.get("TIME_BUDGET_SEC"), cpuBudget(config.get("CPU_BUDGET_MS")));
}

/** @throws {OutOfTime} once the run may start no more work */
export function requireTime(deadline: Deadline): void {
  if (!deadline.isOpen()) throw new OutOfTime("The run has used up its time or its CPU");
}

/**
 * Does `work` between opening and closing the row. `work` counts into `counts`, so that a run that
 * fails half-way still says what it did; where it answers true there is more to do, and the next run is
 * called at once. A provider that is down is answered 503 with Retry-After.
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
    // What stopped the run matters more than that its row could not be closed.
    await finishRun(db, id, { now: now(), counts, error: messageOf(error) }).catch(console.error);
    throw error instanceof ProviderDown ? unavailable(error) : error;
  }
  await finishRun(db, id, { now: now(), counts, error: null });
  // The schedule calls it anyhow, only later.
  if (isMore) await callNextRun(db, now(), stage).catch(console.error);
  return counts;
}

function unavailable({ message, retryAfterSec }: ProviderDown): HttpError {
  return new HttpError(
    503,
    "provider_down",
    message,
    "The rows wait and are tried again by the next run",
    {
      "Retry-After": `${retryAfterSec}`,
    },
  );
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
