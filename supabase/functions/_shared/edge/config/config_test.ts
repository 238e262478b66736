import assert from "node:assert/strict";
import { SettingError } from "./config.ts";
import { type SettingName, SETTINGS } from "./settings.ts";
import { configOf, refusal } from "./test_config.ts";

const NAMES = Object.keys(SETTINGS) as SettingName[];

const SECRET = "s3cret-".repeat(6);

Deno.test("readConfig() parses every setting", () => {
  const given: Record<SettingName, [string, unknown]> = {
    SUPABASE_URL: ["https://abc.supabase.co/", "https://abc.supabase.co"],
    SUPABASE_SECRET_KEY: ["sb_secret_x", "sb_secret_x"],
    AUTH_ISSUER: ["https://auth.club.example/auth/v1/", "https://auth.club.example/auth/v1"],
    CRON_KEY_NAME: ["cron", "cron"],
    COMMUNITY_NAME: ["Chess club", "Chess club"],
    COMMUNITY_TIME_ZONE: ["America/Argentina/Ushuaia", "America/Argentina/Ushuaia"],
    COMMUNITY_ADDRESS: ["1 Main St", "1 Main St"],
    COMMUNITY_LOGO_URL: ["https://club.example/logo.png", "https://club.example/logo.png"],
    COMMUNITY_COLOR: ["#1f45D1", "#1f45D1"],
    SITE_URL: ["https://club.example/answers//", "https://club.example/answers"],
    PREFERENCES_URL: ["https://club.example/me/", "https://club.example/me"],
    AI_PROVIDER: ["offline", "offline"],
    OPENAI_API_KEY: ["sk-x", "sk-x"],
    OPENAI_BASE_URL: ["http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"],
    OPENAI_EXTRACTION_MODEL: ["small", "small"],
    OPENAI_REASONING_EFFORT: ["low", "low"],
    OPENAI_MAX_OUTPUT_TOKENS: ["0", 0],
    OPENAI_EMBEDDING_MODEL: ["small", "small"],
    OPENAI_EMBEDDING_BASE_URL: ["http://127.0.0.1:8081/v1/", "http://127.0.0.1:8081/v1"],
    OPENAI_EMBEDDING_KEY: ["sk-y", "sk-y"],
    OPENAI_EMBEDDING_DIMENSIONS: ["1024", 1024],
    OPENAI_TIMEOUT_SEC: ["7", 7],
    OPENAI_MAX_RETRIES: ["0", 0],
    OPENAI_CONCURRENCY: ["32", 32],
    MIN_CONFIDENCE: ["0.75", 0.75],
    NEWSLETTER_WEEKDAY: ["7", 7],
    NEWSLETTER_HOUR: ["0", 0],
    NEWSLETTER_WINDOW_HOURS: ["23", 23],
    NEWSLETTER_EVENTS: ["20", 20],
    NEWSLETTER_DAYS_AHEAD: ["90", 90],
    NEWSLETTER_MAILS_PER_RUN: ["5000", 5000],
    LINK_SECRET: [SECRET, SECRET],
    LINK_SECRET_PREVIOUS: [` ${SECRET}\n`, SECRET],
    SMTP_HOST: ["mail.example", "mail.example"],
    SMTP_PORT: ["2525", 2525],
    SMTP_SECURITY: ["none", "none"],
    SMTP_USER: ["club", "club"],
    SMTP_PASSWORD: ["abcd efgh", "abcd efgh"],
    SMTP_TIMEOUT_SEC: ["140", 140],
    MAIL_FROM: ["club@example.org", "club@example.org"],
    MAIL_FROM_NAME: ["The club", "The club"],
    MAIL_QUOTA_PER_DAY: ["2000", 2000],
    MAIL_PER_SECOND: ["0.5", 0.5],
    MAIL_REPLY_TO: ["hello@example.org", "hello@example.org"],
    MAIL_HEADERS: ["{}", {}],
    MAIL_OAUTH_CLIENT_ID: ["c", "c"],
    MAIL_OAUTH_CLIENT_SECRET: ["s", "s"],
    MAIL_OAUTH_REFRESH_TOKEN: ["r", "r"],
    MAIL_OAUTH_TOKEN_URL: ["https://a.example/t", "https://a.example/t"],
    MAIL_OAUTH_SCOPE: ["mail", "mail"],
    SES_TOPIC_ARN: [
      "arn:aws:sns:eu-west-1:123456789012:mail",
      "arn:aws:sns:eu-west-1:123456789012:mail",
    ],
    RESEND_WEBHOOK_SECRET: ["whsec_x", "whsec_x"],
    POSTMARK_WEBHOOK_LOGIN: ["hook:pw", "hook:pw"],
    MAILGUN_WEBHOOK_KEY: ["mk", "mk"],
    SENDGRID_WEBHOOK_KEY: ["sk", "sk"],
    BREVO_WEBHOOK_LOGIN: ["token", "token"],
    IMAP_HOST: ["imap.example", "imap.example"],
    IMAP_PORT: ["143", 143],
    IMAP_SECURITY: ["none", "none"],
    IMAP_USER: ["club", "club"],
    IMAP_PASSWORD: ["abcd efgh", "abcd efgh"],
    IMAP_SENT_FOLDER: ["Verschickt", "Verschickt"],
    TIME_BUDGET_SEC: ["390", 390],
    CPU_BUDGET_MS: ["1700", 1700],
    REPLAY_FROM: ["2025-08-20T09:00:00+10:00", "2025-08-20T09:00:00+10:00"],
  };
  assert.deepEqual(Object.keys(given).sort(), [...NAMES].sort());
  for (const name of NAMES) {
    const [text, value] = given[name];
    assert.deepEqual(configOf({ [name]: text }).get(name), value, name);
    assert.deepEqual(configOf({ [name]: `  ${text}\n` }).get(name), value, `${name} with blanks`);
  }
});

Deno.test("readConfig() throws for a malformed setting with its name, value, form and remedy", () => {
  const malformed: [SettingName, ...string[]][] = [
    ["SUPABASE_URL", "abc.supabase.co", "ftp://abc.supabase.co", "javascript:alert(1)"],
    ["AUTH_ISSUER", "supabase", "abc.supabase.co/auth/v1"],
    ["COMMUNITY_TIME_ZONE", "Mars/Olympus", "+10:00", "AEST", "Australia/Melbourne; drop table x"],
    ["COMMUNITY_NAME", "n".repeat(81)],
    ["COMMUNITY_ADDRESS", "n".repeat(201)],
    ["COMMUNITY_LOGO_URL", "logo.png"],
    ["COMMUNITY_COLOR", "red"],
    ["SITE_URL", "https://club example/", "/relative", "https://"],
    ["PREFERENCES_URL", "/me", "javascript:alert(1)"],
    ["AI_PROVIDER", "gemini", "OpenAI"],
    ["OPENAI_BASE_URL", "api.openai.com"],
    ["OPENAI_REASONING_EFFORT", "a lot", "0"],
    ["OPENAI_MAX_OUTPUT_TOKENS", "-1", "100001", "many"],
    ["OPENAI_EMBEDDING_BASE_URL", "api.openai.com"],
    ["OPENAI_EMBEDDING_DIMENSIONS", "-1", "65537"],
    ["OPENAI_TIMEOUT_SEC", "0", "141", "30s", "1.5", "ten", "1e9"],
    ["OPENAI_MAX_RETRIES", "-1", "11", "three"],
    ["OPENAI_CONCURRENCY", "0", "33"],
    ["MIN_CONFIDENCE", "-0.1", "1.01", "high"],
    ["NEWSLETTER_WEEKDAY", "0", "8", "Monday"],
    ["NEWSLETTER_HOUR", "-1", "24", "08:00"],
    ["NEWSLETTER_WINDOW_HOURS", "0", "24"],
    ["NEWSLETTER_EVENTS", "0", "21"],
    ["NEWSLETTER_DAYS_AHEAD", "0", "91"],
    ["NEWSLETTER_MAILS_PER_RUN", "0", "5001"],
    ["LINK_SECRET", "s".repeat(31)],
    ["LINK_SECRET_PREVIOUS", "s".repeat(31)],
    ["SMTP_PORT", "0", "65536", "smtp"],
    ["SMTP_SECURITY", "ssl"],
    ["SMTP_TIMEOUT_SEC", "0", "141"],
    [
      ...["MAIL_FROM", "club", "a b@example.org", "Club <club@example.org>", "a@b\r\nBcc: c@d.org"],
      ...["a,b@example.org", "club@example.org.", "club@[127.0.0.1]"],
    ] as [SettingName, ...string[]],
    ["MAIL_FROM_NAME", "n".repeat(81)],
    ["MAIL_QUOTA_PER_DAY", "0", "1000001", "many"],
    ["MAIL_REPLY_TO", "nobody", "a@b@c"],
    ["MAIL_HEADERS", "x", "[]", '{"Subject": "x"}', '{"X-A": "b\\nc"}', '{"X-A": 1}'],
    ["MAIL_OAUTH_TOKEN_URL", "login.example"],
    ["MAIL_PER_SECOND", "0", "1001", "fast"],
    ["IMAP_PORT", "0", "65536", "imap"],
    ["IMAP_SECURITY", "ssl"],
    ["TIME_BUDGET_SEC", "4", "391"],
    ["CPU_BUDGET_MS", "199", "1.5", "600001"],
    ["REPLAY_FROM", "yesterday", "2025-08-20", "2025-08-20T09:00:00"],
  ];
  for (const [name, ...values] of malformed) {
    for (const value of values) {
      const { message, hint } = refusal(name, { [name]: value });
      assert.match(
        message,
        new RegExp(`^Cannot read setting ${name} as it is malformed: current value .+; use .+$`),
      );
      assert.match(hint, new RegExp(`^Set ${name} .+\\.$`, "s"));
      const shown = `current value is ${value.replace(/\s+/g, " ").slice(0, 59)}`;
      assert.equal(message.includes(shown), !name.includes("SECRET"), message);
    }
  }
  const free: SettingName[] = [
    ...["SUPABASE_SECRET_KEY", "CRON_KEY_NAME", "OPENAI_API_KEY", "OPENAI_EXTRACTION_MODEL"],
    ...[
      "OPENAI_EMBEDDING_MODEL",
      "OPENAI_EMBEDDING_KEY",
      "SMTP_HOST",
      "SMTP_USER",
      "SMTP_PASSWORD",
    ],
    ...["IMAP_HOST", "IMAP_USER", "IMAP_PASSWORD", "IMAP_SENT_FOLDER"],
    ...["MAIL_OAUTH_CLIENT_ID", "MAIL_OAUTH_CLIENT_SECRET", "MAIL_OAUTH_REFRESH_TOKEN"],
    ...["MAIL_OAUTH_SCOPE"],
    ...["SES_TOPIC_ARN", "RESEND_WEBHOOK_SECRET", "POSTMARK_WEBHOOK_LOGIN"],
    ...["MAILGUN_WEBHOOK_KEY", "SENDGRID_WEBHOOK_KEY", "BREVO_WEBHOOK_LOGIN"],
  ] as SettingName[];
  assert.deepEqual([...malformed.map(([name]) => name), ...free].sort(), [...NAMES].sort());
});

Deno.test("readConfig() states the expected form of a malformed setting", () => {
  const forms: [SettingName, string, string][] = [
    ["COMMUNITY_TIME_ZONE", "Mars/Base", "is Mars/Base; use a name such as Australia/Melbourne"],
    ["SMTP_PORT", "smtp", "is smtp; use a whole number from 1 to 65535"],
    ["SMTP_TIMEOUT_SEC", "1.5", "is 1.5; use a whole number from 1 to 140"],
    ["MIN_CONFIDENCE", "high", "is high; use a number from 0 to 1"],
    ["AI_PROVIDER", "gemini", "is gemini; use openai, supabase or offline"],
    ["SITE_URL", "club.example", "is club.example; use a URL that begins with http:// or https://"],
    ["LINK_SECRET", "short", "has 5 characters; use 32 characters or more"],
  ];
  for (const [name, value, end] of forms) {
    const { message } = refusal(name, { [name]: value });
    assert.equal(message, `Cannot read setting ${name} as it is malformed: current value ${end}`);
  }
});

Deno.test("readConfig() shows no value that is or may be secret", () => {
  const given: [SettingName, Record<string, string>][] = [
    ["LINK_SECRET", { LINK_SECRET: "hunter2" }],
    ["LINK_SECRET", { UNSUBSCRIBE_TOKEN_SECRET: "hunter2" }],
    ["LINK_SECRET_PREVIOUS", { LINK_SECRET_PREVIOUS: "hunter2" }],
    ["MAIL_FROM", { SMTP_USER: "hunter2" }],
    ["SITE_URL", { SITE_URL: "https://me:hunter2@club.example" }],
    ["OPENAI_BASE_URL", { OPENAI_BASE_URL: "ftp://me:hunter2@host.example" }],
  ];
  for (const [name, env] of given) {
    const { message, hint } = refusal(name, env);
    assert.doesNotMatch(message + hint, /hunter2/, name);
  }
});

Deno.test("readConfig() throws only for settings without default, at their first use", () => {
  const config = configOf({});
  const missing = NAMES.filter((name) => {
    try {
      config.get(name);
      return false;
    } catch (error) {
      assert.ok(error instanceof SettingError);
      assert.equal(error.message, `Cannot read setting ${name} as it is missing`);
      return true;
    }
  });
  assert.deepEqual(missing.sort(), [
    ...["IMAP_PASSWORD", "IMAP_USER"],
    ...[
      "LINK_SECRET",
      "MAIL_FROM",
      "OPENAI_API_KEY",
      "SITE_URL",
      "SMTP_PASSWORD",
      "SMTP_USER",
    ],
    ...["SUPABASE_SECRET_KEY", "SUPABASE_URL"],
  ]);
  assert.equal(config.get("AI_PROVIDER"), "openai"); // never falls back to offline silently
});
