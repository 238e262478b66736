/** Runs the pipeline like the scheduler: jobs of cron.job, each calling its function by HTTP. */
import type { Stack } from "../stack/stack.ts";

/** Counts in a function's response. */
export type StageCounts = Record<string, number | string | null>;

/**
 * Runs a job now and returns the function's response.
 *
 * @throws {Error} with the function's error
 */
export async function runStage(stack: Stack, job: string): Promise<StageCounts> {
  const run = await stack.cron.runJob(`connect3: ${job}`);
  const answer = run.answers[0];
  if (run.status === "succeeded" && answer?.status_code === 200) return JSON.parse(answer.content!);
  const said = answer?.content ?? answer?.error_msg ?? run.return_message;
  throw new Error(`Cannot ${job}: ${said}`);
}

/**
 * Runs a job until nothing is left to do and returns the summed counts. A run stops when its time
 * is up, so more work takes several runs.
 */
export async function runUntilDone(stack: Stack, job: string): Promise<StageCounts> {
  const total: StageCounts = {};
  while (true) {
    const counts = await runStage(stack, job);
    for (const [name, value] of Object.entries(counts)) {
      total[name] = typeof value === "number" ? value + Number(total[name] ?? 0) : value;
    }
    if (!counts.claimed) return total;
  }
}
