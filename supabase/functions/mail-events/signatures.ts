/** Proofs that a call comes from the mail service, over the bytes as they came. */
import type { Bytes } from "../_shared/edge/http/http.ts";
import { fieldsIn, textIn } from "./event.ts";

/** A call as it came, and the secret that service and project share. */
export interface SignedCall {
  headers: Headers;
  body: Bytes;
  now: Date;
  secret: string;
}

/** How old, or how far ahead, a signed time may be. */
const TOLERANCE_MS = 5 * 60_000;
const BYTES = new TextEncoder();

const isRecent = (seconds: string, now: Date) =>
  /^\d{1,12}$/.test(seconds) && Math.abs(Number(seconds) * 1000 - now.getTime()) <= TOLERANCE_MS;

/** Null where the text is no base64. */
export function fromBase64(text: string): Bytes | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function fromHex(text: string): Bytes | null {
  if (!/^(?:[\da-f]{2}){1,128}$/i.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function joined(...parts: (string | Uint8Array)[]): Bytes {
  const bytes = parts.map((part) => typeof part === "string" ? BYTES.encode(part) : part);
  const whole = new Uint8Array(bytes.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of bytes) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** In constant time: `verify` compares so. */
async function hasHmac(
  secret: Bytes,
  signature: Bytes | null,
  data: Bytes,
): Promise<boolean> {
  if (!signature || secret.length === 0) return false;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", secret, algorithm, false, ["verify"]);
  return await crypto.subtle.verify("HMAC", key, signature, data);
}

/** Compares by MACs under a key of this moment, so that no time tells how much of it is right. */
async function areSame(given: string, expected: string): Promise<boolean> {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const mac = await crypto.subtle.importKey("raw", key, algorithm, false, ["sign"]);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", mac, BYTES.encode(expected)));
  return await hasHmac(key, signature, BYTES.encode(given));
}

/** Basic authentication; the secret is `user:password`. A bearer token, too, is taken where it is the whole secret. */
export async function hasLogin({ headers, secret }: SignedCall): Promise<boolean> {
  const [, scheme = "", given = ""] = /^(basic|bearer) +(\S+)$/i
    .exec(headers.get("authorization") ?? "") ?? [];
  if (scheme.toLowerCase() === "bearer") return await areSame(given, secret);
  const login = scheme === "" ? null : fromBase64(given);
  return login !== null && await areSame(new TextDecoder().decode(login), secret);
}

/** Svix, as Resend signs: HMAC-SHA256 over id, time and body, one of several signatures. */
export async function hasSvix({ headers, body, now, secret }: SignedCall): Promise<boolean> {
  const [id = "", time = "", list = ""] = ["id", "timestamp", "signature"]
    .map((name) => headers.get(`svix-${name}`) ?? headers.get(`webhook-${name}`) ?? "");
  const key = fromBase64(secret.replace(/^whsec_/, ""));
  if (id === "" || key === null || !isRecent(time, now)) return false;
  const data = joined(`${id}.${time}.`, body);
  const signatures = list.split(" ").slice(0, 10)
    .flatMap((each) => each.startsWith("v1,") ? [fromBase64(each.slice(3))] : []);
  for (const signature of signatures) if (await hasHmac(key, signature, data)) return true;
  return false;
}

/** Mailgun: HMAC-SHA256 over time and token, which stand in the body beside what they vouch for. */
export async function hasMailgun({ body, now, secret }: SignedCall): Promise<boolean> {
  const { signature } = fieldsIn(jsonOf(body));
  const { timestamp, token, signature: hex } = fieldsIn(signature);
  if (textIn(token) === "" || !isRecent(textIn(timestamp), now)) return false;
  const data = BYTES.encode(`${textIn(timestamp)}${textIn(token)}`);
  return await hasHmac(BYTES.encode(secret), fromHex(textIn(hex)), data);
}

/** SendGrid: ECDSA P-256 over time and body; the secret is the public key of the settings page. */
export async function hasSendgrid({ headers, body, now, secret }: SignedCall): Promise<boolean> {
  const time = headers.get("x-twilio-email-event-webhook-timestamp") ?? "";
  const der = fromBase64(headers.get("x-twilio-email-event-webhook-signature") ?? "");
  const signature = der && rawSignature(der);
  const spki = fromBase64(secret);
  if (!signature || !spki || !isRecent(time, now)) return false;
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("spki", spki, algorithm, false, ["verify"]);
  const data = joined(time, body);
  return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, data);
}

/** r and s of a DER signature (RFC 3279), each of 32 bytes, as WebCrypto wants them. */
function rawSignature(der: Uint8Array): Bytes | null {
  const [tag, , rTag, rLength = 0] = der;
  const s = der.subarray(4 + rLength);
  if (tag !== 0x30 || rTag !== 0x02 || s[0] !== 0x02 || s.length !== 2 + (s[1] ?? 0)) return null;
  const numbers = [der.subarray(4, 4 + rLength), s.subarray(2)];
  const raw = new Uint8Array(64);
  for (const [i, number] of numbers.entries()) {
    const digits = number[0] === 0 ? number.subarray(1) : number;
    if (digits.length > 32) return null;
    raw.set(digits, 32 * (i + 1) - digits.length);
  }
  return raw;
}

/** Undefined where the body is no JSON. */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
