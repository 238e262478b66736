/** Runs the jobs of the pg_cron stand-in: schedules in GMT, one row per run in job_run_details. */
import { Cron } from "croner";
import type { Database, Row } from "./database.ts";
import { createLock } from "./lock.ts";
import { type Answer, type Queued, sendRequests, takeRequests } from "./net.ts";

/** Result of a run. */
export interface Run {
  jobname: string;
  status: "succeeded" | "failed";
  /** Result of Postgres: a row count, or the error. */
  return_message: string;
  /** Responses to the job's requests by net.http_post. */
  answers: Answer[];
}

/** Runs jobs of cron.job. */
export interface CronRunner {
  jobs(): Promise<Job[]>;
  /**
   * Runs a job by name now; resolves once its HTTP requests have their responses.
   *
   * @throws {RangeError} if cron.job has no such job
   */
  runJob(name: string): Promise<Run>;
  /** Runs every active job that was due after the last call and up to `now`, each once. */
  runDue(now: Date): Promise<Run[]>;
  /** Sends requests queued by others: by pg_cron itself, or by hand. */
  sendQueued(): Promise<Answer[]>;
  /** Aborts pending requests; resolves once all work has ended. */
  stop(): Promise<void>;
}

/** A row of cron.job. */
export interface Job extends Row {
  jobid: number;
  jobname: string;
  schedule: string;
  command: string;
  active: boolean;
}

/**
 * Creates a runner.
 *
 * @param clock returns the time to record; runDue() starts from its first value
 */
export function createCron(database: Database, clock: () => Date): CronRunner {
  let last = clock();
  // Lock, so that only the job that queued a request takes it from the queue.
  const alone = createLock();
  const stopping = new AbortController();
  const underWay = new Set<Promise<unknown>>();

  async function run(job: Job): Promise<Run> {
    const { outcome, requests } = await alone(async () => ({
      outcome: await execute(database, job, clock),
      requests: await takeRequests(database),
    }));
    return { ...outcome, answers: await send(requests) };
  }

  const send = (requests: Queued[]) => sendRequests(database, requests, stopping.signal);

  function followed<T>(work: Promise<T>): Promise<T> {
    const ended = work.then(() => {}, () => {}).finally(() => underWay.delete(ended));
    underWay.add(ended);
    return work;
  }

  return {
    jobs: () => listJobs(database),
    runJob: async (name) => {
      const jobs = await listJobs(database);
      const job = jobs.find(({ jobname }) => jobname === name);
      if (job) return await followed(run(job));
      const names = jobs.map(({ jobname }) => jobname).join(", ");
      throw new RangeError(`Cannot run the job "${name}": the jobs are ${names || "none"}`);
    },
    runDue: async (now) => {
      const since = last;
      last = now;
      const jobs = await listJobs(database);
      const due = jobs.filter((job) => job.active && isDue(job.schedule, since, now));
      return await Promise.all(due.map((job) => followed(run(job))));
    },
    sendQueued: async () => {
      const requests = await alone(() => takeRequests(database));
      return await followed(send(requests));
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}

const listJobs = (database: Database) =>
  database.query<Job>("select jobid, jobname, schedule, command, active from cron.job order by 1");

async function execute(database: Database, job: Job, clock: () => Date) {
  const start = clock();
  const outcome = await database.exec(job.command).then(
    (rows) => ({ status: "succeeded" as const, return_message: `${rows} rows` }),
    (error: Error) => ({ status: "failed" as const, return_message: `ERROR: ${error.message}` }),
  );
  await database.query(
    `insert into cron.job_run_details (jobid, database, username, command, status, return_message,
       start_time, end_time)
     values ($1, current_database(), current_user, $2, $3, $4, $5, $6)`,
    [job.jobid, job.command, outcome.status, outcome.return_message, start, clock()],
  );
  return { jobname: job.jobname, ...outcome };
}

/**
 * Whether a schedule falls into (since, now]: five cron fields in GMT, or "N seconds". An invalid
 * schedule is never due; pg_cron refuses it.
 */
export function isDue(schedule: string, since: Date, now: Date): boolean {
  const seconds = /^\s*(\d+)\s+seconds?\s*$/.exec(schedule)?.[1];
  if (seconds) {
    const period = Number(seconds) * 1000;
    return Math.floor(now.getTime() / period) > Math.floor(since.getTime() / period);
  }
  // pg_cron writes the last day of a month as $.
  const pattern = schedule.replaceAll("$", "L");
  try {
    const next = new Cron(pattern, { timezone: "Etc/GMT", mode: "5-part" }).nextRun(since);
    return next !== null && next <= now;
  } catch {
    return false;
  }
}
