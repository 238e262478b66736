/** What a mailbox proves about mails without an answer: a mailbox of the test's own, and the stack's database. */
import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import type { Stack } from "../dev/stack/stack.ts";
import { nothingFound, reconcile } from "../supabase/functions/send-newsletters/reconcile.ts";
import { inHours, inWorld } from "./world.ts";

/** Looks into a Sent folder with these mails, and an inbox that cannot be read. */
async function look({ url, secretKey: key }: Stack, folder: string[], hours: number) {
  const counts = nothingFound();
  const error = await reconcile({
    db: { client: createClient(url, key), url, key },
    now: () => new Date(inHours(hours)),
    graceSec: 3600,
    openMailbox: () =>
      Promise.resolve({
        hasSent: (id: string) => Promise.resolve(folder.includes(id)),
        reports: () => ({
          [Symbol.asyncIterator]: () => ({
            next: () => Promise.reject(new Error("a report that nobody can read")),
          }),
        }),
        close: () => Promise.resolve(),
      }),
  }, counts);
  return [counts.found, counts.requeued, error];
}

Deno.test("a mail that is missing is sent again where mails before and after it are not", async (t) => {
  await inWorld({}, async ({ stack, member }) => {
    for (const name of ["Ada", "Bob", "Cyd"]) await member(name);
    await stack.sql("insert into newsletters (frequency, period) values ('weekly', '2025-08-18')");
    const mails = [
      { name: "Ada", status: "sent", reply: "250 OK", sent_at: inHours(0) },
      { name: "Bob", status: "unknown", unknown_since: inHours(1) },
      { name: "Cyd", status: "sent", reply: "250 OK", sent_at: inHours(2) },
    ];
    await stack.sql(
      `insert into email_logs (newsletter_id, user_id, to_address, message_id, mail, created_for,
         expires_at, status, reply, sent_at, unknown_since)
       select n.id, u.id, u.email, format('<%s@club.example>', r.name), '{}', $2, $3, r.status,
         r.reply, r.sent_at, r.unknown_since
       from newsletters n cross join jsonb_to_recordset($1) as r (name text, status text, reply text,
         sent_at timestamptz, unknown_since timestamptz) join users u on u.name = r.name`,
      [JSON.stringify(mails), inHours(0), inHours(9)],
    );
    const [before, missing, after] = ["Ada", "Bob", "Cyd"].map((name) => `<${name}@club.example>`);

    await t.step(
      "the account was another one then, or keeps copies no more: it stays",
      async () => {
        for (const folder of [[after!], [before!], []]) {
          const [found, requeued] = await look(stack, folder, 3);
          assert.deepEqual([found, requeued], [0, 0], `${folder}`);
        }
      },
    );

    await t.step("there are copies of both: it is queued, whatever the inbox holds", async () => {
      const error = "a report that nobody can read";
      assert.deepEqual(await look(stack, [before!, after!], 3), [0, 1, error]);
      assert.deepEqual(await look(stack, [before!, missing!, after!], 3), [0, 0, error]);
    });
  });
});
