/** An SMTP server that keeps every mail and delivers none, for the mailbox page and for tests. */
import { Buffer } from "node:buffer";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
// @ts-types="@types/mailparser"
import { type AddressObject, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { createCertificate } from "./certificate.ts";

/** A received mail. */
export interface Message {
  /** 1 for the first mail since the start. */
  id: number;
  /** From the header; see `recipients` for the actual recipients. */
  from: string;
  to: string;
  subject: string;
  /** Time of arrival, ISO 8601. */
  received_at: string;
  /** Recipients in the envelope, which determines the delivery. */
  recipients: string[];
  html: string;
  text: string;
  headers: { name: string; line: string }[];
  attachments: { filename: string; type: string; bytes: number }[];
  /** The mail as transmitted. */
  source: Uint8Array;
}

/** Access to the server. */
export interface SmtpAccess {
  host: string;
  /** Port with implicit TLS. */
  port: number;
  user: string;
  password: string;
  /** Certificate to trust, PEM. */
  certificate: string;
}

/** A running mailbox. */
export interface Mailbox {
  smtp: SmtpAccess;
  /** All mails in order of arrival. */
  messages(): readonly Message[];
  clear(): void;
  stop(): Promise<void>;
}

/** Starts a mailbox on 127.0.0.1, on a free port by default. */
export async function startMailbox(port = 0): Promise<Mailbox> {
  const { key, cert } = await createCertificate();
  const access = { user: "mailbox@localhost", password: crypto.randomUUID() };
  const messages: Message[] = [];
  let count = 0;
  const server = new SMTPServer({
    secure: true,
    key,
    cert,
    authMethods: ["PLAIN", "LOGIN"],
    onAuth: ({ username, password }, _session, done) => {
      const isKnown = username === access.user && password === access.password;
      if (isKnown) done(null, { user: username });
      else done(new Error("Cannot log in: user or password is wrong"));
    },
    onData: (stream, { envelope }, done) => {
      const keep = async () => {
        const source = Buffer.concat(await Array.fromAsync(stream));
        const recipients = envelope.rcptTo.map(({ address }) => address);
        messages.push({ id: ++count, recipients, ...await parse(source) });
      };
      // A mail interrupted by a dying client is not kept.
      keep().then(() => done(), done);
    },
  });
  // Ignores dropped connections of clients.
  server.on("error", () => {});
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  return {
    smtp: {
      host: "127.0.0.1",
      port: (server.server.address() as AddressInfo).port,
      ...access,
      certificate: cert,
    },
    messages: () => messages,
    clear: () => messages.splice(0),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function parse(source: Buffer): Promise<Omit<Message, "id" | "recipients">> {
  // Keeps links to pictures, so that the page shows the mail as sent.
  const mail = await simpleParser(source, { skipImageLinks: true, skipTextToHtml: true });
  return {
    from: written(mail.from),
    to: written(mail.to),
    subject: mail.subject ?? "",
    received_at: new Date().toISOString(),
    html: mail.html || "",
    text: mail.text ?? "",
    headers: mail.headerLines.map(({ key, line }) => ({ name: key, line })),
    attachments: mail.attachments.map(({ filename, contentType, size }) => ({
      filename: filename ?? "attachment",
      type: contentType,
      bytes: size,
    })),
    source: new Uint8Array(source),
  };
}

const written = (addresses?: AddressObject | AddressObject[]) =>
  [addresses ?? []].flat().map(({ text }) => text).join(", ");
