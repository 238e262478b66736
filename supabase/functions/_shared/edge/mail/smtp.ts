import { Buffer } from "node:buffer";
import type { Mail, Mailer, Outcome, SendOptions } from "./mail.ts";
import { composeMail } from "./mime.ts";
import { isAboutConnection, outcomeOf, unwritable } from "./outcome.ts";
import {
  type Attempt,
  dial,
  quit,
  type Session,
  type SmtpSettings,
  transmit,
} from "./smtp_session.ts";

export type { SmtpSettings } from "./smtp_session.ts";

/** How long a server may take over its goodbye. */
const GOODBYE_MS = 1_000;

/**
 * A mailer that holds one connection and keeps it between mails. It drives nodemailer's connection
 * rather than its pool: only who writes the content knows whether the terminator left, and the
 * pool's errors look the same before and after it.
 */
export function smtpMailer(settings: SmtpSettings): Mailer {
  const secrets = secretsOf(settings);
  let held: Session | null = null;
  let state: "idle" | "sending" | "closed" = "idle";

  async function send(mail: Mail, options: SendOptions): Promise<Outcome> {
    if (state !== "idle") throw new Error(`Cannot send a mail: the mailer is ${state}`);
    state = "sending";
    const { signal, stopped, end } = limitOf(options);
    const attempt: Attempt = { signal, onPhase: options.onPhase, phase: "dialling" };
    try {
      return await Promise.race([deliver(mail, attempt), stopped]);
    } catch (error) {
      const parties = { from: mail.from.address, to: mail.to.address };
      return outcomeOf(error, attempt.phase, secrets, parties);
    } finally {
      end();
      if (!held?.reusable) drop();
      state = "idle";
    }
  }

  async function deliver(mail: Mail, attempt: Attempt): Promise<Outcome> {
    let content: Uint8Array;
    try {
      content = await composeMail(mail);
    } catch (error) {
      return unwritable(error);
    }
    attempt.signal.throwIfAborted();
    await attempt.onPhase?.("dialling");
    attempt.signal.throwIfAborted();
    const reply = await overHeld(mail, content, attempt) ?? await overFresh(mail, content, attempt);
    return { state: "sent", phase: "replied", action: "sent", reply };
  }

  /** Null where the kept connection turned out to be gone before the mail was begun. */
  async function overHeld(mail: Mail, content: Uint8Array, attempt: Attempt) {
    if (!held) return null;
    try {
      return await transmit(held, mail, content, attempt);
    } catch (error) {
      // What a kept connection says about itself is not about the account: ask a fresh one.
      if (attempt.phase === "envelope" && isAboutConnection(error)) return null;
      throw error;
    }
  }

  async function overFresh(mail: Mail, content: Uint8Array, attempt: Attempt) {
    attempt.signal.throwIfAborted();
    attempt.phase = "dialling";
    drop();
    const session = held = dial(settings);
    await session.ready;
    return await transmit(session, mail, content, attempt);
  }

  function drop() {
    held?.connection.close();
    held = null;
  }

  async function close() {
    if (state === "sending") throw new Error("Cannot close the mailer: a mail is under way");
    state = "closed";
    if (held) await quit(held, GOODBYE_MS);
    drop();
  }

  return { send, close };
}

/** One signal for the end of the budget and the end of the attempt. */
function limitOf({ budgetMs }: SendOptions) {
  const controller = new AbortController();
  const { signal } = controller;
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  const late = new Error(`No result within ${budgetMs} ms`);
  const timer = setTimeout(() => controller.abort(late), budgetMs);
  const end = () => {
    clearTimeout(timer);
    // What is still under way (a hook, a connection being made) must not go on.
    controller.abort(new Error("The attempt is over"));
  };
  return { signal, stopped, end };
}

/** The password in the forms in which a login carries it (RFC 4616 and AUTH LOGIN). */
function secretsOf({ user, password }: SmtpSettings): string[] {
  if (password === "") return [];
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  return [base64(`\0${user}\0${password}`), base64(password), password];
}
