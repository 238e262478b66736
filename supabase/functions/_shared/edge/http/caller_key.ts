/** A caller's name for the limits of calls: a member's id, or a keyed hash of an address prefix. */
import type { Caller } from "./http.ts";

/** Null for the service, which has no limit. */
export async function callerKey(
  { userId, isGuest }: Caller,
  headers: Headers,
  secret: string,
  now: Date,
): Promise<string | null> {
  if (userId !== null) return `member ${userId}`;
  if (!isGuest) return null;
  const day = now.toISOString().slice(0, 10);
  return `guest ${await keyedHash(`${secret} ${day}`, prefixOf(addressOf(headers)))}`;
}

/** The last hop: the platform appends it, and a caller cannot forge it. */
function addressOf(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
}

/** A network: /24 of IPv4, /64 of IPv6. "" if the address is unknown. */
export function prefixOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i.exec(address);
  if (v4) return v4[1]!;
  if (!/^[0-9a-f:.]{2,45}$/i.test(address) || !address.includes(":")) return "";
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = head.split(":").filter((group) => group !== "");
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(":").length;
  const all = [...groups, ...Array(Math.max(0, missing)).fill("0"), ...(tail ?? "").split(":")];
  return all.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, "") || "0").join(":");
}

async function keyedHash(secret: string, text: string): Promise<string> {
  const bytes = (value: string) => new TextEncoder().encode(value);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes(secret), algorithm, false, ["sign"]);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(text)));
  return Array.from(signature.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
