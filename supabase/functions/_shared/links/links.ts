/**
 * Signed links: who may do what about which event, without a login. A token is
 * `v1.kid.payload.mac`, base64url throughout; the MAC is HMAC-SHA256 over purpose, version, key id
 * and payload. Each claim has exactly one token per key: a token that differs in any character is
 * refused, so a token's text can serve as its identity in logs.
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

export type Refusal = "malformed" | "unknown_key" | "signature" | "expired";
export type Verified = { ok: true; claims: Claims } | { ok: false; reason: Refusal };

/** How long a vote counts: older tastes no longer tell much. Unsubscribing works for ever. */
export const FEEDBACK_DAYS = 90;

/** How long an unsubscription can be undone, from its own instant: pressing again does not renew it. */
export const UNDO_DAYS = 90;

/** Whom the links of previews and tests name, so that they change nothing. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";

const TOKEN = /^v1\.([A-Za-z0-9_-]{1,16})\.([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{43})$/;

/** When votes of a mail sent at `sent` stop counting, in whole seconds as tokens carry it. */
export function feedbackExpiry(sent: Date): Date {
  return new Date(Math.floor(sent.getTime() / 1000) * 1000 + FEEDBACK_DAYS * DAY_MS);
}

/** When the undo of an unsubscription of the instant `taken` stops working. */
export function undoExpiry(taken: Date): Date {
  return new Date(taken.getTime() + UNDO_DAYS * DAY_MS);
}

/** The instant of the unsubscription that a token with this expiry undoes. */
export function takenAt(exp: Date): Date {
  return new Date(exp.getTime() - UNDO_DAYS * DAY_MS);
}

/** @throws RangeError for an id that is not a UUID. */
export function signToken(claims: Claims, keys: LinkKeys): string {
  const key = keys[0];
  const signed = `v1.${key.kid}.${encodeClaims(claims).toString("base64url")}`;
  return `${signed}.${macOf(purposeOf(claims.action), signed, key).toString("base64url")}`;
}

/**
 * Whether the token is one of ours and still counts at `now`.
 * Never throws on anything a stranger can send.
 */
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

/** Where a reader's vote goes. Opening it changes nothing: mail scanners open every link. */
export function feedbackLink(functionsUrl: string, token: string): string {
  return `${functionsUrl.replace(/\/+$/, "")}/feedback?t=${token}`;
}

/** Address of the List-Unsubscribe header: a POST there unsubscribes at once (RFC 8058). */
export function oneClickLink(functionsUrl: string, token: string): string {
  return `${functionsUrl.replace(/\/+$/, "")}/feedback/unsubscribe?t=${token}`;
}

/** The event as a calendar file. Events are public: nothing to sign, and nothing about the reader. */
export function calendarLink(functionsUrl: string, eventId: string): string {
  return `${functionsUrl.replace(/\/+$/, "")}/feedback/calendar?event=${
    encodeURIComponent(eventId)
  }`;
}

/** Stands in the fragment for a link that a mail program cut off, or a stranger made up. */
const INCOMPLETE = "incomplete";

/**
 * The configured page with the token in the fragment, which browsers send to no server. What does
 * not have the shape of a token is left out: a redirect never carries a stranger's text.
 */
export function siteTarget(pageUrl: string, token: string): string {
  const target = new URL(pageUrl);
  target.hash = TOKEN.test(token) ? token : INCOMPLETE;
  return target.href;
}

/**
 * The same id for the same parts, and nobody without the key can tell it: a Message-ID is that of one
 * mail however often it is planned, and whoever could guess it could write a delivery report about it.
 * 32 hexadecimal digits.
 */
export function keyedId(parts: readonly string[], [{ secret }]: LinkKeys): string {
  const text = `connect3-edge/id\n${JSON.stringify(parts)}`;
  return createHmac("sha256", secret).update(text).digest("hex").slice(0, 32);
}

/** Not by WebCrypto, which hands each of a mail's twenty tokens to another thread. */
function macOf(purpose: Purpose, signed: string, { secret }: LinkKey): Buffer {
  return createHmac("sha256", secret).update(`connect3-edge/${purpose}\n${signed}`).digest();
}

/** The parts of a text that has the shape of a token: what they claim is not yet believed. */
function parse(token: unknown) {
  const match = typeof token === "string" ? TOKEN.exec(token) : null;
  if (!match) return null;
  const [, kid = "", payload = "", tag = ""] = match;
  const bytes = fromBase64url(payload);
  const claims = bytes && decodeClaims(bytes);
  const mac = fromBase64url(tag);
  return claims && mac && { kid, claims, mac, signed: `v1.${kid}.${payload}` };
}

/** Bytes of canonical base64url; null for any other spelling of the same bytes. */
function fromBase64url(text: string) {
  // No bytes encode to such a length, and older runtimes throw on it.
  if (text.length % 4 === 1) return null;
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? Uint8Array.from(bytes) : null;
}
