/** A mail as items: its calendar part where it has one, else its words as a post. */
import type { Attachment, Email } from "postal-mime";
import { FARTHEST_START_DAYS } from "../../event/draft.ts";
import { dateOf } from "../feed/dates.ts";
import { readIcs } from "../ics/ics.ts";
import {
  emptyItem,
  isoInstant,
  type Item,
  type Note,
  notesOf,
  type Reading,
  reading,
  type ReadOptions,
  type Refused,
} from "../item.ts";
import { textId } from "../text_id.ts";
import { lineFrom } from "../words.ts";
import { ownServer, passesDmarc } from "./authentication.ts";
import { bodyOf, plainSubject } from "./body.ts";

const LARGEST = 10_000_000;
const ID_LIMIT = 500;

/** Nothing is answered, and no attachment is kept. */
export async function readMail(
  bytes: Uint8Array,
  options: ReadOptions,
): Promise<Reading | Refused> {
  if (bytes.length > LARGEST) return { refusal: "too_large" };
  const mail = await parsed(bytes);
  if (!mail) return { refusal: "broken" };
  if (!mail.from && !mail.subject && !mail.messageId) return { refusal: "not_a_mail" };
  const facts = factsOf(mail, options);
  const leave = (reason: "automatic" | "empty") =>
    reading([], [{ id: facts.id, reason }], false, []);
  const calendars = mail.attachments.filter(isCalendar);
  if (isAutomatic(mail, calendars.length > 0)) return leave("automatic");
  for (const part of calendars) {
    const answer = invitation(part, facts, mail, options);
    if (answer) return answer;
  }
  const item = { ...facts, text: bodyOf(mail) };
  return item.title || item.text ? reading([item], [], false) : leave("empty");
}

const MOST_DELIMITERS = 1_000;

/** A bomb of parts is refused here; of nested ones, or of headers, by the parser. */
async function parsed(bytes: Uint8Array): Promise<Email | null> {
  if (delimiters(bytes) > MOST_DELIMITERS) return null;
  const { default: PostalMime } = await import("postal-mime");
  try {
    return await PostalMime.parse(bytes, { maxNestingDepth: 30, maxHeadersSize: 200_000 });
  } catch {
    return null;
  }
}

/** Lines that begin with two dashes, as those between parts do. */
function delimiters(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at + 1] === 45 && bytes[at + 2] === 45) count++;
  }
  return count;
}

/** Everything but the words. A mail that was forwarded is its forwarder's. */
function factsOf(mail: Email, { now, defaultZone, mail: rules }: ReadOptions): Item {
  const from = mail.from?.address?.trim().toLowerCase() ?? "";
  const isList = isListMail(mail);
  const trust = rules && !isList && isTrusted(mail, from, rules) ? "publish" : "review";
  const given = mail.messageId?.trim().replace(/^<|>$/g, "").slice(0, ID_LIMIT);
  const sent = header(mail, "date");
  const date = dateOf(sent, defaultZone);
  const isAhead = date !== null && date > now.getTime();
  const subject = mail.subject ?? "";
  const notes: (Note | false)[] = [
    !given && "no_id",
    date === null && "no_date",
    isAhead && "date_in_future",
    isList && "list_mail",
  ];
  return {
    ...emptyItem(given || textId(`${from} ${sent} ${subject} ${mail.text ?? mail.html ?? ""}`)),
    title: lineFrom(plainSubject(subject)),
    from,
    trust,
    posted_at: isoInstant(date === null || isAhead ? now.getTime() : date),
    notes: notesOf(notes.filter((note) => note !== false)),
    needs_review: trust === "review",
  };
}

/** One sender, whose domain our own server vouches for, and who is a verified club. */
function isTrusted(mail: Email, from: string, rules: NonNullable<ReadOptions["mail"]>): boolean {
  const senders = mail.headers.filter(({ key }) => key === "from");
  const addresses = (senders[0]?.value ?? "").replace(/"(?:[^"\\]|\\.)*"/g, "").match(/@/g);
  const isOne = senders.length === 1 && addresses?.length === 1;
  const server = rules.authservId || ownServer(mail.headers) || "";
  const domain = from.slice(from.lastIndexOf("@") + 1);
  const isVerified = rules.verified === "any" ||
    rules.verified.some((address) => address.toLowerCase() === from);
  return isOne && isVerified && passesDmarc(mail.headers, server, domain);
}

const header = ({ headers }: Email, name: string) =>
  headers.find(({ key }) => key === name)?.value.trim() ?? "";

/** Google marks its invitations as generated: their calendar part is what somebody wrote. */
function isAutomatic(mail: Email, hasCalendar: boolean): boolean {
  const submitted = header(mail, "auto-submitted").toLowerCase();
  const isReply = /^auto-(?:replied|notified)/.test(submitted) ||
    submitted !== "" && !/^no\b/.test(submitted) && !hasCalendar;
  const isBounce = /^multipart\/report\b/i.test(header(mail, "content-type")) ||
    header(mail, "return-path") === "<>" ||
    /^(?:mailer-daemon|postmaster)@/i.test(mail.from?.address ?? "");
  const isVacation = ["x-autoreply", "x-autorespond", "x-autoresponse"].some((name) =>
    header(mail, name) !== ""
  );
  return isReply || isBounce || isVacation ||
    /^auto[-_]?reply$/i.test(header(mail, "precedence"));
}

function isListMail(mail: Email): boolean {
  return ["list-id", "list-post", "list-unsubscribe"].some((name) => header(mail, name) !== "") ||
    /^(?:list|bulk|junk)$/i.test(header(mail, "precedence"));
}

const isCalendar = ({ mimeType, filename }: Attachment) =>
  /^(?:text\/calendar|application\/ics)$/i.test(mimeType) || /\.ics$/i.test(filename ?? "");

/** Replies to invitations; none of them tells of an event. */
const ANSWERS = ["REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"];

/** Null for a part that cannot be read: then the words of the mail count. */
function invitation(
  { content, method }: Attachment,
  facts: Item,
  mail: Email,
  options: ReadOptions,
): Reading | null {
  const bytes = typeof content === "string"
    ? new TextEncoder().encode(content)
    : new Uint8Array(content);
  const answer = readIcs(bytes, { ...options, contentType: "", horizonDays: FARTHEST_START_DAYS });
  if ("refusal" in answer) return null;
  if (ANSWERS.includes(answer.method || method || "")) {
    return reading([], [{ id: facts.id, reason: "automatic" }], false);
  }
  if (answer.items.length + answer.left_out.length === 0) return null;
  const text = bodyOf(mail);
  const items = answer.items.map((item) => withSender(item, facts, text));
  return reading(items, answer.left_out, false);
}

function withSender(
  item: Item,
  { from, trust, posted_at, notes, title }: Item,
  text: string,
): Item {
  const ofMail = notes.filter((note) => note !== "no_id");
  return {
    ...item,
    title: item.title ?? title,
    text: item.text || text,
    from,
    trust,
    posted_at,
    notes: notesOf([...item.notes, ...ofMail]),
    needs_review: item.needs_review || trust === "review",
  };
}
