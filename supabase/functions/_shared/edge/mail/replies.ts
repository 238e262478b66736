/** What a server's reply asks for. */
import { type Reply, wordsOf } from "./reply.ts";
import type { Rule } from "./reply_rule.ts";
import { RULES } from "./reply_rules.ts";
import { WORDS } from "./reply_words.ts";

export { oneLine, parseReply, type Reply } from "./reply.ts";

/** What a reply asks for. All but `sent` mean that the mail was not delivered. */
export type Action =
  | "sent"
  /** Try this mail again after a backoff. */
  | "retry"
  /** The account sends too fast: wait for seconds, then try again, slower. */
  | "slow_down"
  /** Try again, and let the whole account rest first. */
  | "pause_account"
  /** Wait until the rolling window of the account's quota has room again. */
  | "wait_quota"
  /** The account or its settings are wrong: stop every mail and tell the operator. */
  | "stop_all"
  /** The address does not exist: never write to it again. */
  | "suppress"
  /** Give up this mail; suppress the address after three newsletters in a row. */
  | "soft_bounce"
  /** The server distrusts the sender: stop until somebody looked; the reader is not at fault. */
  | "open_breaker"
  /** This content will never be taken: fail this mail alone. */
  | "fail_mail";

/** What the server was answering: only `mail` (RCPT, DATA, the content) can be about a reader. */
export type Step = "session" | "login" | "sender" | "mail";

/** Who a mail is from and to: a reply that quotes one of them is about that one. */
export interface Parties {
  from: string;
  to: string;
}

/** The rule that decides what a reply is about; undefined when it is no final reply. */
export function ruleOf(reply: Reply, step: Step, parties?: Parties): Rule | undefined {
  const words = wordsOf(reply.text);
  const isAboutSender = parties !== undefined && quotesOnly(reply.text, parties);
  return RULES.find(({ code, enhanced, at, topics, quotesSender }) =>
    code.test(String(reply.code)) &&
    (enhanced === undefined || enhanced.test(reply.enhanced ?? "")) &&
    (at === undefined || at.includes(step)) &&
    (quotesSender === undefined || isAboutSender) &&
    (topics === undefined || topics.some((topic) => WORDS[topic](words)))
  );
}

/** The action a reply asks for, given what it answered; null when it is no final reply. */
export function actionOf(reply: Reply, step: Step, parties?: Parties): Action | null {
  return ruleOf(reply, step, parties)?.action ?? null;
}

/** Whether the sender's address is quoted, and the reader's is not. */
function quotesOnly(text: string, { from, to }: Parties): boolean {
  const quoted = text.toLowerCase();
  return quoted.includes(from.toLowerCase()) && !quoted.includes(to.toLowerCase());
}

const FIRST_DELAY_MS = 60_000;
const LONGEST_DELAY_MS = 3_600_000;

/**
 * Wait before the next attempt: exponential backoff with full jitter (Brooker, "Exponential
 * Backoff And Jitter", 2015), which spreads retries best when many failed at once.
 *
 * @param attempt Attempts made so far, from 1.
 * @param random Uniform in [0, 1).
 * @returns Milliseconds, in [0, min(1 h, 1 min * 2^(attempt - 1))).
 */
export function backoff(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return Math.floor(random * ceiling);
}
