/** Whether our own server says that a mail is its sender's (RFC 8601). */
import type { Email } from "postal-mime";

/** The topmost server is ours: it writes its name into the Received line that it adds. */
export function ownServer(headers: Email["headers"]): string | null {
  const received = headers.find(({ key }) => key === "received")?.value ?? "";
  return /\bby\s+([\w.-]{1,253})/i.exec(withoutComments(received))?.[1] ?? null;
}

/**
 * Whether the topmost Authentication-Results is that of `server` and says dmarc=pass for `domain`. Those
 * further down may be the sender's own.
 */
export function passesDmarc(headers: Email["headers"], server: string, domain: string): boolean {
  const top = headers.find(({ key }) => key === "authentication-results")?.value ?? "";
  const [id = "", ...results] = withoutComments(top).split(";").map((part) => part.trim());
  if (id.split(/\s/)[0]!.toLowerCase() !== server.toLowerCase() || server === "") return false;
  const dmarc = results.filter((result) => /^dmarc\s*=/i.test(result));
  return dmarc.length > 0 && dmarc.every((result) => isPassFor(result, domain));
}

function isPassFor(result: string, domain: string): boolean {
  const from = /\bheader\.from\s*=\s*"?([^\s;"]+)/i.exec(result)?.[1] ?? domain;
  const named = from.slice(from.lastIndexOf("@") + 1).toLowerCase();
  return /^dmarc\s*=\s*pass(?![\w-])/i.test(result) && named === domain.toLowerCase();
}

/** A comment may hold anything: "dmarc=fail (dmarc=pass)". Quoted text is no result either. */
function withoutComments(value: string): string {
  let depth = 0;
  let isQuoted = false;
  let plain = "";
  for (let i = 0; i < value.length; i++) {
    const sign = value[i]!;
    if (sign === "\\") i++;
    else if (isQuoted) isQuoted = sign !== '"';
    else if (sign === '"' && depth === 0) isQuoted = true;
    else if (sign === "(") depth++;
    else if (sign === ")") depth = Math.max(depth - 1, 0);
    else if (depth === 0) plain += sign;
  }
  return plain;
}
