/** Settings of the mail's headers and of logins by XOAUTH2; a part of settings.ts. */
import { z } from "zod";
import { asciiAddress, headerLine } from "../mail/message.ts";

const text = z.string().min(1);

/** Names that services read; ours cannot be replaced. */
const CUSTOM = /^(X-[\w-]{1,60}|Feedback-ID)$/i;
const OURS = /^X-(Newsletter-Message-ID|Auto-Response-Suppress)$/i;

const headers = z.string().transform((value, { addIssue }) => {
  try {
    return headersIn(JSON.parse(value));
  } catch {
    addIssue({
      code: "custom",
      message: 'a JSON object of X- headers, such as {"X-PM-Message-Stream": "broadcast"}',
    });
    return z.NEVER;
  }
});

/** @throws {TypeError} */
function headersIn(value: unknown): Record<string, string> {
  const entries = Object.entries(z.record(z.string(), z.string().max(200)).parse(value));
  for (const [name, content] of entries) {
    if (!CUSTOM.test(name) || OURS.test(name)) throw new TypeError(name);
    headerLine(name, content);
  }
  return Object.fromEntries(entries);
}

export const MAIL_SETTINGS = {
  MAIL_REPLY_TO: () =>
    text.refine((address) => asciiAddress(address) !== null, "an address such as hello@example.org")
      .optional().describe("Address for answers to newsletters; default: MAIL_FROM."),
  MAIL_HEADERS: () =>
    headers.optional().describe(
      'Headers for the mail service, as JSON: {"X-SES-CONFIGURATION-SET": "news"}.',
    ),
  MAIL_OAUTH_CLIENT_ID: () =>
    text.optional().describe(
      "Client of OAuth 2, for SMTP and IMAP logins by XOAUTH2 in place of passwords.",
    ),
  MAIL_OAUTH_CLIENT_SECRET: () => text.optional().describe("Secret of that client."),
  MAIL_OAUTH_REFRESH_TOKEN: () =>
    text.optional().describe(
      "Refresh token of the account; without one the client logs in itself.",
    ),
  MAIL_OAUTH_TOKEN_URL: () =>
    z.url({ protocol: /^https?$/, error: "a URL that begins with http:// or https://" })
      .default("https://oauth2.googleapis.com/token").describe("Where tokens are asked for."),
  MAIL_OAUTH_SCOPE: () =>
    text.optional().describe(
      "Scope to ask for; Microsoft 365 wants https://outlook.office365.com/.default.",
    ),
} satisfies Record<string, () => z.ZodType>;
