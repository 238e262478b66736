/**
 * Reads delivery reports (RFC 3464) and complaints (ARF, RFC 5965): which mail did not reach its
 * reader, or was unwanted, and whose fault that is.
 */
import type { Bounce, Complaint } from "../db/reconcile.ts";
import { addressesOf, fieldsOf, messageIdsOf } from "./fields.ts";
import { oneLine, ruleOf } from "./replies.ts";

/** The parts of a report that matter, decoded. */
export interface Report {
  /** message/delivery-status; empty in a complaint. */
  status: string;
  /** message/rfc822 or text/rfc822-headers: the mail that came back, or its headers. */
  original: string;
  /** message/feedback-report; without it, it is no complaint. */
  feedback?: string;
  /** The subject of a mail that is no report, and may unsubscribe its sender. */
  subject?: string;
}

/** The token of a mail that the `mailto:` of List-Unsubscribe makes; null for every other mail. */
export function readRequest(subject: string): string | null {
  return /^\s*(?:[a-z]{2,3}:\s*)?unsubscribe\s+(v1\.[\w.-]{20,900})\s*$/i.exec(subject)?.[1] ??
    null;
}

/**
 * Null where the report is no failure (delayed, delivered, relayed), or does not say of which mail.
 * A report is a stranger's mail, and only the Message-ID vouches for it; the addresses can but speak
 * for the reader, whose mail may have been forwarded.
 */
export function readReport({ status, original }: Report): Bounce | null {
  const [message = new Map(), ...recipients] = status.split(/(?:\r?\n){2,}/)
    .filter((block) => block.trim() !== "").map(fieldsOf);
  const failed = [message, ...recipients]
    .find((fields) => /^failed\b/i.test(fields.get("action") ?? ""));
  const ids = messageIdsOf(fieldsOf(original), message);
  if (!failed || ids.length === 0) return null;
  const said = failed.get("diagnostic-code") ?? "";
  const code = enhancedIn(failed.get("status") ?? "");
  return {
    message_ids: ids,
    kind: kindOf(code, said),
    detail: `bounced: ${oneLine(said || `status ${code ?? "not told"}`)}`,
    addresses: addressesOf(failed, ["original-recipient", "final-recipient"]),
  };
}

const enhancedIn = (text: string) => /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null;

/**
 * By the same rules as replies, since both speak the codes of RFC 3463. A report that says x.0.0 says
 * nothing: there the code in the server's words holds. What was given up after a while (4.x.y) is a
 * failure like others. Where nobody is named, it counts like a full mailbox.
 */
export function kindOf(code: string | null, said: string): Bounce["kind"] {
  if (code?.startsWith("2.")) return null;
  const isVague = code === null || code.endsWith(".0.0");
  const told = isVague ? enhancedIn(said) : code;
  const words = said.replace(/^[\w-]+\s*;/, "").replace(/^\s*[245]\d\d[ -]/, "")
    .replace(/^[245]\.\d+\.\d+\s/, "");
  const enhanced = told && !told.endsWith(".0.0") ? told.replace(/^./, "5") : null;
  const text = oneLine(`550 ${enhanced ?? ""} ${words}`);
  const rule = ruleOf({ code: 550, enhanced, text }, "mail");
  if (!rule) return null;
  if (rule.action === "suppress") return "hard";
  if (rule.about === "reader" && rule.action === "soft_bounce") return "soft";
  // The last rule is for refusals without any hint.
  return rule.action === "fail_mail" && !rule.isClear ? "soft" : null;
}

/** Kinds of feedback that are no complaint of a reader (RFC 6430, RFC 6591). */
const NO_COMPLAINT = /^(not-spam|auth-failure|dmarc)$/i;

/** Null where the report is no complaint, or does not say about which mail. */
export function readComplaint({ feedback, original }: Report): Complaint | null {
  if (feedback === undefined) return null;
  const fields = fieldsOf(feedback);
  const type = fields.get("feedback-type");
  const ids = messageIdsOf(fieldsOf(original), fields);
  if (!type || NO_COMPLAINT.test(type) || ids.length === 0) return null;
  return { message_ids: ids, detail: `complaint: ${oneLine(type)}` };
}
