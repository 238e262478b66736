import assert from "node:assert/strict";
import { chance } from "../../dev/sample/chance.ts";
import { chaos, type ChaosReport } from "./chaos.ts";

const SMALL = { mails: 30, kills: 4, dropReplies: 20, senders: 2, lifeMs: 20 };
/**
 * Dropped replies among the mails that surely reach the server; each death prevents at most one.
 */
const DROPS = Math.floor((SMALL.mails - SMALL.kills) * SMALL.dropReplies / 100);

function chances(seed: number): () => number {
  let drawn = 0;
  return () => chance(seed, drawn++);
}

Deno.test("chaos() finds no duplicate mail, and no lost mail if the server can be asked", async (t) => {
  // In parallel, because most of the time is spent on starting processes.
  const [asked, unasked] = await Promise.all([
    chaos({ ...SMALL, oracle: true, random: chances(1) }),
    chaos({ ...SMALL, oracle: false, random: chances(2) }),
  ]);

  await t.step("senders died and replies were lost", () => {
    for (const { kills, dropped_replies } of [asked, unasked]) {
      // The other doomed sender may find no mail left if a process starts late.
      assert.ok(kills > 0 && dropped_replies >= DROPS, `${kills} kills, ${dropped_replies} drops`);
    }
  });

  await t.step("with lookups, every mail arrived once", () => {
    const none = { duplicates: 0, lost: 0, unknown: 0, others: 0 };
    assert.deepEqual(outcomesOf(asked), { ...none, sent: SMALL.mails });
  });

  await t.step("without lookups, every missing mail is listed as unknown", () => {
    const { sent, unknown, ...others } = outcomesOf(unasked);
    assert.deepEqual(others, { duplicates: 0, lost: 0, others: 0 });
    assert.ok(unknown >= DROPS, `${unknown}`);
    assert.equal(sent + unknown, SMALL.mails);
  });
});

const outcomesOf = ({ sent, duplicates, lost, unknown, others }: ChaosReport) => ({
  ...{ sent, duplicates, lost, unknown, others },
});
