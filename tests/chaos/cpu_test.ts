/**
 * The sending run in a process that the kernel kills after a second of CPU, as the platform does
 * after two. Wherever it is killed, mails have left, and none is lost or sent twice.
 */
import assert from "node:assert/strict";
import { inWorld, NOW, type World } from "../world.ts";

const STAGE = "send-newsletters";
const MINUTE = 60_000;
const SETTINGS = { MAIL_QUOTA_PER_DAY: "100000", TIME_BUDGET_SEC: "60", SMTP_TIMEOUT_SEC: "20" };

const hasPrlimit = await new Deno.Command("prlimit", { args: ["--version"], stdout: "null" })
  .output().then(({ success }) => success, () => false);

/** A world with this many members and events for them. */
async function withMembers(
  members: number,
  settings: Record<string, string>,
  work: (world: World) => Promise<void>,
) {
  await inWorld({ ...SETTINGS, ...settings }, async (world) => {
    await world.stack.sql(
      `insert into auth.users (id, email, email_confirmed_at)
       select gen_random_uuid(), 'member' || n || '@example.org', $1::timestamptz
       from generate_series(1, ${members}) n`,
      [new Date(NOW.getTime() - 24 * 60 * MINUTE).toISOString()],
    );
    await world.events(...Array.from({ length: 30 }, (_, n) => ({ title: `An evening of ${n}` })));
    await work(world);
  });
}

/** The functions' process: the child of this process with their folder as argument. */
function findFunctions(): number {
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const [, after = ""] = Deno.readTextFileSync(`/proc/${name}/stat`).split(") ");
      const isOurs = Number(after.split(" ")[1]) === Deno.pid;
      const command = Deno.readTextFileSync(`/proc/${name}/cmdline`);
      if (isOurs && command.includes("functions_worker")) return Number(name);
    } catch { /* it has ended */ }
  }
  throw new Error("the functions have no process");
}

/**
 * Runs the stage once, `minutes` after NOW, in a new process with a CPU limit. Returns the status.
 */
async function runUnder(cpuSeconds: number, world: World, minutes: number): Promise<number> {
  await world.at(new Date(NOW.getTime() + minutes * MINUTE));
  // Loaded before the limit applies, as in a warm function.
  await world.call(STAGE, { method: "OPTIONS" });
  const limit = [`--pid=${findFunctions()}`, `--cpu=${cpuSeconds}`];
  const { success } = await new Deno.Command("prlimit", { args: limit }).output();
  assert.ok(success);
  return (await world.call(STAGE, { body: {} })).status;
}

/** Members by the state of their mail in the outbox and by the number of arrivals. */
async function outcomes({ stack }: World) {
  const arrived = stack.mailbox.messages().map(({ recipients }) => `${recipients}`);
  const rows = await stack.sql<{ to_address: string; status: string }>(
    "select to_address, status from email_logs",
  );
  const copies = (address: string) => arrived.filter((to) => to === address).length;
  return {
    sent: rows.filter(({ status }) => status === "sent").length,
    unknown: rows.filter(({ status }) => status === "unknown").length,
    twice: arrived.length - new Set(arrived).size,
    missing: rows.filter((row) => row.status === "sent" && copies(row.to_address) !== 1),
  };
}

Deno.test({
  name:
    "send-newsletters killed repeatedly by its CPU limit sends every member one mail or lists it",
  ignore: !hasPrlimit,
  fn: () => {
    const members = 300; // more than a second of CPU can serve
    return withMembers(members, { CPU_BUDGET_MS: "600000" }, async (world) => {
      let [kills, done] = [0, 0];
      for (let round = 0; done < members; round++) {
        assert.ok(round < 100, `after ${round} runs ${done} of ${members} are done`);
        if (await runUnder(1, world, 4 * round) !== 200) kills++;
        const { sent, unknown, twice, missing } = await outcomes(world);
        assert.deepEqual({ twice, missing }, { twice: 0, missing: [] }, `round ${round}`);
        done = sent + unknown;
      }
      assert.ok(kills > 0, "the limit ended no run: it tells nothing");
    });
  },
});

Deno.test({
  name: "send-newsletters stops at its own CPU budget before the limit, and the next run continues",
  ignore: !hasPrlimit,
  fn: () => {
    const members = 30;
    return withMembers(members, { CPU_BUDGET_MS: "600" }, async (world) => {
      for (let round = 0; (await outcomes(world)).sent < members; round++) {
        assert.ok(round < 100, `the runs do not get on`);
        assert.equal(await runUnder(5, world, 4 * round), 200, `round ${round}`);
      }
      const { sent, unknown, twice, missing } = await outcomes(world);
      assert.deepEqual(
        { sent, unknown, twice, missing },
        { sent: members, unknown: 0, twice: 0, missing: [] },
      );
    });
  },
});
