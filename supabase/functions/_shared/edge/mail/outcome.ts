import type { Outcome, Phase } from "./mail.ts";
import { actionOf, oneLine, parseReply, type Parties, type Reply, type Step } from "./replies.ts";

type NotDelivered = Extract<Outcome, { state: "deferred" | "rejected" }>;

/** What can be read from an error of nodemailer (its `NodemailerError`), or from any other. */
interface Fault {
  cause: string;
  step: Step;
  reply: Reply | null;
  /** Set where it was not the server, but nodemailer or the settings, that refused the mail. */
  refusal: NotDelivered["action"] | null;
}

/** nodemailer's kinds of error that, where the server said nothing, another try would repeat. */
const HOPELESS: Readonly<Record<string, NotDelivered["action"]>> = {
  EAUTH: "stop_all",
  EENVELOPE: "fail_mail",
  EMESSAGE: "fail_mail",
};

function faultOf(error: unknown, secrets: readonly string[] = []): Fault {
  const { message = String(error), code = "", command = "", response = "" } = fieldsOf(error);
  const refusal = response === "" ? HOPELESS[code] ?? null : null;
  const reply = parseReply(redact(response, secrets));
  return { cause: oneLine(redact(message, secrets)), step: stepOf(command), reply, refusal };
}

type Fields = { message?: string; code?: string; command?: string; response?: string };

function fieldsOf(error: unknown): Fields {
  return error instanceof Error ? error : {};
}

function stepOf(command: string): Step {
  if (/^(AUTH|STARTTLS)/.test(command)) return "login";
  if (command === "MAIL FROM") return "sender";
  return command === "RCPT TO" || command === "DATA" ? "mail" : "session";
}

/** Whether an error tells of the connection it happened on, and of nothing that was sent over it. */
export function isAboutConnection(error: unknown): boolean {
  const { refusal, reply } = faultOf(error);
  return reply ? reply.code === 421 : refusal === null;
}

/**
 * What became of a mail whose attempt ended with an error.
 *
 * @param phase How far the attempt had come when it ended.
 * @param secrets Never to appear in `cause` or `reply`, whoever put them there.
 * @param parties Who the mail is from and to.
 */
export function outcomeOf(
  error: unknown,
  phase: Phase,
  secrets: readonly string[] = [],
  parties?: Parties,
): Outcome {
  const { cause, step, reply, refusal } = faultOf(error, secrets);
  const said = reply && actionOf(reply, step, parties);
  // Neither yes nor no settles nothing, and after the terminator silence may have meant yes.
  if (phase === "dot" && (said === null || said === "sent")) {
    return { state: "unknown", phase, cause };
  }
  const action = said === null || said === "sent" ? refusal ?? "retry" : said;
  return notDelivered({ action, phase: phase === "dot" ? "replied" : phase, reply, cause });
}

/** The outcome of a mail that cannot be written down at all. */
export function unwritable(error: unknown): Outcome {
  const { cause } = faultOf(error);
  return notDelivered({ action: "fail_mail", phase: "dialling", reply: null, cause });
}

function notDelivered(
  { action, ...rest }: Omit<NotDelivered, "state">,
): NotDelivered {
  switch (action) {
    case "suppress":
    case "soft_bounce":
    case "fail_mail":
      return { state: "rejected", action, ...rest };
    default:
      return { state: "deferred", action, ...rest };
  }
}

function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((kept, secret) => kept.replaceAll(secret, "[password]"), text);
}
