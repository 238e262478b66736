import assert from "node:assert/strict";
import { App } from "@supabase/lite";
import { createCron } from "./cron.ts";
import { openPglite } from "./database.ts";
import { applyMigrations, preparePlatform, STAND_INS } from "./migrate.ts";
import { sendRequests, takeRequests } from "./net.ts";

const NEVER = new AbortController().signal;

Deno.test("preparePlatform() creates stand-ins with the signatures of the real extensions", async (t) => {
  const database = await openPglite();
  const app = new App({ connection: database.connection, auth: { enabled: true } });
  const { query } = database;
  assert.deepEqual(await preparePlatform(database, app), [...STAND_INS]);
  assert.deepEqual(await preparePlatform(database, app), [...STAND_INS], "and again");

  await t.step(
    "cron.schedule() upserts by name; cron.unschedule() raises on a missing job",
    async () => {
      const schedule = "select cron.schedule('job', $1, 'select 1') as id";
      const [first] = await query(schedule, ["0 1 * * *"]);
      const [second] = await query(schedule, ["30 seconds"]);
      assert.deepEqual(second, first);
      assert.deepEqual(await query("select jobname, schedule, active from cron.job"), [
        { jobname: "job", schedule: "30 seconds", active: true },
      ]);
      await assert.rejects(query(schedule, ["often"]), /invalid schedule: often/);
      await assert.rejects(query(schedule, ["60 seconds"]), /invalid schedule/);
      await query("select cron.unschedule('job')");
      await assert.rejects(query("select cron.unschedule('job')"), /could not find valid entry/);
      await assert.rejects(query("select cron.unschedule(9)"), /could not find valid entry/);
    },
  );

  await t.step(
    "net.http_post() queues at once, and responses are recorded in the database",
    async () => {
      const server = Deno.serve(
        { hostname: "127.0.0.1", port: 0, onListen: () => {} },
        async (request) =>
          Response.json({
            search: new URL(request.url).search,
            header: request.headers.get("x-key"),
            body: await request.json(),
          }, { status: 201 }),
      );
      await query(
        `select net.http_post(url := $1, body := '{"a": 1}', params := '{"q": "é &"}',
         headers := '{"x-key": "k"}', timeout_milliseconds := 5000)`,
        [`http://127.0.0.1:${server.addr.port}/`],
      );
      const requests = await takeRequests(database);
      assert.equal(requests.length, 1);
      assert.deepEqual(await takeRequests(database), [], "a request is taken once");
      const [answer] = await sendRequests(database, requests, NEVER);
      await server.shutdown();
      assert.equal(answer?.status_code, 201);
      assert.deepEqual(JSON.parse(answer?.content ?? ""), {
        search: "?%71=%c3%a9%20%26",
        header: "k",
        body: { a: 1 },
      });
      const rows = await query(
        "select id, status_code, content_type, timed_out from net._http_response",
      );
      const [row] = rows;
      assert.deepEqual(row, {
        id: answer?.id,
        status_code: 201,
        content_type: "application/json",
        timed_out: false,
      });
    },
  );

  await t.step("a request without a response ends at its timeout with an error", async () => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    await query("select net.http_post(url := $1, timeout_milliseconds := 50)", [
      `http://127.0.0.1:${listener.addr.port}/`,
    ]);
    const [answer] = await sendRequests(database, await takeRequests(database), NEVER);
    listener.close();
    assert.deepEqual([answer?.status_code, answer?.timed_out], [null, true]);
    assert.equal(answer?.error_msg, "Timeout of 50 ms reached");
  });

  await t.step("a stopping stack aborts requests and records that", async () => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const address = `http://127.0.0.1:${listener.addr.port}/`;
    await query("select cron.schedule('waits', '* * * * *', $1)", [
      `select net.http_post(url := '${address}', timeout_milliseconds := 60000)`,
    ]);
    const cron = createCron(database, () => new Date());
    const run = cron.runJob("waits");
    const connection = await listener.accept();
    await cron.stop();
    const [answer] = (await run).answers;
    connection.close();
    listener.close();
    assert.deepEqual([answer?.status_code, answer?.timed_out], [null, false]);
    assert.match(answer?.error_msg ?? "", /abort/i);
  });

  await t.step(
    "Vault creates, updates and shows a secret, but not to the API roles",
    async () => {
      await query("select vault.create_secret('one', 'key', 'what for')");
      await assert.rejects(query("select vault.create_secret('one', 'key')"), /duplicate key/);
      await query("select vault.update_secret((select id from vault.secrets), 'two')");
      assert.deepEqual(
        await query("select name, description, decrypted_secret from vault.decrypted_secrets"),
        [{ name: "key", description: "what for", decrypted_secret: "two" }],
      );
      for (const role of ["anon", "authenticated", "service_role"]) {
        for (const schema of ["vault", "cron", "net"]) {
          const [row] = await query("select has_schema_privilege($1, $2, 'usage') as may", [
            role,
            schema,
          ]);
          assert.equal(row?.may, false, `${role} in ${schema}`);
        }
      }
    },
  );

  await t.step(
    "applyMigrations() applies a migration atomically, and its error names it",
    async () => {
      const directory = await Deno.makeTempDir();
      const folder = new URL(`file://${directory}/`);
      await Deno.writeTextFile(`${directory}/20260101_good.sql`, "create table public.good ();");
      await Deno.writeTextFile(
        `${directory}/20260102_bad.sql`,
        "create table public.bad (); select 1/0;",
      );
      await Deno.writeTextFile(`${directory}/README.md`, "no migration");
      await assert.rejects(applyMigrations(database, folder), {
        message: "Cannot apply the migration 20260102_bad.sql: division by zero",
      });
      const [row] = await query(
        "select to_regclass('public.good') is not null as good, to_regclass('public.bad') as bad",
      );
      assert.deepEqual(row, { good: true, bad: null });
      await Deno.writeTextFile(`${directory}/20260102_bad.sql`, "create table public.bad ();");
      assert.deepEqual(await applyMigrations(database, folder), ["20260102_bad.sql"]);
      await Deno.remove(directory, { recursive: true });
    },
  );

  await database.close();
});
