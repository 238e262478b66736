/** Reads delivery reports (RFC 3464): which mail did not reach its reader, and whose fault that is. */
import type { Bounce } from "../db/reconcile.ts";
import { actionOf, oneLine } from "./replies.ts";

/** The two parts of a report that matter, decoded. */
export interface Report {
  /** message/delivery-status. */
  status: string;
  /** message/rfc822 or text/rfc822-headers: the mail that came back, or its headers. */
  original: string;
}

const KINDS = { suppress: "hard", soft_bounce: "soft" } as const;

/**
 * Null where the report is no failure (delayed, delivered, relayed), or does not say of which mail.
 * A report is a stranger's mail, and only the Message-ID vouches for it; the addresses can but speak
 * for the reader, whose mail may have been forwarded.
 */
export function readReport({ status, original }: Report): Bounce | null {
  const message_id = fieldsOf(original).get("message-id")?.trim();
  const recipients = status.split(/(?:\r?\n){2,}/).map(fieldsOf);
  const failed = recipients.find((fields) => /^failed\b/i.test(fields.get("action") ?? ""));
  // Ours are ASCII; what the database cannot hold would end the look at every other report.
  if (!failed || !message_id || !/^<[!-;=?-~]{3,990}>$/.test(message_id)) return null;
  const code = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(failed.get("status") ?? "")?.[1] ?? null;
  const said = failed.get("diagnostic-code") ?? `status ${code ?? "not told"}`;
  const detail = `bounced: ${oneLine(said)}`;
  return { message_id, kind: kindOf(code), detail, addresses: addressesOf(failed) };
}

/** As it was written to and, after a forward, as it then went on. */
function addressesOf(recipient: Map<string, string>): string[] {
  return ["original-recipient", "final-recipient"].flatMap((name) => {
    const [, address] =
      /;\s*<?([!-:=?A-~]{1,64}@[!-:=?A-~]{1,255})>?$/.exec(recipient.get(name) ?? "") ?? [];
    return address ? [address.toLowerCase()] : [];
  });
}

/** By the same table as replies: both speak the codes of RFC 3463. */
function kindOf(code: string | null): Bounce["kind"] {
  if (!code?.startsWith("5.")) return null;
  const action = actionOf({ code: 550, enhanced: code, text: code }, "mail");
  return action === "suppress" || action === "soft_bounce" ? KINDS[action] : null;
}

/** Header fields up to the first empty line, unfolded; of several of one name the first. */
function fieldsOf(text: string): Map<string, string> {
  const [head = ""] = text.replace(/^(?:\r?\n)+/, "").split(/\r?\n\r?\n/, 1);
  const fields = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const [, name, value = ""] = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line) ?? [];
    if (name && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}
