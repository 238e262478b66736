/** Refusals of every mail, in runs of send-newsletters on the embedded stack. */
import assert from "node:assert/strict";
import { startFussyServer } from "./smtp_server.ts";
import { assertRefused, inDays, inHours, inWorld, type Json, type World } from "./world.ts";

const STAGE = "send-newsletters";
type ReplyTo = Parameters<typeof startFussyServer>[0];

/**
 * A world with this many members and a relay that replies to RCPT with the current
 * `answers.replyTo`.
 */
async function withRelay(
  members: number,
  answers: { replyTo: ReplyTo },
  work: (world: World, taken: string[]) => Promise<void>,
) {
  const server = await startFussyServer((address) => answers.replyTo(address));
  try {
    await inWorld(
      { ...server.settings, SMTP_USER: "u", SMTP_PASSWORD: "a password" },
      async (world) => {
        for (let i = 0; i < members; i++) await world.member(`Member${i}`);
        await world.events({ title: "A walk", starts_at: inDays(2) });
        await work(world, server.taken);
      },
    );
  } finally {
    await server.stop();
  }
}

const statuses = async ({ stack }: World) => {
  const rows = await stack.sql("select status, count(*)::int as n from email_logs group by 1");
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
};
const sendingOf = async ({ service }: World, at: string): Promise<Json> =>
  (await service.rpc("pipeline_status", { p_now: at })).data.sending;

Deno.test("a refusal of every mail with an unknown message pauses the account and suppresses nobody", async (t) => {
  const refuse: ReplyTo = (to) => ({ code: 550, text: `5.1.1 <${to}> não pode (4/150)` });
  const answers = { replyTo: refuse };
  await withRelay(7, answers, async (world, taken) => {
    const { call, run, at, service } = world;

    await t.step("503, no member suppressed or failed, and the status has the reason", async () => {
      assertRefused(await call(STAGE, { body: {} }), 503, "sending_stopped", "a pause");
      assert.deepEqual(await statuses(world), { queued: 7 });
      const { paused, cause, detail, suppressed } = await sendingOf(world, inHours(0.1));
      assert.deepEqual([paused, cause, suppressed], [true, "same_refusal", 0]);
      assert.match(detail, /não pode/);
    });

    await t.step("one probe after the pause is enough to pause again", async () => {
      await at(inHours(1.1));
      assertRefused(await call(STAGE, { body: {} }), 503, "sending_stopped", "a probe");
      assert.deepEqual(await statuses(world), { queued: 7 });
    });

    await t.step("after the repair all members get the mail of the same edition", async () => {
      answers.replyTo = () => undefined;
      await service.rpc("resume_sending", { p_now: inHours(3) });
      await at(inHours(3.1));
      assert.equal((await run(STAGE)).sent, 7);
      assert.equal(new Set(taken).size, 7);
    });
  });
});

Deno.test("unknown readers are suppressed at once if other mails are accepted", async () => {
  const gone: ReplyTo = (to) =>
    /member[25]@/.test(to) ? { code: 550, text: "5.1.1 user unknown" } : undefined;
  await withRelay(8, { replyTo: gone }, async (world, taken) => {
    const { sent, failed, paused } = await world.run(STAGE);
    assert.deepEqual([sent, failed, paused], [6, 2, null]);
    assert.equal((await sendingOf(world, inHours(0.1))).suppressed, 2);
    assert.equal(taken.length, 6);
  });
});

Deno.test("resume_sending() confirms the refusals: refused readers are suppressed, within the limit", async () => {
  const replyTo: ReplyTo = () => ({ code: 550, text: "5.1.1 user unknown" });
  await withRelay(7, { replyTo }, async (world) => {
    const { call, run, service, at } = world;
    assertRefused(await call(STAGE, { body: {} }), 503, "sending_stopped", "all refused alike");
    await service.rpc("resume_sending", { p_now: inHours(1) });
    await at(inHours(1.5));
    assert.equal((await run(STAGE)).failed, 7);
    const { suppressed, suppressions_held } = await sendingOf(world, inHours(2));
    assert.deepEqual([suppressed, suppressions_held], [5, 2]);
  });
});
