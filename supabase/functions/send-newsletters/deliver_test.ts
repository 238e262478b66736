import assert from "node:assert/strict";
import { type Args, SqlError, testDb } from "../_shared/edge/db/test_db.ts";
import type { Mail, Mailer, Outcome } from "../_shared/edge/mail/mail.ts";
import { deliver } from "./deliver.ts";

const NOW = new Date("2026-11-23T09:00:00Z");

const mailOf = (id: string): Mail => ({
  message_id: `<${id}@club.example>`,
  date: NOW.toISOString(),
  from: { name: "Club", address: "news@club.example" },
  to: { name: "", address: `${id}@reader.example` },
  subject: `For ${id}`,
  html: "",
  text: "",
  headers: {},
});

const SENT: Outcome = {
  state: "sent",
  phase: "replied",
  action: "sent",
  reply: { code: 250, enhanced: null, text: "250 OK" },
};

const TOO_FAST: Outcome = {
  state: "deferred",
  phase: "replied",
  action: "slow_down",
  reply: { code: 454, enhanced: null, text: "454 Throttling failure" },
  cause: "rate",
};

interface Play {
  /** Claimed in one call each. */
  claims: string[][];
  /** Ids whose content the claim leaves out. */
  planned?: string[];
  outcome?: (id: string) => Outcome;
  /** Whether the lease of the next mail holds. */
  dial?: (args: Args) => boolean;
  /** How many mails there is CPU for. */
  mails?: number;
  limit?: number;
}

/** Plays a delivery; `log` is every call of the database and every mail, in their order. */
async function play({ claims, planned = [], outcome, dial, mails = Infinity, limit = 100 }: Play) {
  const log: string[] = [];
  const left = [...claims];
  const idOf = (value: unknown) => `${value}`.replace("id-", "");
  const { db } = testDb({
    claim_mails: ({ p_limit }) => {
      const ids = left.shift() ?? [];
      log.push(`claim ${p_limit}`);
      return ids.map((id) => ({
        id: `id-${id}`,
        attempt: 1,
        failures: 0,
        message_id: `<${id}@club.example>`,
        mail: planned.includes(id) ? null : mailOf(id),
      }));
    },
    mark_mail_phase: ({ p_id, p_phase }) => {
      log.push(`${p_phase} ${idOf(p_id)}`);
      return true;
    },
    settle_mail: ({ p_id, p_status }) => {
      log.push(`${p_status} ${idOf(p_id)}`);
      return true;
    },
    settle_and_dial: (args) => {
      log.push(`${args.p_status} ${idOf(args.p_id)}, dialling ${idOf(args.p_next)}`);
      return dial?.(args) ?? true;
    },
  });
  let sent = 0;
  const mailer: Mailer = {
    async send(mail, { onPhase }) {
      await onPhase?.("dialling");
      await onPhase?.("dot");
      sent++;
      log.push(`mail ${mail.subject}`);
      return outcome?.(mail.subject.slice(4)) ?? SENT;
    },
    close: () => Promise.resolve(),
  };
  const counts = { sent: 0, failed: 0, deferred: 0, unknown: 0, slowed: 0 };
  const done = await deliver(
    {
      db,
      mailer,
      now: () => NOW,
      random: () => 0.5,
      wait: () => Promise.resolve(),
      owner: "run",
      leaseSec: 60,
      mailMs: 1,
      limit,
      quota: 1_000,
      deadline: {
        isOpen: () => sent < mails,
        left: () => sent < mails ? 1_000_000 : 0,
        spend: () => {},
        signal: new AbortController().signal,
      },
    },
    counts,
    new Map(planned.map((id) => [`<${id}@club.example>`, mailOf(id)])),
  );
  return { log, counts, done };
}

Deno.test("deliver() takes two calls a mail: the dot, and the settlement that marks the next", async () => {
  const { log, counts, done } = await play({ claims: [["a", "b", "c"]] });
  assert.deepEqual(log, [
    "claim 10",
    ...["dot a", "mail For a", "sent a, dialling b"],
    ...["dot b", "mail For b", "sent b, dialling c"],
    ...["dot c", "mail For c", "sent c"],
    "claim 10",
  ]);
  assert.deepEqual([counts.sent, done], [3, 3]);
});

Deno.test("deliver() sends what the run planned itself without fetching it, and fetches the rest", async () => {
  const { log } = await play({ claims: [["mine", "older"]], planned: ["mine"] });
  assert.deepEqual(log.filter((line) => line.startsWith("mail")), [
    "mail For mine",
    "mail For older",
  ]);
  await assert.rejects(
    deliver(
      {
        ...({} as Parameters<typeof deliver>[0]),
        db: testDb({
          claim_mails:
            () => [{ id: "x", attempt: 1, failures: 0, message_id: "<x@y>", mail: null }],
        }).db,
        now: () => NOW,
        limit: 1,
        mailMs: 1,
        deadline: {
          isOpen: () => true,
          left: () => 1_000,
          spend: () => {},
          signal: new AbortController().signal,
        },
      },
      { sent: 0, failed: 0, deferred: 0, unknown: 0 },
    ),
    /Cannot send <x@y>: this run did not plan it/,
  );
});

Deno.test("deliver() gives back what it has no CPU for, and marks none of it as dialling", async () => {
  const { log, counts, done } = await play({ claims: [["a", "b", "c", "d"]], mails: 2 });
  assert.deepEqual(log, [
    "claim 10",
    ...["dot a", "mail For a", "sent a, dialling b"],
    ...["dot b", "mail For b", "sent b"],
    ...["queued c", "queued d"],
  ]);
  assert.deepEqual([counts.sent, counts.deferred, done], [2, 2, 2]);
  assert.deepEqual((await play({ claims: [["a"]], mails: 0 })).log, []);
});

Deno.test("deliver() marks a mail itself where the settlement before it could not", async () => {
  const { log } = await play({ claims: [["a", "b"]], dial: () => false });
  assert.deepEqual(log.slice(4, 7), ["dialling b", "dot b", "mail For b"]);
});

Deno.test("deliver() tries a settlement again that the database did not take", async () => {
  let failures = 2;
  const { counts, log } = await play({
    claims: [["a", "b"]],
    dial: () => {
      if (failures-- > 0) throw new SqlError("57P01");
      return true;
    },
  });
  assert.equal(counts.sent, 2);
  assert.equal(log.filter((line) => line === "sent a, dialling b").length, 3);
});

Deno.test("deliver() stops and gives back where a reply is about the account, dialling none further", async () => {
  const { log, counts, done } = await play({
    claims: [["a", "b", "c"]],
    outcome: (id) =>
      id === "a" ? SENT : {
        state: "deferred",
        phase: "envelope",
        action: "wait_quota",
        reply: { code: 550, enhanced: "5.4.5", text: "550 5.4.5 quota" },
        cause: "quota",
      },
  });
  assert.deepEqual(log.slice(-3), ["mail For b", "queued b", "queued c"]);
  assert.deepEqual([counts.sent, counts.deferred, done], [1, 2, 2]);
});

Deno.test("deliver() claims no more than its limit", async () => {
  const many = Array.from({ length: 10 }, (_, i) => `m${i}`);
  const { log, done } = await play({ claims: [many, ["x", "y"], ["z"]], limit: 12 });
  assert.deepEqual(log.filter((line) => line.startsWith("claim")), ["claim 10", "claim 2"]);
  assert.equal(done, 12);
});

Deno.test("deliver() tries again within the run what was sent too fast, after seconds", async () => {
  const refusals = new Map([["b", 2]]);
  const { log, counts } = await play({
    claims: [["a", "b", "c"]],
    outcome: (id) => {
      const left = refusals.get(id) ?? 0;
      refusals.set(id, left - 1);
      return left > 0 ? TOO_FAST : SENT;
    },
  });
  assert.deepEqual(log.slice(3, 14), [
    "sent a, dialling b",
    ...["dot b", "mail For b", "dialling b"],
    ...["dot b", "mail For b", "dialling b"],
    ...["dot b", "mail For b"],
    "sent b, dialling c",
    "dot c",
  ]);
  assert.deepEqual([counts.sent, counts.deferred, counts.slowed], [3, 0, 2]);
});

Deno.test("deliver() gives back what a server calls too fast again and again, and pauses nothing", async () => {
  const { log, counts } = await play({ claims: [["a", "b"]], outcome: () => TOO_FAST });
  assert.deepEqual(log.slice(-2), ["queued a", "queued b"]);
  assert.deepEqual([counts.sent, counts.failed, counts.deferred, counts.slowed], [0, 0, 2, 10]);
});
