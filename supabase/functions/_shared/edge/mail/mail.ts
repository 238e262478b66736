import type { Action, Reply } from "./replies.ts";

/** A mailbox with the name shown beside it; the name may be empty. */
export interface Address {
  name: string;
  address: string;
}

/**
 * A mail as it was frozen before its first attempt. Every retry sends exactly this, so that a copy
 * that arrived can be recognised by its Message-ID. Plain JSON: it can lie in a jsonb column.
 */
export interface Mail {
  /** With its angle brackets. */
  message_id: string;
  /** Instant, ISO 8601; the Date header of every attempt. */
  date: string;
  from: Address;
  to: Address;
  subject: string;
  html: string;
  text: string;
  /** Sent as they stand, never folded: some relays break a DKIM signature over a folded one. */
  headers: Record<string, string>;
}

/**
 * How far a transaction came. The line that matters runs between `data` and `dot`: before it the
 * receiver cannot have taken the mail, after it only a reply can tell.
 *
 * - `dialling`: not yet logged in
 * - `envelope`: MAIL, RCPT and DATA
 * - `data`: the content is being sent, its terminator is withheld
 * - `dot`: the terminator may have left
 * - `replied`: the server answered the terminator
 */
export type Phase = "dialling" | "envelope" | "data" | "dot" | "replied";

/** What became of one mail. `cause` is one line for the operator and never holds the password. */
export type Outcome =
  | { state: "sent"; phase: "replied"; action: "sent"; reply: Reply }
  /** Surely not delivered; to be tried again once `action` was heeded. */
  | {
    state: "deferred";
    phase: Exclude<Phase, "dot">;
    action: Extract<
      Action,
      "retry" | "slow_down" | "pause_account" | "wait_quota" | "stop_all" | "open_breaker"
    >;
    reply: Reply | null;
    cause: string;
  }
  /** Surely not delivered, and trying again would change nothing. No reply: refused on our side. */
  | {
    state: "rejected";
    phase: Exclude<Phase, "dot">;
    action: Extract<Action, "suppress" | "soft_bounce" | "fail_mail">;
    reply: Reply | null;
    cause: string;
  }
  /** The terminator was released and no answer came: delivered or not, nobody can tell from here. */
  | { state: "unknown"; phase: "dot"; cause: string };

export interface SendOptions {
  /** Time the whole attempt may take, milliseconds; when it ends, the attempt ends. */
  budgetMs: number;
  /**
   * Awaited before anything is dialled, and again before the terminator is released: the place to
   * record the phase durably. When it throws (the lease is lost, the database is away), nothing
   * further leaves and the outcome is `deferred`.
   */
  onPhase?(phase: "dialling" | "dot"): Promise<void> | void;
}

export interface Mailer {
  /**
   * Sends one mail and tells what became of it. A fault of delivery is an outcome, never an
   * exception. One mail at a time; more connections are more mailers.
   *
   * @throws {Error} If the previous mail is still under way or the mailer is closed.
   */
  send(mail: Mail, options: SendOptions): Promise<Outcome>;
  /** Says goodbye to the server, if a connection is held. */
  close(): Promise<void>;
}
