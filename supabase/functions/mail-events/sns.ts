/** Amazon SNS, by which SES tells of bounces: RSA signatures with the key of a certificate of AWS. */
import type { Bytes } from "../_shared/edge/http/http.ts";
import { fieldsIn, textIn } from "./event.ts";
import { fromBase64, joined, jsonOf, type SignedCall } from "./signatures.ts";

/** Fetches what AWS publishes; a test has its own. */
export type Fetch = (url: string) => Promise<Response>;

/** SNS tries a delivery again for an hour, with the time of the first. */
const TOLERANCE_MS = 60 * 60_000;
const HOST = /^sns\.[a-z\d-]{3,30}\.amazonaws\.com(\.cn)?$/;
const MAX_CERTIFICATE = 16 * 1024;

const SIGNED = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: [
    ...["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
  ],
} as const;

/** SNS signs by SHA-1 unless the topic's SignatureVersion is 2. */
const HASHES: Readonly<Record<string, string>> = { "1": "SHA-1", "2": "SHA-256" };

const certificates = new Map<string, Bytes>();

/** The message, if AWS has signed it for the topic `secret`; null otherwise. */
export async function verifiedSns(
  { body, now, secret: topic }: SignedCall,
  fetch: Fetch,
): Promise<Record<string, unknown> | null> {
  const message = fieldsIn(jsonOf(body));
  const names = SIGNED[textIn(message.Type) as keyof typeof SIGNED];
  const hash = HASHES[textIn(message.SignatureVersion)];
  const signature = fromBase64(textIn(message.Signature));
  const age = Math.abs(Date.parse(textIn(message.Timestamp)) - now.getTime());
  if (!names || !hash || !signature || message.TopicArn !== topic || !(age <= TOLERANCE_MS)) {
    return null;
  }
  const spki = await keyAt(textIn(message.SigningCertURL), fetch);
  if (!spki) return null;
  const data = joined(
    ...names.flatMap((name) =>
      message[name] === undefined ? [] : [`${name}\n${textIn(message[name])}\n`]
    ),
  );
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash };
  const key = await crypto.subtle.importKey("spki", spki, algorithm, false, ["verify"]);
  return await crypto.subtle.verify(algorithm.name, key, signature, data) ? message : null;
}

/** Only an address of AWS: whoever names another one signs with a key of their own. */
export function isAwsAddress(url: string, path: RegExp): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.protocol === "https:" && HOST.test(parsed.host) &&
    parsed.username === "" && parsed.password === "" && path.test(parsed.pathname);
}

async function keyAt(url: string, fetch: Fetch): Promise<Bytes | null> {
  if (!isAwsAddress(url, /^\/SimpleNotificationService-[\da-f]{8,64}\.pem$/)) return null;
  const known = certificates.get(url);
  if (known) return known;
  const response = await fetch(url);
  const pem = (await response.text()).slice(0, MAX_CERTIFICATE);
  if (!response.ok) throw new Error(`Cannot read the certificate of SNS: ${response.status}`);
  const key = publicKeyOf(pem);
  if (key) certificates.set(url, key);
  return key;
}

/** The SubjectPublicKeyInfo of a certificate (RFC 5280, 4.1): the seventh field of its first one. */
export function publicKeyOf(pem: string): Bytes | null {
  const [, base64 = ""] = /-----BEGIN CERTIFICATE-----([^-]+)-----END/.exec(pem) ?? [];
  const der = fromBase64(base64.replace(/\s+/g, ""));
  const certificate = der && partsIn(der)[0];
  const signed = certificate && partsIn(certificate.content)[0];
  if (!signed) return null;
  const parts = partsIn(signed.content);
  // The version is left out in certificates of the first one.
  return parts[parts[0]?.tag === 0xa0 ? 6 : 5]?.whole ?? null;
}

interface Part {
  tag: number;
  whole: Bytes;
  content: Bytes;
}

/** The parts of a DER value; none after one that is cut off. */
function partsIn(der: Bytes): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at + 2 <= der.length;) {
    const [tag = 0, first = 0] = der.subarray(at);
    const lengthBytes = first < 0x80 ? 0 : first - 0x80;
    if (lengthBytes > 3) break;
    const begin = at + 2 + lengthBytes;
    const length = lengthBytes === 0
      ? first
      : der.subarray(at + 2, begin).reduce((sum, byte) => sum * 256 + byte, 0);
    const end = begin + length;
    if (end > der.length) break;
    parts.push({ tag, whole: der.slice(at, end), content: der.slice(begin, end) });
    at = end;
  }
  return parts;
}
