import { cleanLine } from "../../text/clean.ts";

/** A server's answer: code, enhanced code (RFC 3463) where it gave one, and its words. */
export interface Reply {
  code: number;
  enhanced: string | null;
  text: string;
}

/** What a reply asks for. All but `sent` mean that the mail was not delivered. */
export type Action =
  | "sent"
  /** Try this mail again after a backoff. */
  | "retry"
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

interface Rule {
  code: RegExp;
  /** Enhanced codes it holds for; without it the rule does not ask. */
  enhanced?: RegExp;
  /** Steps it holds for; without it, all. */
  at?: readonly Step[];
  action: Action;
}

/**
 * Ordered, the first that fits decides. Two things hold for the order: a quota stands before
 * everything that blames an address, and nothing said before RCPT blames a reader.
 */
const RULES: readonly Rule[] = [
  { code: /^2/, action: "sent" },
  { code: /^53[0458]/, action: "stop_all" },
  { code: /^5/, at: ["login"], action: "stop_all" },
  { code: /^[45]/, enhanced: /^[45]\.4\.5$/, action: "wait_quota" },
  { code: /^421/, action: "pause_account" },
  { code: /^454/, action: "pause_account" },
  { code: /^4/, action: "retry" },
  // Bad sequence of commands: the session was confused, not the mail; a new one may take it.
  { code: /^503/, action: "retry" },
  { code: /^5/, enhanced: /^5\.1\.(1|2|3|6|10)$/, at: ["mail"], action: "suppress" },
  { code: /^5/, enhanced: /^5\.2\.1$/, at: ["mail"], action: "suppress" },
  { code: /^5/, enhanced: /^5\.2\.2$/, at: ["mail"], action: "soft_bounce" },
  { code: /^5/, enhanced: /^5\.7\./, action: "open_breaker" },
  { code: /^5/, enhanced: /^5\.(6\.\d+|3\.4|2\.3)$/, action: "fail_mail" },
  { code: /^5/, at: ["session", "sender"], action: "open_breaker" },
  // A bare 550 is an unknown user or a policy: too little to suppress an address for.
  { code: /^55[0-3]/, enhanced: /^$/, at: ["mail"], action: "soft_bounce" },
  { code: /^5/, action: "fail_mail" },
];

/** The action a reply asks for, given what it answered; null when it is no final reply. */
export function actionOf(reply: Reply, step: Step): Action | null {
  const rule = RULES.find(({ code, enhanced, at }) =>
    code.test(String(reply.code)) &&
    (enhanced === undefined || enhanced.test(reply.enhanced ?? "")) &&
    (at === undefined || at.includes(step))
  );
  return rule?.action ?? null;
}

/** Reads a reply as it came, multi-line or not; null when it does not start like one. */
export function parseReply(raw: string): Reply | null {
  const match = /^([2-5]\d\d)(?:[ -]|$)(?:([245]\.\d{1,3}\.\d{1,3})(?=\s|$))?/.exec(raw);
  if (!match) return null;
  const [, code = "", enhanced] = match;
  // RFC 3463: the class repeats the first digit; where it does not, only the code is believed.
  const consistent = enhanced?.startsWith(code.charAt(0));
  return {
    code: Number(code),
    enhanced: consistent && enhanced !== undefined ? enhanced : null,
    text: oneLine(raw),
  };
}

const MAX_TEXT = 500;

/** A server's words made safe for a log, however long they are. */
export function oneLine(text: string): string {
  return cleanLine(text.slice(0, 4 * MAX_TEXT), MAX_TEXT);
}

const FIRST_DELAY_MS = 60_000;
const LONGEST_DELAY_MS = 6 * 3_600_000;

/**
 * Wait before the next attempt: exponential backoff with full jitter (Brooker, "Exponential
 * Backoff And Jitter", 2015), which spreads retries best when many failed at once.
 *
 * @param attempt Attempts made so far, from 1.
 * @param random Uniform in [0, 1).
 * @returns Milliseconds, in [0, min(6 h, 1 min * 2^(attempt - 1))).
 */
export function backoff(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return Math.floor(random * ceiling);
}
