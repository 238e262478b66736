/** The account's mailbox over IMAP (RFC 9051). */
import { ImapFlow, type MessageStructureObject } from "imapflow";
import { readRequest, type Report } from "./bounce.ts";
import type { TokenSource } from "./access_token.ts";
import type { Mailbox } from "./mailbox.ts";

export interface ImapSettings {
  host: string;
  port: number;
  secure: "tls" | "none";
  user: string;
  password: string;
  /** In place of the password. */
  accessToken?: TokenSource;
  /** Where the server does not mark the folder of sent mails (RFC 6154). */
  sentFolder?: string;
  /** Longest silence of the server, milliseconds. */
  timeoutMs: number;
}

/** Reports read at a time; the next look takes the rest. */
const MAX_REPORTS = 50;
/** A report's part may be this long, bytes; what counts stands at its head. */
const MAX_PART = 64 * 1024;
/** Mails of the inbox looked at; anybody may fill it, so the next look takes others. */
const MAX_LOOKED_AT = 500;
/** Anybody may send a complaint about a mail, so the form of a mail tells a report, not its sender. */
const REPORT = /^message\/(delivery-status|global-delivery-status|feedback-report)$/;
const ORIGINAL = /^(message\/(rfc822|global|rfc822-headers|global-headers)|text\/rfc822-headers)$/;

/** Reports that were read, by folder generation and UID: a cache, reading one again changes nothing. */
const seen = new Set<string>();

/** Connects and logs in. @throws {Error} */
export async function openImapMailbox(settings: ImapSettings): Promise<Mailbox> {
  const client = connectionOf(settings, await settings.accessToken?.());
  await client.connect();
  // Looked for once it is asked: a mailbox for bounces has none, and is read all the same.
  let sentFolder: Promise<string> | undefined;
  const folder = () =>
    sentFolder ??= settings.sentFolder === undefined
      ? findSentFolder(client)
      : Promise.resolve(settings.sentFolder);
  return {
    hasSent: async (messageId) =>
      await inFolder(client, await folder(), async () => {
        return (await search(client, { header: { "message-id": messageId } })).length > 0;
      }),
    reports: (since) => readReports(client, since),
    close: () => client.logout().catch(() => client.close()),
  };
}

function connectionOf(
  { host, port, secure, user, password, timeoutMs }: ImapSettings,
  accessToken?: string,
): ImapFlow {
  const client = new ImapFlow({
    host,
    port,
    secure: secure === "tls",
    doSTARTTLS: false,
    auth: accessToken === undefined ? { user, pass: password } : { user, accessToken },
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
    const found = await search(client, { since });
    const unread = shuffled(found.filter((uid) => !seen.has(keyOf(uid)))).slice(0, MAX_LOOKED_AT);
    let read = 0;
    for (const { uid, ...mail } of await lookAt(client, unread)) {
      const isWorthIt = isReport(mail) || isRequest(mail);
      if (isWorthIt && ++read > MAX_REPORTS) continue;
      if (isWorthIt) yield await readReport(client, uid, mail);
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

/** What can be told of a mail without reading it. */
interface Outline {
  subject: string;
  parts: MessageStructureObject[];
}

/** In one call: an inbox of people holds many mails, and few reports. */
async function lookAt(client: ImapFlow, uids: number[]): Promise<(Outline & { uid: number })[]> {
  if (uids.length === 0) return [];
  const wanted = { uid: true, envelope: true, bodyStructure: true };
  const messages = await Array.fromAsync(client.fetch(uids.join(","), wanted, { uid: true }));
  const known = new Map(messages.map((message) => [message.uid, message]));
  return uids.flatMap((uid) => {
    const message = known.get(uid);
    if (!message) return [];
    return [{
      uid,
      subject: message.envelope?.subject ?? "",
      parts: partsOf(message.bodyStructure),
    }];
  });
}

const isReport = ({ parts }: Outline) =>
  parts.some(({ type }) => REPORT.test(type)) && parts.some(({ type }) => ORIGINAL.test(type));

const isRequest = ({ subject }: Outline) => readRequest(subject) !== null;

async function readReport(client: ImapFlow, uid: number, mail: Outline): Promise<Report> {
  const textOfPart = async (types: RegExp) => {
    const part = mail.parts.find(({ type }) => types.test(type))?.part;
    return part === undefined ? undefined : await textOf(client, uid, part);
  };
  if (!isReport(mail)) return { status: "", original: "", subject: mail.subject };
  return {
    status: await textOfPart(/delivery-status$/) ?? "",
    original: await textOfPart(ORIGINAL) ?? "",
    feedback: await textOfPart(/feedback-report$/),
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
