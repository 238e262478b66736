import assert from "node:assert/strict";
import { chaos } from "./chaos.ts";

const SMALL = { mails: 30, kills: 4, dropReplies: 20, senders: 2, lifeMs: 500, leaseSec: 3 };

Deno.test("chaos() with a server to ask: nobody twice, nobody lost", async () => {
  const { sent, duplicates, lost, unknown, others, kills, dropped_replies } = await chaos({
    ...SMALL,
    oracle: true,
  });
  assert.deepEqual({ sent, duplicates, lost, unknown, others }, {
    sent: SMALL.mails,
    ...{ duplicates: 0, lost: 0, unknown: 0, others: 0 },
  });
  assert.ok(kills > 0 && dropped_replies > 0, `${kills} kills, ${dropped_replies} drops`);
});

Deno.test("chaos() with nobody to ask: nobody twice, and all that is missing is listed", async () => {
  const { sent, unknown, duplicates, lost, others } = await chaos({ ...SMALL, oracle: false });
  assert.deepEqual({ duplicates, lost, others }, { duplicates: 0, lost: 0, others: 0 });
  assert.ok(unknown > 0);
  assert.equal(sent + unknown, SMALL.mails);
});
