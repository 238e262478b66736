/** The pipeline as the scheduler runs it: jobs of cron.job, each through the HTTP door of its stage. */
import type { Stack } from "../stack/stack.ts";

/** Counts of a stage's answer. */
export type StageCounts = Record<string, number | string | null>;

/**
 * Runs a job now and gives the stage's own answer.
 *
 * @throws {Error} with what the stage said instead
 */
export async function runStage(stack: Stack, job: string): Promise<StageCounts> {
  const run = await stack.cron.runJob(`connect3: ${job}`);
  const answer = run.answers[0];
  if (run.status === "succeeded" && answer?.status_code === 200) return JSON.parse(answer.content!);
  const said = answer?.content ?? answer?.error_msg ?? run.return_message;
  throw new Error(`Cannot ${job}: ${said}`);
}

/** A stage works until its time is up: with much to do it takes several runs. */
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
