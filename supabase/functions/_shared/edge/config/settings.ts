/** The settings: the form, default and meaning of each. `config.ts` reads them. */
import { z } from "zod";
import { asciiAddress } from "../mail/message.ts";
import { isTimeZone } from "../../time/time_zone.ts";

// Each form is given in words, for whoever meets it with something else.
const between = (min: number, max: number, error: string) =>
  z.coerce.number({ error }).min(min, error).max(max, error);
const whole = (min: number, max: number) => {
  const form = `a whole number from ${min} to ${max}`;
  return between(min, max, form).int(form);
};
const text = z.string().min(1);
const upTo = (max: number) => z.string().max(max, `${max} characters at most`);
const oneOf = <T extends string>(...values: T[]) =>
  z.enum(values, { error: values.join(", ").replace(/, (?=[^,]*$)/, " or ") });
const httpUrl = z.url({ protocol: /^https?$/, error: "a URL that begins with http:// or https://" })
  .transform((url) => url.replace(/\/+$/, ""));
const linkSecret = z.string().min(32, "32 characters or more");

/** What would be refused mail by mail must be refused here, or it costs everybody their newsletter. */
const isMailAddress = (address: string) => asciiAddress(address) !== null;

/**
 * Every setting with its form, default and the sentence that .env.example shows. A form is made when it
 * is used: fifty of them take longer than all of zod to load.
 */
export const SETTINGS = {
  SUPABASE_URL: () => httpUrl.describe("The project's URL; the platform provides it."),
  SUPABASE_SECRET_KEY: () =>
    text.describe(
      "Secret key of the service; the platform provides SUPABASE_SECRET_KEYS instead.",
    ),
  AUTH_ISSUER: () =>
    httpUrl.optional().describe(
      "Issuer of members' access tokens, where it is not SUPABASE_URL with /auth/v1 behind it.",
    ),
  CRON_KEY_NAME: () =>
    z.string().default("default")
      .describe("Name of the secret key that scheduled calls carry, one of SUPABASE_SECRET_KEYS."),

  COMMUNITY_NAME: () =>
    upTo(80).default("Connect3").describe(
      "Name of the community, as mails show it.",
    ),
  COMMUNITY_TIME_ZONE: () =>
    text.refine(isTimeZone, "a name such as Australia/Melbourne").default(
      "Australia/Melbourne",
    )
      .describe(
        "Time zone of the community: what dates in posts mean, and that of members without one of their own.",
      ),
  COMMUNITY_ADDRESS: () =>
    upTo(200).optional().describe(
      "Postal address in the footer of mails, where the law asks for one.",
    ),
  SITE_URL: () =>
    httpUrl.refine(isPlain, "a URL without a user or password").describe(
      "Page of the community's site that feedback links lead to; see docs/api.md.",
    ),
  PREFERENCES_URL: () =>
    httpUrl.optional().describe(
      "Page where members choose what they get; default: SITE_URL.",
    ),

  AI_PROVIDER: () =>
    oneOf("openai", "supabase", "offline").default("openai").describe(
      "openai; supabase: the platform's own embeddings, posts read by rules, no key; or offline: rules alone.",
    ),
  OPENAI_API_KEY: () => text.describe("Key of the AI provider."),
  OPENAI_BASE_URL: () =>
    httpUrl.default("https://api.openai.com/v1").describe("Any compatible server."),
  OPENAI_EXTRACTION_MODEL: () =>
    text.default("gpt-6-luna").describe(
      "Model that reads posts; should support structured output.",
    ),
  OPENAI_REASONING_EFFORT: () =>
    z.string().regex(/^[a-z]*$/, "a word such as none, low or high, or off")
      .default("none").transform((effort) => effort === "off" ? "" : effort).describe(
        "How long that model thinks: none, low, medium, high; off or empty: not sent, for servers that refuse it.",
      ),
  OPENAI_MAX_OUTPUT_TOKENS: () =>
    whole(0, 100_000).default(4000).describe(
      "Tokens that an answer about one post may have, thinking included; 0: no limit is sent.",
    ),
  OPENAI_EMBEDDING_MODEL: () =>
    text.default("text-embedding-3-small").describe(
      "Model that embeds events; its vectors may have any size.",
    ),
  OPENAI_EMBEDDING_BASE_URL: () =>
    httpUrl.optional().describe(
      "Server that embeds events, where another one reads posts; default: OPENAI_BASE_URL.",
    ),
  OPENAI_EMBEDDING_KEY: () => text.optional().describe("Its key; default: OPENAI_API_KEY."),
  OPENAI_EMBEDDING_DIMENSIONS: () =>
    whole(0, 65_536).optional().describe(
      "Dimensions to ask for, 0: none; default: 512 from text-embedding-3 models, none from others.",
    ),
  OPENAI_TIMEOUT_SEC: () => whole(1, 140).default(30).describe("Seconds one call may take."),
  OPENAI_MAX_RETRIES: () =>
    whole(0, 10).default(3).describe(
      "Retries of a call that was refused for a while (408, 409, 429, 5xx, no connection).",
    ),
  OPENAI_CONCURRENCY: () => whole(1, 32).default(6).describe("Posts read at once."),
  MIN_CONFIDENCE: () =>
    between(0, 1, "a number from 0 to 1").default(0.5)
      .describe("Below it an event has no category and waits for review."),

  NEWSLETTER_WEEKDAY: () =>
    whole(1, 7).default(1).describe(
      "Send day of the weekly newsletter, ISO: 1 is Monday. Members may choose their own.",
    ),
  NEWSLETTER_HOUR: () =>
    whole(0, 23).default(8).describe("Local hour from which newsletters go out."),
  NEWSLETTER_WINDOW_HOURS: () =>
    whole(1, 23).default(10).describe(
      "Hours after that in which they may still go out; later they wait for the next period.",
    ),
  NEWSLETTER_EVENTS: () => whole(1, 20).default(8).describe("Events in a newsletter, at most."),
  NEWSLETTER_DAYS_AHEAD: () =>
    whole(1, 90).default(14).describe("How far ahead its events may begin."),
  NEWSLETTER_MAILS_PER_RUN: () =>
    whole(1, 5000).default(200).describe(
      "Mails a run plans and sends, at most: keeps a run within the platform's CPU limit.",
    ),
  LINK_SECRET: () =>
    linkSecret.describe(
      "Signs the links in mails, 32 characters or more (openssl rand -base64 48).",
    ),
  LINK_SECRET_PREVIOUS: () =>
    linkSecret.optional().describe(
      "The secret before, so that links in older mails still work.",
    ),

  SMTP_HOST: () => text.default("smtp.gmail.com").describe("Mail server."),
  SMTP_PORT: () =>
    whole(1, 65535).default(465).describe(
      "465 is open on the platform; 25 and 587 are blocked there.",
    ),
  SMTP_SECURITY: () =>
    oneOf("tls", "starttls", "none").default("tls").describe(
      "tls (from the first byte), starttls, or none (a local test server).",
    ),
  SMTP_USER: () => text.describe("Account at the mail server."),
  SMTP_PASSWORD: () => text.describe("Its password; for Gmail an app password."),
  SMTP_TIMEOUT_SEC: () =>
    whole(1, 140).default(30).describe("Seconds a mail server may stay silent."),
  MAIL_FROM: () =>
    text.refine(isMailAddress, "an address such as news@example.org").describe(
      "Sender's address; default: SMTP_USER.",
    ),
  MAIL_FROM_NAME: () =>
    upTo(80).optional().describe(
      "Sender's name; default: COMMUNITY_NAME.",
    ),

  MAIL_QUOTA_PER_DAY: () =>
    whole(1, 1_000_000).default(450).describe(
      "Mails within any 24 hours; below what the account may send (Gmail 500, Workspace 2000).",
    ),

  IMAP_HOST: () =>
    text.optional().describe(
      "Server to ask what became of unanswered mails, and for bounces (imap.gmail.com); off without it.",
    ),
  IMAP_PORT: () => whole(1, 65535).default(993).describe("Port of IMAP_HOST."),
  IMAP_SECURITY: () =>
    oneOf("tls", "none").default("tls").describe(
      "tls (from the first byte), or none (a local test server).",
    ),
  IMAP_USER: () =>
    text.describe("Account whose Sent folder and inbox are read; default: SMTP_USER."),
  IMAP_PASSWORD: () => text.describe("Its password; default: SMTP_PASSWORD."),
  IMAP_SENT_FOLDER: () =>
    text.optional().describe(
      "Folder of sent mails, where the server does not say which it is.",
    ),

  TIME_BUDGET_SEC: () =>
    whole(5, 390).default(110).describe(
      "Seconds after which a run takes no more work; well below the platform's limit (150 free, 400 paid).",
    ),
  CPU_BUDGET_MS: () =>
    whole(200, 600_000).default(1_500).describe(
      "Milliseconds of CPU after which a run takes no more work; below the platform's limit (2000), as a run also ends.",
    ),
  REPLAY_FROM: () =>
    z.iso.datetime({
      offset: true,
      error: "an instant such as 2026-11-20T09:00:00+11:00",
    }).optional().describe(
      "Development only: the clock starts at this instant.",
    ),
} satisfies Record<string, () => z.ZodType>;

/** Older names, in the order in which they are tried after the setting's own. */
export const OLDER_NAMES: Partial<Record<SettingName, string[]>> = {
  SUPABASE_URL: ["NEXT_PUBLIC_SUPABASE_URL"],
  SUPABASE_SECRET_KEY: ["SUPABASE_SERVICE_KEY", "SUPABASE_SERVICE_ROLE_KEY"],
  SITE_URL: ["NEXT_PUBLIC_APP_URL"],
  LINK_SECRET: ["UNSUBSCRIBE_TOKEN_SECRET"],
  SMTP_USER: ["GMAIL_USER"],
  SMTP_PASSWORD: ["GMAIL_APP_PASSWORD"],
  MAIL_FROM: ["GMAIL_FROM_EMAIL"],
};

/** Settings that, where they are not set, are what another one is. */
export const FALLBACKS: Partial<Record<SettingName, SettingName>> = {
  IMAP_USER: "SMTP_USER",
  IMAP_PASSWORD: "SMTP_PASSWORD",
  MAIL_FROM: "SMTP_USER",
};

/** Settings whose empty value means something, rather than that they are absent. */
export const MAY_BE_EMPTY: ReadonlySet<string> = new Set<SettingName>(["OPENAI_REASONING_EFFORT"]);

export type SettingName = keyof typeof SETTINGS;
export type Setting<K extends SettingName> = z.output<ReturnType<(typeof SETTINGS)[K]>>;

/** Without what `webUrl` takes for a disguise. */
function isPlain(url: string): boolean {
  const { username, password } = new URL(url);
  return username === "" && password === "";
}
