/** Looks up mails in the account's mailbox, with a real IMAP server and the stack's database. */
import assert from "node:assert/strict";
import { ImapFlow } from "imapflow";
import { openImapMailbox } from "../supabase/functions/_shared/edge/mail/mailbox_imap.ts";
import { dovecotMissing, startDovecot } from "./dovecot.ts";
import { inDays, inHours, inWorld, type World } from "./world.ts";

const STAGE = "send-newsletters";
const missing = await dovecotMissing();
if (missing) console.warn(`tests/imap_test.ts is skipped: ${missing}`);

/** A delivery report as a mail server writes it. */
function reportOn(
  messageId: string,
  status: string,
  { action = "failed", to = "somebody@else.example" } = {},
): string {
  return [
    "From: Mail Delivery Subsystem <mailer-daemon@mx.example>",
    "To: news@club.example",
    "Subject: Delivery Status Notification",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    ...["--b", "Content-Type: text/plain", "", "Sorry.", ""],
    ...["--b", "Content-Type: message/delivery-status", ""],
    "Reporting-MTA: dns; mx.example",
    "",
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    "Diagnostic-Code: smtp; 550 No such user",
    "",
    ...["--b", "Content-Type: text/rfc822-headers", "Content-Transfer-Encoding: base64", ""],
    ...[btoa(`Subject: x\r\nMessage-ID: ${messageId}\r\n`), "", "--b--", ""],
  ].join("\r\n");
}

async function withServer(
  work: (
    world: World,
    put: (folder: string, source: string) => Promise<void>,
  ) => Promise<void>,
) {
  await using server = await startDovecot();
  const { host, port, user, password } = server.settings;
  const settings = {
    ...{ IMAP_HOST: host, IMAP_PORT: `${port}`, IMAP_SECURITY: "none" },
    ...{ IMAP_USER: user, IMAP_PASSWORD: password },
  };
  await inWorld(settings, async (world) => {
    await work(world, async (folder, source) => {
      const client = new ImapFlow({
        ...{ host, port, secure: false, doSTARTTLS: false, logger: false },
        auth: { user, pass: password },
      });
      await client.connect();
      await client.append(folder, source, [], inHours(0));
      await client.logout();
    });
  });
}

Deno.test(
  { name: "send-newsletters looks up mails without a reply", ignore: missing !== null },
  async (t) => {
    await withServer(async ({ stack, member, events, run, at, service }, put) => {
      for (const name of ["Ada", "Bob", "Cyd"]) await member(name);
      await events({ title: "A chess evening", starts_at: inDays(5) });
      assert.equal((await run(STAGE)).sent, 3);
      const idOf = async (name: string) => {
        const [row] = await stack.sql<{ message_id: string }>(
          "select message_id from email_logs where to_address = $1",
          [`${name}@example.org`],
        );
        return row!.message_id;
      };
      const states = async () => {
        const rows = await stack.sql("select to_address, status from email_logs order by 1");
        return rows.map(({ to_address, status }) => `${to_address}`.slice(0, 3) + ` ${status}`);
      };
      const copy = async (name: string) =>
        await put("Sent", `Message-ID: ${await idOf(name)}\r\nSubject: x\r\n\r\nA copy\r\n`);
      const forget = `update email_logs set status = 'unknown', unknown_since = $1, sent_at = null,
      reply = null where to_address <> 'cyd@example.org' and status = 'sent'`;
      await stack.sql(forget, [inHours(0)]);

      await t.step(
        "a found mail counts as sent; a missing one stays unknown in an unproven folder",
        async () => {
          await copy("ada");
          await at(inHours(2));
          const { found, requeued, sent, mailbox_error } = await run(STAGE);
          assert.deepEqual([found, requeued, sent, mailbox_error], [1, 0, 0, null]);
          assert.deepEqual(await states(), ["ada sent", "bob unknown", "cyd sent"]);
        },
      );

      await t.step(
        "a mail missing for a short time from a folder with copies stays unknown",
        async () => {
          await copy("cyd");
          await stack.sql("update email_logs set unknown_since = $1 where status = 'unknown'", [
            inHours(2),
          ]);
          assert.equal((await run(STAGE)).requeued, 0);
          assert.deepEqual(await states(), ["ada sent", "bob unknown", "cyd sent"]);
        },
      );

      await t.step(
        "a mail missing for an hour is queued again and sent by the same run",
        async () => {
          await at(inHours(3.5));
          stack.mailbox.clear();
          const { found, requeued, sent } = await run(STAGE);
          assert.deepEqual([found, requeued, sent], [0, 1, 1]);
          assert.deepEqual(stack.mailbox.messages().map(({ recipients }) => recipients), [[
            "bob@example.org",
          ]]);
        },
      );

      await t.step("a mail missing a second time stays until an operator settles it", async () => {
        await stack.sql(forget, [inHours(4)]);
        await copy("ada");
        await at(inHours(6));
        const { found, requeued } = await run(STAGE);
        assert.deepEqual([found, requeued], [1, 0]);
        const { data } = await service.rpc("troubled_mails");
        assert.deepEqual(
          data.map(({ status, to_address }: Record<string, string>) => [status, to_address]),
          [
            ["unknown", "bob@example.org"],
          ],
        );
        const settlement = { p_now: inHours(6), p_id: data[0].id, p_as: "sent" };
        assert.equal((await service.rpc("settle_unknown_mail", settlement)).data, "sent");
        assert.equal((await service.rpc("settle_unknown_mail", settlement)).data, null);
      });

      await t.step(
        "a report marks the mail as bounced, and suppresses only a dead address",
        async () => {
          await put("INBOX", reportOn(await idOf("ada"), "5.1.1", { to: "Ada@example.org" }));
          await put("INBOX", reportOn(await idOf("bob"), "5.7.1"));
          await put("INBOX", reportOn(await idOf("cyd"), "4.4.1", { action: "delayed" }));
          await put("INBOX", reportOn("<some.other@mail.example>", "5.1.1"));
          // All that another member can know about Cyd's mail.
          const [cyd] = await stack.sql(
            "select newsletter_id, user_id from email_logs where to_address = 'cyd@example.org'",
          );
          const guess = `<${cyd?.newsletter_id}.${cyd?.user_id}@club.example>`;
          await put("INBOX", reportOn(guess, "5.1.1"));
          await put("INBOX", "From: postmaster@mx.example\r\nSubject: Hello\r\n\r\nNo report\r\n");
          const { bounced, mailbox_error } = await run(STAGE);
          assert.deepEqual([bounced, mailbox_error], [2, null]);
          assert.deepEqual(await states(), ["ada bounced", "bob bounced", "cyd sent"]);
          const suppressed = await stack.sql("select address, reason from suppressions");
          assert.deepEqual(suppressed.map((row) => ({ ...row })), [
            { address: "ada@example.org", reason: "bounced: smtp; 550 No such user" },
          ]);
          assert.equal((await run(STAGE)).bounced, 0);
        },
      );
    });
  },
);

Deno.test(
  { name: "a failing mailbox delays no mail", ignore: missing !== null },
  async () => {
    await withServer(async ({ member, events, run, with: restart }) => {
      await member("Ada");
      await events({ title: "A chess evening", starts_at: inDays(5) });
      await restart({ IMAP_PASSWORD: "not this one" });
      const { sent, mailbox_error } = await run(STAGE);
      assert.equal(sent, 1);
      assert.match(mailbox_error, /fail/i);
      assert.doesNotMatch(mailbox_error, /not this one/);
      await restart({ IMAP_PORT: "1" });
      assert.match((await run(STAGE)).mailbox_error, /refused/i);
    });
  },
);

Deno.test(
  { name: "openImapMailbox() names the missing folder or server", ignore: missing !== null },
  async () => {
    await using server = await startDovecot();
    const mailbox = await openImapMailbox({ ...server.settings, sentFolder: "Nowhere" });
    await assert.rejects(mailbox.hasSent("<a@b>"));
    await mailbox.close();
  },
);

Deno.test(
  {
    name: "reports() leaves none unread for good, however many there are",
    ignore: missing !== null,
  },
  async () => {
    await using server = await startDovecot();
    const { host, port, user, password } = server.settings;
    const client = new ImapFlow({
      ...{ host, port, secure: false, doSTARTTLS: false, logger: false },
      auth: { user, pass: password },
    });
    await client.connect();
    for (let i = 0; i < 60; i++) {
      await client.append("INBOX", reportOn(`<${i}@club.example>`, "5.1.1"), [], inHours(0));
    }
    await client.logout();
    const read = new Set<string>();
    for (let start = 0; start < 12 && read.size < 60; start++) {
      // Like a cold start: a fresh module instance that has read nothing yet.
      const path = `../supabase/functions/_shared/edge/mail/mailbox_imap.ts?start=${start}`;
      const { openImapMailbox }:
        typeof import("../supabase/functions/_shared/edge/mail/mailbox_imap.ts") = await import(
          path
        );
      const mailbox = await openImapMailbox(server.settings);
      for await (const { original } of mailbox.reports(new Date(inHours(-24)))) read.add(original);
      await mailbox.close();
    }
    assert.equal(read.size, 60);
  },
);
