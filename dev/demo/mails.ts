/** Mails of the demo, as files and counts. */
import type { Message } from "../stack/mailbox.ts";
import { withPictures } from "../stack/pictures.ts";

/**
 * Writes each mail as NNN-recipient.eml and .html. The .html contains the pictures of the stack at
 * `url`. Removes mails of earlier runs from `folder`, which must exist.
 */
export async function writeMails(
  folder: string,
  messages: readonly Message[],
  url: string,
): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (/^\d{3,}-.*\.(eml|html)$/.test(name)) await Deno.remove(`${folder}/${name}`);
  }
  for (const { id, recipients, source, html } of messages) {
    const recipient = (recipients[0] ?? "nobody").replace(/[^\w.@-]/g, "_");
    const path = `${folder}/${String(id).padStart(3, "0")}-${recipient}`;
    await Deno.writeFile(`${path}.eml`, source);
    await Deno.writeTextFile(`${path}.html`, withPictures(html, url));
  }
}

/** Mails that a recipient got more than once, by Message-ID and recipient. */
export function countDuplicates(messages: readonly Message[]): number {
  const seen = new Set(messages.map(({ headers, recipients }) => {
    const id = headers.find(({ name }) => name === "message-id")?.line;
    return JSON.stringify([id, recipients]);
  }));
  return messages.length - seen.size;
}
