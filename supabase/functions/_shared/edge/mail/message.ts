import { headerSafe } from "../../text/clean.ts";
import { defused } from "../../text/defuse.ts";
import { personName } from "../../text/impostor.ts";
import type { Address, Mail } from "./mail.ts";

/** One newsletter for one member, rendered, with what its headers are made of. */
export interface Letter {
  /** Of this mail alone, and not to be guessed: see `keyedId`. */
  id: string;
  from: Address;
  to: Address;
  /** Names that only the sender may bear, besides the one in `from`. */
  senders?: readonly string[];
  subject: string;
  html: string;
  text: string;
  /** Takes the one-click POST of RFC 8058. */
  unsubscribe: string;
  /** Address whose mails are read, and the subject by which one unsubscribes; null: no such address. */
  unsubscribeMail?: { to: string; subject: string } | null;
  /** Where answers go; the sender without it. */
  replyTo?: string;
  /** Of the operator, for the mail service. They replace none of ours. */
  headers?: Readonly<Record<string, string>>;
}

/** UTF-16 units. */
const MAX_SUBJECT = 200;
const MAX_NAME = 100;
/** RFC 5322, 2.1.1: what a line may hold before its CRLF, bytes. */
const MAX_LINE = 998;

/**
 * Freezes a letter: what is stored before the first attempt and sent unchanged by every one. The
 * reader's name is their own choice: one that says more than a name is left out.
 *
 * @throws {TypeError} If an address, an id or a link cannot stand in a header.
 */
export function freezeMail(letter: Letter, now: Date): Mail {
  const { id, html, text } = letter;
  const from = addressOf(letter.from);
  const domain = from.address.split("@")[1]!;
  const senders = [letter.from.name, ...letter.senders ?? []];
  const message_id = messageId(id, domain);
  const headers = {
    ...letter.headers,
    ...letter.replyTo !== undefined &&
      { "Reply-To": addressOf({ name: "", address: letter.replyTo }).address },
    ...headersOf(domain, message_id, unsubscribeOf(letter)),
  };
  Object.entries(headers).forEach(([key, value]) => headerLine(key, value));
  return {
    message_id,
    date: now.toISOString(),
    from,
    to: readerOf({ ...letter.to, name: personName(letter.to.name, senders) }),
    subject: headerSafe(defused(letter.subject), MAX_SUBJECT),
    html,
    text,
    headers,
  };
}

/** What a sent copy is looked up by, and what makes a delivery report credible. */
export function messageId(id: string, domain: string): string {
  const messageId = `<${id}@${domain}>`;
  if (!/^<[\w-]+@[\w-]+(\.[\w-]+)*>$/.test(messageId)) {
    throw new TypeError(
      `Cannot make a Message-ID of ${JSON.stringify(messageId)}: expected an id and a domain`,
    );
  }
  return messageId;
}

function headersOf(domain: string, messageId: string, unsubscribe: string): Record<string, string> {
  return {
    "List-Unsubscribe": unsubscribe,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Id": `<newsletter.${domain}>`,
    // Some relays replace the Message-ID; reports return this one.
    "X-Newsletter-Message-ID": messageId,
    "Auto-Submitted": "auto-generated",
    "Precedence": "bulk",
    "X-Auto-Response-Suppress": "All",
  };
}

/** The link first: mail programs that know both take the first that they can. */
function unsubscribeOf({ unsubscribe, unsubscribeMail: mail }: Letter): string {
  const link = bracketed(unsubscribe);
  if (!mail) return link;
  const subject = encodeURIComponent(mail.subject);
  return `${link}, ${bracketed(`mailto:${encodeURI(mail.to)}?subject=${subject}`)}`;
}

function bracketed(url: string): string {
  const { href } = new URL(url);
  if (!/^[!-;=?-~]+$/.test(href)) {
    throw new TypeError(`Cannot put the link ${JSON.stringify(href)} in a header: encode < and >`);
  }
  return `<${href}>`;
}

/**
 * A header as one line, unfolded: some relays break a DKIM signature over a folded one.
 *
 * @throws {TypeError} If it would not stay one line of at most 998 bytes of ASCII.
 */
export function headerLine(key: string, value: string): string {
  const line = `${key}: ${value}`;
  if (!/^[!-9;-~]+$/.test(key) || !/^[ -~]*$/.test(value) || line.length > MAX_LINE) {
    throw new TypeError(
      `Cannot write the header ${JSON.stringify(key)} as one line: it must be ASCII without line ` +
        `breaks and at most ${MAX_LINE} bytes, it has ${line.length}`,
    );
  }
  return line;
}

/** Narrower than RFC 5321: no quoted local part and no address literal, nobody signs up with those. */
const ADDRESS = /^([^\s<>()[\]\\,;:"@\p{C}]{1,64})@([^\s<>()[\]\\,;:"@\p{C}]+)$/u;
const DOMAIN = /^[\w-]+(\.[\w-]+)*$/;
/** What would begin another part of a URL, or is decoded there. */
const NO_HOST = /[/?#%]/;
/** URLs read a host that ends in a number as an IP address. */
const IP = /(^|\.)\d+$/;

/** The address with its domain in ASCII; null where it is no mail address. */
export function asciiAddress(address: string): string | null {
  const [, local, domain] = ADDRESS.exec(address) ?? [];
  if (local === undefined || domain === undefined || address.length > 254) return null;
  const ascii = asciiDomain(domain);
  return ascii === null ? null : `${local}@${ascii}`;
}

/** By URL: `domainToASCII` of node:url costs each cold start more, and throws on older runtimes. */
function asciiDomain(domain: string): string | null {
  if (NO_HOST.test(domain)) return null;
  const host = URL.parse(`http://${domain}`)?.hostname ?? "";
  return DOMAIN.test(host) && !IP.test(host) ? host : null;
}

const HOST_NAME = /^(?!-)[\w-]+(?<!-)(\.(?!-)[\w-]+(?<!-))+$/;

/**
 * A reader's address, which servers have to take: few take a local part that is not ASCII (RFC 6531),
 * and nobody has one with a domain of a single word.
 */
function readerOf(address: Address): Address {
  const known = addressOf(address);
  const [local = "", domain = ""] = known.address.split("@");
  const fault = /[^!-~]/.test(local)
    ? "the part before the @ is not ASCII, which few servers take"
    : /^\.|\.\.|\.$/.test(local)
    ? "a dot before the @ stands alone"
    : !HOST_NAME.test(domain)
    ? "its domain is no name of the internet"
    : null;
  if (fault === null) return known;
  throw new TypeError(`Cannot address a mail to ${JSON.stringify(address.address)}: ${fault}`);
}

function addressOf({ name, address }: Address): Address {
  const ascii = asciiAddress(address);
  if (ascii === null) {
    throw new TypeError(
      `Cannot address a mail to ${JSON.stringify(address)}: it is no mail address`,
    );
  }
  return { name: headerSafe(name, MAX_NAME), address: ascii };
}
