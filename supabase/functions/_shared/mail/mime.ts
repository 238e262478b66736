import MailComposer from "nodemailer/lib/mail-composer";
import type { Mail } from "../mail.ts";
import { headerLine } from "./message.ts";

/**
 * Writes a mail as it goes over the wire, before dot-stuffing: text and HTML as alternatives, then
 * the calendar.
 *
 * @throws {TypeError} If a header cannot be written as it stands.
 */
export async function composeMail(mail: Mail): Promise<Uint8Array> {
  return await new MailComposer({
    messageId: mail.message_id,
    date: new Date(mail.date),
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    text: withCrlf(mail.text),
    html: withCrlf(mail.html),
    headers: Object.entries(mail.headers).map(preparedHeader),
    attachments: mail.ics ? [calendarPart(mail.ics)] : [],
    // Content comes from strangers' posts: nothing in it may make this machine read or fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile().build();
}

/** Line breaks as mail has them; a bare CR or LF is one to some servers and text to others. */
function withCrlf(content: string): string {
  return content.replace(/\r\n?|\n/g, "\r\n");
}

function preparedHeader([key, value]: [string, string]) {
  headerLine(key, value);
  return { key, value: { prepared: true, foldLines: false, value } };
}

function calendarPart({ filename, content }: NonNullable<Mail["ics"]>) {
  return { filename, content, contentType: "text/calendar; charset=utf-8; method=PUBLISH" };
}
