/** The account's mailbox over IMAP (RFC 9051). */
import { ImapFlow, type MessageStructureObject } from "imapflow";
import type { Report } from "./bounce.ts";
import type { Mailbox } from "./mailbox.ts";

export interface ImapSettings {
  host: string;
  port: number;
  secure: "tls" | "none";
  user: string;
  password: string;
  /** Where the server does not mark the folder of sent mails (RFC 6154). */
  sentFolder?: string;
  /** Longest silence of the server, milliseconds. */
  timeoutMs: number;
}

/** Reports read at a time; the next look takes the rest. */
const MAX_REPORTS = 50;
/** A report's part may be this long, bytes; what counts stands at its head. */
const MAX_PART = 64 * 1024;
/** Who writes reports. Servers index senders; not all search other headers. */
const REPORTERS = ["mailer-daemon", "postmaster", "microsoftexchange"];

/** Reports that were read, by folder generation and UID: a cache, reading one again changes nothing. */
const seen = new Set<string>();

/** Connects and logs in. @throws {Error} */
export async function openImapMailbox(settings: ImapSettings): Promise<Mailbox> {
  const client = connectionOf(settings);
  await client.connect();
  const sentFolder = settings.sentFolder ?? await findSentFolder(client);
  return {
    hasSent: (messageId) =>
      inFolder(client, sentFolder, async () => {
        return (await search(client, { header: { "message-id": messageId } })).length > 0;
      }),
    reports: (since) => readReports(client, since),
    close: () => client.logout().catch(() => client.close()),
  };
}

function connectionOf({ host, port, secure, user, password, timeoutMs }: ImapSettings): ImapFlow {
  const client = new ImapFlow({
    host,
    port,
    secure: secure === "tls",
    doSTARTTLS: false,
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  // A fault also rejects the command under way; without a listener it would end the process.
  client.on("error", () => {});
  return client;
}

async function findSentFolder(client: ImapFlow): Promise<string> {
  const folder = (await client.list()).find(({ specialUse }) => specialUse === "\\Sent");
  if (folder) return folder.path;
  throw new Error("Cannot find the folder of sent mails: set IMAP_SENT_FOLDER to its name");
}

async function inFolder<T>(client: ImapFlow, path: string, work: () => Promise<T>): Promise<T> {
  const lock = await client.getMailboxLock(path, { readOnly: true });
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** imapflow answers a refused search with false, which is not the same as nothing found. */
async function search(client: ImapFlow, query: Parameters<ImapFlow["search"]>[0]) {
  const uids = await client.search(query, { uid: true });
  if (!Array.isArray(uids)) throw new Error("Cannot search the mailbox: the server refused");
  return uids;
}

async function* readReports(client: ImapFlow, since: Date): AsyncGenerator<Report> {
  const lock = await client.getMailboxLock("INBOX", { readOnly: true });
  try {
    const generation = client.mailbox && client.mailbox.uidValidity;
    const keyOf = (uid: number) => `${generation}:${uid}`;
    const found = await search(client, { since, or: REPORTERS.map((from) => ({ from })) });
    const unread = found.filter((uid) => !seen.has(keyOf(uid)));
    for (const uid of shuffled(unread).slice(0, MAX_REPORTS)) {
      const report = await readReport(client, uid);
      if (report) yield report;
      // Only now: whoever asked has dealt with it.
      seen.add(keyOf(uid));
    }
  } finally {
    lock.release();
  }
}

/** A cold start has read none of them: by their order it would read the same ones as the one before. */
function shuffled<T>(items: T[]): T[] {
  const drawn = items.map((item) => ({ item, lot: Math.random() }));
  return drawn.sort((a, b) => a.lot - b.lot).map(({ item }) => item);
}

/** Null for a mail that is no report. */
async function readReport(client: ImapFlow, uid: number): Promise<Report | null> {
  const message = await client.fetchOne(`${uid}`, { bodyStructure: true }, { uid: true });
  const parts = message ? partsOf(message.bodyStructure) : [];
  const status = parts.find(({ type }) => type === "message/delivery-status");
  const original = parts.find(({ type }) => /^(message\/rfc822|text\/rfc822-headers)$/.test(type));
  if (!status?.part || !original?.part) return null;
  return {
    status: await textOf(client, uid, status.part),
    original: await textOf(client, uid, original.part),
  };
}

function partsOf(node?: MessageStructureObject): MessageStructureObject[] {
  return node ? [node, ...(node.childNodes ?? []).flatMap(partsOf)] : [];
}

async function textOf(client: ImapFlow, uid: number, part: string): Promise<string> {
  const { content } = await client.download(`${uid}`, part, { uid: true, maxBytes: MAX_PART });
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of content ?? []) text += decoder.decode(chunk, { stream: true });
  return text;
}
