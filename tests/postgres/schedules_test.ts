/** Schedules with the real pg_cron, which works in only one database of a server. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "postgres";
import { startStack } from "../../dev/stack/stack.ts";
import { connect } from "./connections.ts";
import { createDatabase, serverUrl } from "./server.ts";

/** Only a server made for these tests has a pg_cron that works in a database of this name. */
const CRON_DATABASE = "connect3_cron";
const JOBS = [
  "connect3: classify events",
  "connect3: count community",
  "connect3: embed events",
  "connect3: prune logs",
  "connect3: send newsletters",
];

const hasCron = await cronDatabase() === CRON_DATABASE;
const name = (behaviour: string) =>
  hasCron ? behaviour : `${behaviour} (left out: cron.database_name is not ${CRON_DATABASE})`;

Deno.test({
  name: name("apply_schedules() creates jobs that pg_cron runs"),
  ignore: !hasCron,
  fn: async (t) => {
    await using project = await createDatabase({ cronDatabase: CRON_DATABASE });
    await using owner = await connect(project.url);
    const { sql } = owner;
    const jobs = await sql`select * from cron.job order by jobname`;

    await t.step("the migrations create each job", async () => {
      const [extension] = await sql`select extname from pg_extension where extname = 'pg_cron'`;
      assert.ok(extension, "a stand-in is at work");
      assert.deepEqual(jobs.map(({ jobname }) => jobname), JOBS);
      assert.ok(jobs.every(({ active }) => active));
    });

    await t.step("applying them again changes nothing", async () => {
      await sql`select private.apply_schedules()`;
      assert.deepEqual([...await sql`select * from cron.job order by jobname`], [...jobs]);
    });

    await t.step("a running job queues the call of its stage", async () => {
      await sql`select vault.create_secret('http://127.0.0.1:9', 'project_url')`;
      await sql`select vault.create_secret('sb_secret_test', 'cron_key')`;
      await fireEverySecond(sql, "connect3: classify events");
      const [request] = await eventually(() => sql`select * from net.http_request_queue limit 1`);
      assert.equal(request?.url, "http://127.0.0.1:9/functions/v1/classify-events");
      assert.equal(request?.headers.apikey, "sb_secret_test");
      assert.equal(request?.timeout_milliseconds, 150_000);
      const [run] = await eventually(() =>
        sql`select status from cron.job_run_details where status not in ('starting', 'running')`
      );
      assert.equal(run?.status, "succeeded");
    });
  },
});

Deno.test({
  name: name("startStack() serves requests of the real pg_cron"),
  ignore: !hasCron,
  fn: async () => {
    await using empty = await createDatabase({ isMigrated: false, cronDatabase: CRON_DATABASE });
    const stack = await startStack({ db: empty.url, schedules: true });
    try {
      await using owner = await connect(empty.url);
      await fireEverySecond(owner.sql, "connect3: classify events");
      const [answer] = await eventually(() => owner.sql`select * from net._http_response limit 1`);
      assert.equal(answer?.status_code, 200, answer?.content);
      assert.equal(JSON.parse(answer?.content).claimed, 0);
    } finally {
      await stack.stop();
    }
  },
});

/** Runs the migration's own command, with another schedule. */
async function fireEverySecond(sql: Sql, job: string) {
  await sql`select cron.schedule(jobname, '1 second', command) from cron.job where jobname = ${job}`;
}

/** Polls ten times a second for a row, for 20 seconds, because pg_cron has a clock of its own. */
async function eventually<T>(ask: () => PromiseLike<T[]>): Promise<T[]> {
  const end = Date.now() + 20_000;
  for (;;) {
    const rows = await ask();
    if (rows.length > 0) return rows;
    if (Date.now() > end) throw new Error("pg_cron did nothing for 20 seconds");
    await delay(100);
  }
}

/** Name of pg_cron's database; null without pg_cron. */
async function cronDatabase(): Promise<string | null> {
  await using server = await connect(serverUrl());
  const [row] = await server.sql`select current_setting('cron.database_name', true) as name`;
  return row?.name;
}
