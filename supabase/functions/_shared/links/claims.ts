/**
 * What a signed link says, as bytes. A fixed layout keeps links short and leaves one encoding for
 * each claim: action (1 byte), user (16), then event (16) for a vote and expiry (4, Unix seconds,
 * big-endian) where the action expires.
 */
import { Buffer } from "node:buffer";

/** Links of one purpose are worth nothing for another. */
export type Purpose = "feedback" | "subscription";

/** Position is the byte in the token: append only. */
const ACTIONS = ["like", "dislike", "undo", "unsubscribe", "resubscribe"] as const;
export type Action = (typeof ACTIONS)[number];
export type Vote = "like" | "dislike" | "undo";

/** A vote names its event and expires; a choice about the subscription does neither. */
export type Claims =
  | { action: Vote; user_id: string; event_id: string; exp: Date }
  | { action: Exclude<Action, Vote>; user_id: string };

const SUBSCRIPTION_BYTES = 1 + 16;
const VOTE_BYTES = SUBSCRIPTION_BYTES + 16 + 4;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function purposeOf(action: Action): Purpose {
  return action === "unsubscribe" || action === "resubscribe" ? "subscription" : "feedback";
}

/** @throws RangeError for an id that is not a lower-case UUID. */
export function encodeClaims(claims: Claims) {
  const head = [ACTIONS.indexOf(claims.action), ...uuidBytes(claims.user_id)];
  if (!("event_id" in claims)) return Uint8Array.from(head);
  const bytes = Uint8Array.from([...head, ...uuidBytes(claims.event_id), 0, 0, 0, 0]);
  new DataView(bytes.buffer).setUint32(VOTE_BYTES - 4, claims.exp.getTime() / 1000);
  return bytes;
}

/** The inverse; null for bytes that no claim encodes to. */
export function decodeClaims(bytes: Uint8Array): Claims | null {
  const action = ACTIONS[bytes[0] ?? ACTIONS.length];
  if (action === undefined) return null;
  const user_id = uuidText(bytes.subarray(1, 17));
  if (action === "unsubscribe" || action === "resubscribe") {
    return bytes.length === SUBSCRIPTION_BYTES ? { action, user_id } : null;
  }
  if (bytes.length !== VOTE_BYTES) return null;
  const seconds = new DataView(bytes.buffer, bytes.byteOffset).getUint32(VOTE_BYTES - 4);
  const event_id = uuidText(bytes.subarray(17, 33));
  return { action, user_id, event_id, exp: new Date(seconds * 1000) };
}

function uuidBytes(id: string): Uint8Array {
  if (!UUID.test(id)) {
    throw new RangeError(
      `Cannot put the id in a link: it must be a UUID, current value is "${id}"`,
    );
  }
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
