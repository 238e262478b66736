import MailComposer from "nodemailer/lib/mail-composer";
import type { Mail } from "./mail.ts";
import { headerLine } from "./message.ts";
import { quotedPrintable } from "./quoted_printable.ts";

/**
 * Writes a mail as it goes over the wire, before dot-stuffing: text and HTML as alternatives.
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
    text: { raw: textPart("plain", mail.text) },
    html: { raw: textPart("html", mail.html) },
    headers: Object.entries(mail.headers).map(preparedHeader),
    // Content comes from strangers' posts: nothing in it may make this machine read or fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile().build();
}

function textPart(subtype: "plain" | "html", content: string): string {
  return `Content-Type: text/${subtype}; charset=utf-8\r\n` +
    `Content-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(content)}`;
}

function preparedHeader([key, value]: [string, string]) {
  headerLine(key, value);
  return { key, value: { prepared: true, foldLines: false, value } };
}
