/** Every scheduled run leaves a row in pipeline_runs: started, finished, what it did, what stopped it. */
import { ProviderDown } from "./ai.ts";
import type { Db } from "./db/client.ts";
import { finishRun, startRun } from "./db/runs.ts";
import { HttpError } from "./http.ts";

/** When a run must take no more work, and the signal that ends what is still under way. */
export interface Deadline {
  /** Whether there is time for another piece of work. */
  isOpen(): boolean;
  /** Milliseconds left, never below 0. */
  left(): number;
  signal: AbortSignal;
}

/** Counts real time, not the injected clock: the platform's limit does not replay. */
export function deadlineIn(seconds: number): Deadline {
  const end = performance.now() + seconds * 1000;
  const left = () => Math.max(0, end - performance.now());
  return { left, isOpen: () => left() > 0, signal: AbortSignal.timeout(seconds * 1000) };
}

/**
 * Does `work` between opening and closing the row. `work` counts into `counts`, so that a run that
 * fails half-way still says what it did. A provider that is down is answered 503 with Retry-After.
 */
export async function recordRun<Counts extends object>(
  { db, stage, now }: { db: Db; stage: string; now: () => Date },
  counts: Counts,
  work: (counts: Counts) => Promise<void>,
): Promise<Counts> {
  const id = await startRun(db, stage, now());
  try {
    await work(counts);
  } catch (error) {
    // What stopped the run matters more than that its row could not be closed.
    await finishRun(db, id, { now: now(), counts, error: messageOf(error) }).catch(console.error);
    throw error instanceof ProviderDown ? unavailable(error) : error;
  }
  await finishRun(db, id, { now: now(), counts, error: null });
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
