/** The rows of pipeline_runs. */
import type { Json } from "./database.types.ts";
import { type Db, DbError, rpc } from "./client.ts";

/** Opens the row of a run. */
export async function startRun({ client }: Db, stage: string, now: Date): Promise<string> {
  const { data, error } = await client.from("pipeline_runs")
    .insert({ stage, started_at: now.toISOString() }).select("id").single();
  if (error) throw new DbError("start run", error.code, error.message);
  return data.id;
}

export async function finishRun(
  { client }: Db,
  id: string,
  run: { now: Date; counts: object; error: string | null },
): Promise<void> {
  const counts = run.counts as Record<string, Json>;
  const { error } = await client.from("pipeline_runs")
    .update({ finished_at: run.now.toISOString(), counts, error: run.error }).eq("id", id);
  if (error) throw new DbError("finish run", error.code, error.message);
}

/** Calls the stage as the schedule does. False: enough runs are at work, or nothing is scheduled here. */
export async function callNextRun(db: Db, now: Date, stage: string): Promise<boolean> {
  return await rpc(db, "call_next_run", { p_now: now, p_stage: stage }) ?? false;
}
