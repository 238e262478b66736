/** Whether an address may be asked: by its spelling, and by what its name resolves to. */
import ipaddr from "ipaddr.js";
import { isPublicHost } from "../../text/public_url.ts";

export type AddressRefusal =
  | "scheme"
  | "not_https"
  | "credentials"
  | "port"
  | "private_address"
  | "private_name";

/** `isHttpAllowed` also allows port 80. */
export interface AddressRules {
  isHttpAllowed?: boolean;
}

/** The address to ask, `webcal:` read as https; or why none is asked. */
export function judgeAddress(
  text: string,
  { isHttpAllowed = false }: AddressRules = {},
): URL | AddressRefusal {
  const url = URL.parse(text.trim().replace(/^webcals?:/i, "https:"));
  if (!url || !/^https?:$/.test(url.protocol)) return "scheme";
  if (url.username || url.password) return "credentials";
  const host = judgeHost(url.hostname);
  if (host) return host;
  if (url.protocol === "http:" && !isHttpAllowed) return "not_https";
  return url.port === "" ? url : "port";
}

/** `URL` has written out numbers by then: 127.1, 0x7f.1 and 2130706433 are all 127.0.0.1. */
function judgeHost(hostname: string): AddressRefusal | null {
  const plain = hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(plain)) return isPublicIp(plain) ? null : "private_address";
  return isPublicHost(hostname) ? null : "private_name";
}

/** 2000::/3, the only part of IPv6 that is given out. */
const GLOBAL = ipaddr.IPv6.parse("2000::");

/** Whether an IP address is one of the public internet, also one of IPv4 inside one of IPv6. */
export function isPublicIp(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.kind() === "ipv4") return address.range() === "unicast";
  const v6 = address as ipaddr.IPv6;
  // 64:ff9b::/96 leads to the IPv4 address in its last four bytes.
  if (v6.range() === "rfc6052") return isPublicIp(v6.toByteArray().slice(12).join("."));
  return v6.range() === "unicast" && v6.match(GLOBAL, 3);
}
