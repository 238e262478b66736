/**
 * Signed links: each authorises one action of one member without a login.
 *
 * A token is `v1.kid.payload.mac`, base64url throughout. The MAC is HMAC-SHA256 over purpose,
 * version, key id and payload. Each claim has exactly one token per key, and a token with any
 * changed character is refused, so its text can identify it in logs.
 */
import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";
import { type Claims, decodeClaims, encodeClaims, type Purpose, purposeOf } from "./claims.ts";
import { DAY_MS } from "../time/units.ts";

export type {
  Action,
  Claims,
  PreferenceClaims,
  SubscriptionClaims,
  Vote,
  VoteClaims,
} from "./claims.ts";

/** `kid`: 1-16 characters of A-Z a-z 0-9 _ -. `secret`: at least 32 random characters. */
export interface LinkKey {
  kid: string;
  secret: string;
}

/** The first key signs; the others, retired ones, still verify. */
export type LinkKeys = readonly [LinkKey, ...LinkKey[]];

/** Reason for refusing a token. */
export type Refusal = "malformed" | "unknown_key" | "signature" | "expired";
/** Result of `verifyToken`. */
export type Verified = { ok: true; claims: Claims } | { ok: false; reason: Refusal };

/**
 * Days a vote link is valid: older votes say little about current tastes. Unsubscribe links never
 * expire.
 */
export const FEEDBACK_DAYS = 90;

/**
 * Days an unsubscription can be undone, counted from the unsubscription itself; a repeated click
 * does not extend them.
 */
export const UNDO_DAYS = 90;

/** Member id in links of previews and tests, so that they change nothing. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";

const TOKEN = /^v1\.([A-Za-z0-9_-]{1,16})\.([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{43})$/;

/** Expiry of vote links in a mail sent at `sent`, in whole seconds because tokens carry seconds. */
export function feedbackExpiry(sent: Date): Date {
  return new Date(Math.floor(sent.getTime() / 1000) * 1000 + FEEDBACK_DAYS * DAY_MS);
}

/** Expiry of the undo link of an unsubscription made at `taken`. */
export function undoExpiry(taken: Date): Date {
  return new Date(taken.getTime() + UNDO_DAYS * DAY_MS);
}

/** Time of the unsubscription that a token with this expiry undoes. */
export function takenAt(exp: Date): Date {
  return new Date(exp.getTime() - UNDO_DAYS * DAY_MS);
}

/**
 * Signs claims with the first key.
 *
 * @throws {RangeError} if an id is not a UUID.
 */
export function signToken(claims: Claims, keys: LinkKeys): string {
  const key = keys[0];
  const signed = `v1.${key.kid}.${encodeClaims(claims).toString("base64url")}`;
  return `${signed}.${macOf(purposeOf(claims.action), signed, key).toString("base64url")}`;
}

/** Checks signature and expiry of a token at `now`. Never throws on input from outside. */
export function verifyToken(
  token: unknown,
  { keys, now }: { keys: LinkKeys; now: Date },
): Verified {
  const parts = parse(token);
  if (!parts) return { ok: false, reason: "malformed" };
  const key = keys.find(({ kid }) => kid === parts.kid);
  if (!key) return { ok: false, reason: "unknown_key" };
  const { claims } = parts;
  if (!timingSafeEqual(parts.mac, macOf(purposeOf(claims.action), parts.signed, key))) {
    return { ok: false, reason: "signature" };
  }
  if ("exp" in claims && claims.exp <= now) return { ok: false, reason: "expired" };
  return { ok: true, claims };
}

/** Address of a vote link. Opening it changes nothing, because mail scanners open every link. */
export function feedbackLink(functionsUrl: string, token: string): string {
  return `${functionsUrl.replace(/\/+$/, "")}/feedback?t=${token}`;
}

/** Address of the List-Unsubscribe header: a POST there unsubscribes at once (RFC 8058). */
export function oneClickLink(functionsUrl: string, token: string): string {
  return `${functionsUrl.replace(/\/+$/, "")}/feedback/unsubscribe?t=${token}`;
}

/**
 * Address of an event's calendar file. Events are public, so it is unsigned and does not identify
 * the reader.
 */
export function calendarLink(functionsUrl: string, eventId: string): string {
  return `${functionsUrl.replace(/\/+$/, "")}/feedback/calendar?event=${
    encodeURIComponent(eventId)
  }`;
}

/** Fragment for a link that a mail program truncated or a stranger made up. */
const INCOMPLETE = "incomplete";

/**
 * The configured page with the token in the fragment, which browsers do not send to servers. Text
 * without the shape of a token is replaced, so a redirect never carries a stranger's text.
 */
export function siteTarget(pageUrl: string, token: string): string {
  const target = new URL(pageUrl);
  target.hash = TOKEN.test(token) ? token : INCOMPLETE;
  return target.href;
}

/**
 * A deterministic id that cannot be computed without the key: 32 hexadecimal digits.
 *
 * Used for Message-IDs. A mail keeps its id however often it is planned. If outsiders could guess
 * the id, they could forge a delivery report about the mail.
 */
export function keyedId(parts: readonly string[], [{ secret }]: LinkKeys): string {
  const text = `connect3-edge/id\n${JSON.stringify(parts)}`;
  return createHmac("sha256", secret).update(text).digest("hex").slice(0, 32);
}

/**
 * Uses node:crypto, because WebCrypto would pass each of a mail's twenty tokens to another thread.
 */
function macOf(purpose: Purpose, signed: string, { secret }: LinkKey): Buffer {
  return createHmac("sha256", secret).update(`connect3-edge/${purpose}\n${signed}`).digest();
}

/** Splits a text with the shape of a token. Its claims are not verified yet. */
function parse(token: unknown) {
  const match = typeof token === "string" ? TOKEN.exec(token) : null;
  if (!match) return null;
  const [, kid = "", payload = "", tag = ""] = match;
  const bytes = fromBase64url(payload);
  const claims = bytes && decodeClaims(bytes);
  const mac = fromBase64url(tag);
  return claims && mac && { kid, claims, mac, signed: `v1.${kid}.${payload}` };
}

/** Decodes canonical base64url; null for any other spelling of the same bytes. */
function fromBase64url(text: string) {
  // No encoding has such a length, and older runtimes throw on it.
  if (text.length % 4 === 1) return null;
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? Uint8Array.from(bytes) : null;
}
