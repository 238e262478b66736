/**
 * The claims of a signed link, as bytes. A fixed layout keeps links short and gives each claim
 * exactly one encoding: action (1 byte), user (16), then event (16) for a vote or category (1) for
 * a preference, and expiry (4, Unix seconds, big-endian) for every action but unsubscribe.
 */
import { Buffer } from "node:buffer";
import { CATEGORIES, type Category } from "../event/event.ts";

/** Purpose of a link; a token for one purpose is invalid for another. */
export type Purpose = "feedback" | "subscription";

/** The index is the byte in the token: append only. */
const ACTIONS = ["like", "dislike", "undo", "unsubscribe", "resubscribe", "prefer"] as const;
/** Action of a signed link. */
export type Action = (typeof ACTIONS)[number];
/** Actions that name an event. */
export type Vote = "like" | "dislike" | "undo";

/**
 * Claims of a link. A vote names its event; an answer to the question about tastes names its
 * category. All but unsubscribe expire.
 */
export type Claims = VoteClaims | PreferenceClaims | SubscriptionClaims;
export type VoteClaims = { action: Vote; user_id: string; event_id: string; exp: Date };
export type PreferenceClaims = { action: "prefer"; user_id: string; category: Category; exp: Date };
export type SubscriptionClaims =
  | { action: "unsubscribe"; user_id: string }
  | { action: "resubscribe"; user_id: string; exp: Date };

const HEAD_BYTES = 1 + 16;
const EXPIRY_BYTES = 4;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The purpose of an action. */
export function purposeOf(action: Action): Purpose {
  return action === "unsubscribe" || action === "resubscribe" ? "subscription" : "feedback";
}

/**
 * Encodes claims in the layout above.
 *
 * @throws {RangeError} if an id is not a lower-case UUID.
 */
export function encodeClaims(claims: Claims): Buffer {
  const head = hex(ACTIONS.indexOf(claims.action), 1) + uuidHex(claims.user_id);
  if (!("exp" in claims)) return Buffer.from(head, "hex");
  const expiry = hex(Math.floor(claims.exp.getTime() / 1000), EXPIRY_BYTES);
  return Buffer.from(head + aboutHex(claims) + expiry, "hex");
}

function aboutHex(claims: Exclude<Claims, { action: "unsubscribe" }>): string {
  if ("event_id" in claims) return uuidHex(claims.event_id);
  // The index in CATEGORIES, so categories may only be appended.
  return "category" in claims ? hex(CATEGORIES.indexOf(claims.category), 1) : "";
}

/** The inverse of `encodeClaims`; null for bytes that encode no claims. */
export function decodeClaims(bytes: Uint8Array): Claims | null {
  const action = ACTIONS[bytes[0] ?? ACTIONS.length];
  if (action === undefined || bytes.length < HEAD_BYTES) return null;
  const user_id = uuidText(bytes.subarray(1, HEAD_BYTES));
  if (action === "unsubscribe") return bytes.length === HEAD_BYTES ? { action, user_id } : null;
  if (bytes.length < HEAD_BYTES + EXPIRY_BYTES) return null;
  const about = bytes.subarray(HEAD_BYTES, -EXPIRY_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const exp = new Date(view.getUint32(bytes.length - EXPIRY_BYTES) * 1000);
  if (action === "resubscribe") return about.length === 0 ? { action, user_id, exp } : null;
  if (action === "prefer") {
    const category = about.length === 1 ? CATEGORIES[about[0]!] : undefined;
    return category ? { action, user_id, category, exp } : null;
  }
  return about.length === 16 ? { action, user_id, event_id: uuidText(about), exp } : null;
}

function hex(value: number, bytes: number): string {
  return value.toString(16).padStart(2 * bytes, "0");
}

function uuidHex(id: string): string {
  if (!UUID.test(id)) {
    throw new RangeError(
      `Cannot put the id in a link: it must be a UUID, current value is "${id}"`,
    );
  }
  return id.replaceAll("-", "");
}

function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
