/** Reports that name a foreign id, complaints, and unsubscribing mails, on the stack's database. */
import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import type { Report } from "../supabase/functions/_shared/edge/mail/bounce.ts";
import { type LinkKeys, signToken } from "../supabase/functions/_shared/links/links.ts";
import { nothingFound, reconcile } from "../supabase/functions/send-newsletters/reconcile.ts";
import { inDays, inHours, inWorld, type World } from "./world.ts";

const KEYS: LinkKeys = [{ kid: "k1", secret: "x".repeat(40) }];

/** Reads these reports from an inbox without a folder of sent mails. */
async function read({ stack: { url, secretKey: key } }: World, reports: Report[]) {
  const counts = nothingFound();
  const error = await reconcile({
    db: { client: createClient(url, key), url, key },
    now: () => new Date(inHours(1)),
    graceSec: 3600,
    linkKeys: KEYS,
    openMailbox: () =>
      Promise.resolve({
        hasSent: () => Promise.reject(new Error("Cannot find the folder of sent mails")),
        async *reports() {
          yield* reports;
        },
        close: () => Promise.resolve(),
      }),
  }, counts);
  return { ...counts, error };
}

const bounceOf = (original: string, to: string): Report => ({
  status: `Final-Recipient: rfc822; ${to}\r\nAction: failed\r\nStatus: 5.1.1\r\n`,
  original,
});
const complaintOf = (original: string): Report => ({
  status: "",
  original,
  feedback: "Feedback-Type: abuse\r\nVersion: 1\r\n",
});

Deno.test("a mailbox without a Sent folder yields bounces, complaints and unsubscriptions", async (t) => {
  await inWorld({}, async (world) => {
    const { stack, service } = world;
    const ids = new Map<string, string>();
    for (const name of ["Ada", "Bob", "Cyd", "Dan"]) ids.set(name, (await world.member(name)).id);
    await world.events({ title: "A walk", starts_at: inDays(5) });
    assert.equal((await world.run("send-newsletters")).sent, 4);
    await stack.sql(
      "update email_logs set reply = '250 Ok 0102018f00000000-' || split_part(to_address, '@', 1) || '-000000'",
    );
    const mailOf = async (name: string) =>
      (await stack.sql<{ message_id: string; status: string }>(
        "select message_id, status from email_logs where to_address = $1",
        [`${name.toLowerCase()}@example.org`],
      ))[0]!;
    const frequencyOf = async (name: string) =>
      (await stack.sql("select newsletter_frequency as f from users where id = $1", [
        ids.get(name),
      ]))[0]?.f;

    await t.step("a bounce with only the relay's id, for the same address", async () => {
      const theirs = "Message-ID: <0102018f00000000-ada-000000@relay.example>";
      assert.equal((await read(world, [bounceOf(theirs, "eve@example.org")])).bounced, 0);
      const told = [bounceOf(theirs, "ada@example.org")];
      const { bounced, error } = await read(world, told);
      assert.deepEqual([bounced, error], [1, null]);
      assert.equal((await mailOf("Ada")).status, "bounced");
      assert.equal((await read(world, told)).bounced, 0);
    });

    await t.step("a complaint unsubscribes at once, and counts once", async () => {
      const { message_id } = await mailOf("Bob");
      const told = [complaintOf(`Message-ID: ${message_id}\r\n`)];
      assert.equal((await read(world, [...told, ...told])).complaints, 1);
      assert.equal(await frequencyOf("Bob"), "off");
      const { data } = await service.rpc("pipeline_status", { p_now: inHours(2) });
      assert.equal(data.sending.complaints_7d, 1);
      assert.equal(
        (await read(world, [complaintOf("Message-ID: <a@b.example>\r\n")])).complaints,
        0,
      );
    });

    await t.step("a mail with a token unsubscribes its reader, from any sender", async () => {
      const token = signToken({ action: "unsubscribe", user_id: ids.get("Cyd")! }, KEYS);
      const forged = token.replace(/.$/, (last) => last === "A" ? "B" : "A");
      const mail = (text: string): Report => ({ status: "", original: "", subject: text });
      const { unsubscribed } = await read(world, [
        mail(`unsubscribe ${forged}`),
        mail("unsubscribe"),
        mail(`Re: unsubscribe ${token}`),
      ]);
      assert.equal(unsubscribed, 1);
      assert.equal(await frequencyOf("Cyd"), "off");
      assert.equal(await frequencyOf("Dan"), "weekly");
    });
  });
});
