/** The settings: the form, default and meaning of each. `config.ts` reads them. */
import { z } from "zod";
import { asciiAddress } from "../mail/message.ts";
import { MAIL_SETTINGS } from "./mail_settings.ts";
import { isTimeZone } from "../../time/time_zone.ts";

// Each form has a description in words, for errors about malformed values.
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

/** Checked here, because otherwise every single mail would be refused. */
const isMailAddress = (address: string) => asciiAddress(address) !== null;

/**
 * Every setting with its form, default and description for .env.example. Forms are created on use,
 * because creating all fifty takes longer than loading zod.
 */
export const SETTINGS = {
  SUPABASE_URL: () => httpUrl.describe("The project's URL; the platform provides it."),
  SUPABASE_SECRET_KEY: () =>
    text.describe(
      "Secret key of the service; the platform provides SUPABASE_SECRET_KEYS instead.",
    ),
  AUTH_ISSUER: () =>
    httpUrl.optional().describe(
      "Issuer of members' access tokens; default: SUPABASE_URL plus /auth/v1.",
    ),
  CRON_KEY_NAME: () =>
    z.string().default("default")
      .describe("Name of the secret key for scheduled calls, one of SUPABASE_SECRET_KEYS."),

  COMMUNITY_NAME: () =>
    upTo(80).default("Connect3").describe(
      "Name of the community in mails.",
    ),
  COMMUNITY_TIME_ZONE: () =>
    text.refine(isTimeZone, "a name such as Australia/Melbourne").default(
      "Australia/Melbourne",
    )
      .describe(
        "Time zone (IANA) of the community, for dates in posts and for members without a zone of their own.",
      ),
  COMMUNITY_ADDRESS: () =>
    upTo(200).optional().describe(
      "Postal address in the footer of mails, if the law requires one.",
    ),
  COMMUNITY_LOGO_URL: () =>
    httpUrl.optional().describe(
      "Square picture (PNG, 68 pixels or more) beside the community's name in mails.",
    ),
  COMMUNITY_COLOR: () =>
    z.string().regex(/^#[0-9a-f]{6}$/i, "a colour such as #1f45d1").optional().describe(
      "Colour of dates, links and the button in mails; a colour too light to read is darkened.",
    ),
  SITE_URL: () =>
    httpUrl.refine(isPlain, "a URL without a user or password").describe(
      "Page of the community's site for feedback links; see docs/api.md.",
    ),
  PREFERENCES_URL: () =>
    httpUrl.optional().describe(
      "Page for members' mail preferences; default: SITE_URL.",
    ),

  AI_PROVIDER: () =>
    oneOf("openai", "supabase", "offline").default("openai").describe(
      "openai; supabase (embeddings by the platform, posts read by rules, no key); or offline (rules only).",
    ),
  OPENAI_API_KEY: () => text.describe("Key of the AI provider."),
  OPENAI_BASE_URL: () =>
    httpUrl.default("https://api.openai.com/v1").describe(
      "URL of the AI provider; any compatible server works.",
    ),
  OPENAI_EXTRACTION_MODEL: () =>
    text.default("gpt-6-luna").describe(
      "Model for reading posts; should support structured output.",
    ),
  OPENAI_REASONING_EFFORT: () =>
    z.string().regex(/^[a-z]*$/, "a word such as none, low or high, or off")
      .default("none").transform((effort) => effort === "off" ? "" : effort).describe(
        "Reasoning effort of that model: none, low, medium, high. Off or empty: not sent, if a server rejects it.",
      ),
  OPENAI_MAX_OUTPUT_TOKENS: () =>
    whole(0, 100_000).default(4000).describe(
      "Maximum tokens of the answer for one post, reasoning included; 0: no limit is sent.",
    ),
  OPENAI_EMBEDDING_MODEL: () =>
    text.default("text-embedding-3-small").describe(
      "Model for embedding events; its vectors may have any size.",
    ),
  OPENAI_EMBEDDING_BASE_URL: () =>
    httpUrl.optional().describe(
      "Server for embedding events, if it differs from the one for posts; default: OPENAI_BASE_URL.",
    ),
  OPENAI_EMBEDDING_KEY: () => text.optional().describe("Its key; default: OPENAI_API_KEY."),
  OPENAI_EMBEDDING_DIMENSIONS: () =>
    whole(0, 65_536).optional().describe(
      "Dimensions to request, 0: none; default: 512 for text-embedding-3 models, none for others.",
    ),
  OPENAI_TIMEOUT_SEC: () =>
    whole(1, 140).default(30).describe("Timeout of one call to the AI provider, in seconds."),
  OPENAI_MAX_RETRIES: () =>
    whole(0, 10).default(3).describe(
      "Retries of a call after a temporary failure (408, 409, 429, 5xx, no connection).",
    ),
  OPENAI_CONCURRENCY: () => whole(1, 32).default(6).describe("Number of posts read concurrently."),
  MIN_CONFIDENCE: () =>
    between(0, 1, "a number from 0 to 1").default(0.5)
      .describe("Confidence below which an event has no category and waits for review."),

  NEWSLETTER_WEEKDAY: () =>
    whole(1, 7).default(1).describe(
      "Send day of the weekly newsletter, 1 (Monday) to 7. Members may choose their own.",
    ),
  NEWSLETTER_HOUR: () => whole(0, 23).default(8).describe("Local hour at which sending starts."),
  NEWSLETTER_WINDOW_HOURS: () =>
    whole(1, 23).default(10).describe(
      "Hours of sending from then on; later mails wait for the next period.",
    ),
  NEWSLETTER_EVENTS: () => whole(1, 20).default(8).describe("Maximum events in a newsletter."),
  NEWSLETTER_DAYS_AHEAD: () =>
    whole(1, 90).default(14).describe("Days ahead that its events may start, at most."),
  NEWSLETTER_MAILS_PER_RUN: () =>
    whole(1, 5000).default(200).describe(
      "Maximum mails that a run plans and sends, to stay within the platform's CPU limit.",
    ),
  LINK_SECRET: () =>
    linkSecret.describe(
      "Signs the links in mails, 32 characters or more (openssl rand -base64 48).",
    ),
  LINK_SECRET_PREVIOUS: () =>
    linkSecret.optional().describe(
      "Previous LINK_SECRET, so that links in older mails still work.",
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
    whole(1, 140).default(30).describe("Seconds to wait for a silent mail server."),
  MAIL_FROM: () =>
    text.refine(isMailAddress, "an address such as news@example.org").describe(
      "Sender's address; default: SMTP_USER.",
    ),
  MAIL_FROM_NAME: () =>
    upTo(80).optional().describe(
      "Sender's name; default: COMMUNITY_NAME.",
    ),

  ...MAIL_SETTINGS,

  MAIL_QUOTA_PER_DAY: () =>
    whole(1, 1_000_000).default(450).describe(
      "Maximum mails within 24 hours; set it below the account's limit (Gmail 500, Workspace 2000).",
    ),

  MAIL_PER_SECOND: () =>
    between(0.1, 1_000, "a number from 0.1 to 1000").default(5).describe(
      "Mails a second, at most; a run slows down by itself where the server says so.",
    ),

  IMAP_HOST: () =>
    text.optional().describe(
      "IMAP server (imap.gmail.com) to look up bounces and unconfirmed mails; default: off.",
    ),
  IMAP_PORT: () => whole(1, 65535).default(993).describe("Port of IMAP_HOST."),
  IMAP_SECURITY: () =>
    oneOf("tls", "none").default("tls").describe(
      "tls (from the first byte), or none (a local test server).",
    ),
  IMAP_USER: () =>
    text.describe("IMAP account of the Sent folder and the inbox; default: SMTP_USER."),
  IMAP_PASSWORD: () => text.describe("Its password; default: SMTP_PASSWORD."),
  IMAP_SENT_FOLDER: () =>
    text.optional().describe(
      "Folder of sent mails, if the server does not mark one.",
    ),

  SES_TOPIC_ARN: () =>
    text.optional().describe(
      "Topic of Amazon SNS whose bounces and complaints mail-events/ses takes.",
    ),
  RESEND_WEBHOOK_SECRET: () =>
    text.optional().describe("Signing secret of the webhook to mail-events/resend (whsec_…)."),
  POSTMARK_WEBHOOK_LOGIN: () =>
    text.optional().describe(
      "user:password in the address of the webhook to mail-events/postmark.",
    ),
  MAILGUN_WEBHOOK_KEY: () =>
    text.optional().describe("HTTP webhook signing key of Mailgun, for mail-events/mailgun."),
  SENDGRID_WEBHOOK_KEY: () =>
    text.optional().describe(
      "Verification key (public) of SendGrid's signed event webhook, for mail-events/sendgrid.",
    ),
  BREVO_WEBHOOK_LOGIN: () =>
    text.optional().describe(
      "Bearer token, or user:password, of the webhook to mail-events/brevo.",
    ),

  TIME_BUDGET_SEC: () =>
    whole(5, 390).default(110).describe(
      "Seconds until a run takes no more work; well below the platform's limit (150 free, 400 paid).",
    ),
  CPU_BUDGET_MS: () =>
    whole(200, 600_000).default(1_500).describe(
      "CPU milliseconds until a run takes no more work; below the platform's limit (2000), to leave some for the end.",
    ),
  REPLAY_FROM: () =>
    z.iso.datetime({
      offset: true,
      error: "an instant such as 2026-11-20T09:00:00+11:00",
    }).optional().describe(
      "Development only: the clock starts at this instant.",
    ),
} satisfies Record<string, () => z.ZodType>;

/** Older names of settings, in order of preference after the setting's own name. */
export const OLDER_NAMES: Partial<Record<SettingName, string[]>> = {
  SUPABASE_URL: ["NEXT_PUBLIC_SUPABASE_URL"],
  SUPABASE_SECRET_KEY: ["SUPABASE_SERVICE_KEY", "SUPABASE_SERVICE_ROLE_KEY"],
  SITE_URL: ["NEXT_PUBLIC_APP_URL"],
  LINK_SECRET: ["UNSUBSCRIBE_TOKEN_SECRET"],
  SMTP_USER: ["GMAIL_USER"],
  SMTP_PASSWORD: ["GMAIL_APP_PASSWORD"],
  MAIL_FROM: ["GMAIL_FROM_EMAIL"],
};

/** Settings that default to the value of another setting. */
export const FALLBACKS: Partial<Record<SettingName, SettingName>> = {
  IMAP_USER: "SMTP_USER",
  IMAP_PASSWORD: "SMTP_PASSWORD",
  MAIL_FROM: "SMTP_USER",
};

/** Settings with a meaningful empty value; for all others, empty counts as absent. */
export const MAY_BE_EMPTY: ReadonlySet<string> = new Set<SettingName>(["OPENAI_REASONING_EFFORT"]);

/** Name of a setting. */
export type SettingName = keyof typeof SETTINGS;
/** Type of a setting's value. */
export type Setting<K extends SettingName> = z.output<ReturnType<(typeof SETTINGS)[K]>>;

/** Without credentials, which can disguise the host; see `webUrl`. */
function isPlain(url: string): boolean {
  const { username, password } = new URL(url);
  return username === "" && password === "";
}
