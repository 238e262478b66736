/** From what became of an attempt to what is written about it. The table of actions is replies.ts. */
import type { ClaimedMail, Settlement } from "../_shared/edge/db/outbox.ts";
import type { Outcome } from "../_shared/edge/mail/mail.ts";
import { backoff, type Reply } from "../_shared/edge/mail/replies.ts";

/** Failures after which a mail is given up that the server did not call passing; private.max_mail_failures() says the same. */
export const MAX_FAILURES = 8;

/** A mail that was distrusted goes behind the others: the next probe is to be another one. */
export const DISTRUSTED_MS = 60 * 60_000;

/**
 * What fails before the login says nothing about the mail: the server is away, and every mail would
 * use up its attempts on it.
 */
export function aboutAccount(outcome: Outcome): Outcome {
  return outcome.state === "deferred" && outcome.action === "retry" && outcome.phase === "dialling"
    ? { ...outcome, action: "pause_account" }
    : outcome;
}

/** @param random Uniform in [0, 1): jitter of the backoff. */
export function settle(
  outcome: Outcome,
  { failures }: Pick<ClaimedMail, "failures">,
  now: Date,
  random: number,
): Settlement {
  const reply = "reply" in outcome ? outcome.reply?.text ?? null : null;
  const action = "action" in outcome ? outcome.action : null;
  const error = "cause" in outcome ? outcome.cause : null;
  const told = { reply, action, error, notBefore: null };
  switch (outcome.state) {
    case "sent":
    case "unknown":
      return { ...told, status: outcome.state };
    case "rejected":
      return { ...told, status: "failed" };
    case "deferred": {
      const wait = waitOf(outcome.action, failures + 1, random);
      if (wait > 0 && failures + 1 >= MAX_FAILURES && !isPassing(outcome.reply)) {
        return { ...told, status: "failed", error: `${error} (failure ${failures + 1}, the last)` };
      }
      return { ...told, status: "queued", notBefore: new Date(now.getTime() + wait) };
    }
  }
}

/** The server said that it is for now: the mail waits for as long as its window is open. */
function isPassing(reply: Reply | null): boolean {
  return reply !== null && reply.code < 500;
}

/** A refusal whose fault is not clear yet, nor whether it will be: the mail waits behind the others. */
export function hold({ reply, error }: Settlement, now: Date): Settlement {
  const notBefore = new Date(now.getTime() + DISTRUSTED_MS);
  return { status: "queued", notBefore, reply, error, action: null };
}

/** Milliseconds; 0 where the account rests, and the mail itself need not. */
function waitOf(action: string, failures: number, random: number): number {
  if (action === "open_breaker") return DISTRUSTED_MS;
  return action === "retry" ? Math.max(1, backoff(failures, random)) : 0;
}
