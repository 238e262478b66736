/** What a mail service tells about a mail after it took it, in one form for all services. */
import { kindOf } from "../_shared/edge/mail/bounce.ts";

export interface MailEvent {
  kind: "bounce" | "complaint";
  /** Candidates: ours, and the service's own. */
  message_ids: string[];
  /** In lower case; null where the service does not say. */
  address: string | null;
  /** Of a bounce: hard, soft, or null where the reader is not at fault. */
  bounce: "hard" | "soft" | null;
  detail: string;
}

/** Events of one call; services send fewer. */
export const MAX_EVENTS = 1_000;

/** Any JSON, read without trust. */
export type Fields = Record<string, unknown>;

export const fieldsIn = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value as Fields : {};

export const listIn = (value: unknown): unknown[] =>
  Array.isArray(value) ? value.slice(0, MAX_EVENTS) : [];

export const textIn = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";

/** An id as mails and replies hold it, in angle brackets. */
export function idsOf(...values: unknown[]): string[] {
  const ids = values.map((value) => textIn(value).trim().replace(/^<|>$/g, ""));
  return [...new Set(ids.filter((id) => /^[!-;=?-~]{3,990}$/.test(id)).map((id) => `<${id}>`))];
}

export function addressIn(value: unknown): string | null {
  const address = textIn(value).trim().toLowerCase();
  return /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(address) ? address : null;
}

/**
 * Whose fault a bounce is. The server's code and words decide first, as in reports; where they are
 * silent, the service's own word does.
 */
export function bounceOf(
  service: "permanent" | "passing" | "policy",
  { code = "", said = "" }: { code?: string; said?: string },
): MailEvent["bounce"] {
  if (service === "policy") return null;
  const isSilent = code === "" && said.trim() === "";
  if (isSilent) return service === "permanent" ? "hard" : "soft";
  const kind = kindOf(/\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(code)?.[1] ?? null, said);
  // What passes is no dead address, whatever the words.
  return kind === "hard" && service === "passing" ? "soft" : kind;
}
