import { Readable } from "node:stream";
import SMTPConnection, { type Options } from "nodemailer/lib/smtp-connection";
import { type TokenSource, xoauth2 } from "./access_token.ts";
import type { Mail, Phase, SendOptions } from "./mail.ts";
import { parseReply, type Reply } from "./replies.ts";

/** Where mail is handed in, and as whom. */
export interface SmtpSettings {
  host: string;
  port: number;
  /**
   * `tls`: encrypted from the first byte (port 465). `starttls`: plain until STARTTLS, without
   * which nothing is sent (port 587). `none`: never encrypted, for a server on this machine.
   */
  secure: "tls" | "starttls" | "none";
  /** Empty where the server wants no login. */
  user: string;
  password: string;
  /** In place of the password: logs in by XOAUTH2. */
  accessToken?: TokenSource;
  /** Longest time to connect, and longest silence of the server, milliseconds. */
  timeoutMs: number;
  /** PEM of an authority to trust in place of the public ones: a relay of one's own. */
  ca?: string;
}

/** One mail on its way; `phase` holds at every moment. */
export interface Attempt {
  /** Once it is aborted nothing more may leave. */
  readonly signal: AbortSignal;
  readonly onPhase: SendOptions["onPhase"];
  phase: Phase;
}

/** A connection, logged in once `ready` resolves. */
export interface Session {
  readonly connection: SMTPConnection;
  readonly ready: Promise<void>;
  mails: number;
  /** Whether it may carry another mail; never while one is under way or after a fault. */
  reusable: boolean;
}

/** Servers limit what one connection may carry; nodemailer's own pool stops at the same number. */
const MAILS_PER_CONNECTION = 100;
/** Content is handed on in pieces: a server that stalls is noticed before the terminator. */
const PIECE_BYTES = 16 * 1024;

/** Connects and logs in. No listener is ever taken off, so that a late error finds one. */
export function dial(settings: SmtpSettings): Session {
  const connection = new SMTPConnection(connectionOptions(settings));
  const ready = new Promise<void>((resolve, reject) => {
    const settle = (error?: Error | null) => error ? reject(error) : resolve();
    connection.on("error", settle);
    connection.once("end", () => reject(new Error("The connection was closed")));
    connection.connect((error) => {
      if (error || settings.user === "") return settle(error);
      authOf(settings).then((auth) => connection.login(auth, settle)).catch(settle);
    });
  });
  return { connection, ready, mails: 0, reusable: false };
}

/** The token is asked for here: nodemailer takes every fault of it for a refused login. */
async function authOf({ user, password, accessToken }: SmtpSettings): Promise<Auth> {
  if (!accessToken) return { user, pass: password } as Auth;
  const token = await accessToken();
  const oauth2 = {
    getToken: (isRetry: boolean, done: (error: unknown, token?: string) => void) =>
      isRetry ? accessToken(true).then((fresh) => done(null, fresh), done) : done(null, token),
    buildXOAuth2Token: (current: string) => xoauth2(user, current),
  };
  return { user, oauth2 } as unknown as Auth;
}

type Auth = Parameters<SMTPConnection["login"]>[0];

function connectionOptions({ host, port, secure, timeoutMs, ca }: SmtpSettings): Options {
  return {
    host,
    port,
    secure: secure === "tls",
    requireTLS: secure === "starttls",
    ignoreTLS: secure === "none",
    tls: { minVersion: "TLSv1.2", ...(ca && { ca }) },
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // A connection is closed when nothing more is wanted of it: do not wait for the server.
    socketCloseTimeout: 0,
    maxResponseSize: 64 * 1024,
  };
}

/**
 * Sends one mail over a connection that is ready and resolves with the answer to its content.
 * When it rejects, `attempt.phase` is `dot` if and only if the terminator may have left.
 */
export function transmit(
  session: Omit<Session, "connection" | "ready"> & { connection: Pick<SMTPConnection, "send"> },
  mail: Mail,
  content: Uint8Array,
  attempt: Attempt,
): Promise<Reply> {
  const over = new AbortController();
  attempt.phase = "envelope";
  session.reusable = false;
  session.mails++;
  const envelope = { from: mail.from.address, to: mail.to.address, size: content.length };
  return new Promise((resolve, reject) => {
    const body = Readable.from(bodyOf(content, attempt, over.signal));
    session.connection.send(envelope, body, (error, info) => {
      // At once, not a microtask later: the body may be about to release the terminator.
      over.abort();
      if (error) return reject(error);
      if (attempt.phase !== "dot") return reject(new Error("Answered before the mail had ended"));
      const reply = parseReply(info?.response ?? "");
      if (!reply) return reject(new Error("The answer to the mail is no SMTP reply"));
      session.reusable = session.mails < MAILS_PER_CONNECTION;
      resolve(reply);
    });
  });
}

/** The content. Its end, on which nodemailer writes the terminator, waits for `onPhase`. */
async function* bodyOf(content: Uint8Array, attempt: Attempt, over: AbortSignal) {
  attempt.phase = "data";
  for (let at = 0; at < content.length; at += PIECE_BYTES) {
    yield content.subarray(at, at + PIECE_BYTES);
  }
  await attempt.onPhase?.("dot");
  // To return would end the stream as if all were well; only an error keeps the terminator back.
  attempt.signal.throwIfAborted();
  over.throwIfAborted();
  attempt.phase = "dot";
}

/** Says QUIT and waits for the goodbye, but not longer than `patienceMs`. */
export function quit({ connection }: Session, patienceMs: number): Promise<void> {
  if (connection.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => connection.close(), patienceMs);
    connection.once("end", () => {
      clearTimeout(timer);
      resolve();
    });
    connection.quit();
  });
}
