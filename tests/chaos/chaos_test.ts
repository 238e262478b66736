import assert from "node:assert/strict";
import { chaos } from "./chaos.ts";

const SMALL = { mails: 30, kills: 4, dropReplies: 20, senders: 2, lifeMs: 500, leaseSec: 3 };

Deno.test("chaos(): nobody twice, and nobody lost where there is somebody to ask", async (t) => {
  // Side by side, as most of it is waiting for leases to run out.
  const [asked, unasked] = await Promise.all([
    chaos({ ...SMALL, oracle: true }),
    chaos({ ...SMALL, oracle: false }),
  ]);

  await t.step("with a server to ask, every mail arrived once", () => {
    const { sent, duplicates, lost, unknown, others, kills, dropped_replies } = asked;
    const none = { duplicates: 0, lost: 0, unknown: 0, others: 0 };
    assert.deepEqual({ sent, duplicates, lost, unknown, others }, { sent: SMALL.mails, ...none });
    assert.ok(kills > 0 && dropped_replies > 0, `${kills} kills, ${dropped_replies} drops`);
  });

  await t.step("with nobody to ask, all that is missing is listed", () => {
    const { sent, unknown, duplicates, lost, others } = unasked;
    assert.deepEqual({ duplicates, lost, others }, { duplicates: 0, lost: 0, others: 0 });
    assert.ok(unknown > 0);
    assert.equal(sent + unknown, SMALL.mails);
  });
});
