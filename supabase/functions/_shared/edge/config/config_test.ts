import assert from "node:assert/strict";
import { readConfig, SettingError } from "./config.ts";
import { type SettingName, SETTINGS } from "./settings.ts";

const NAMES = Object.keys(SETTINGS) as SettingName[];

const SECRET = "s3cret-".repeat(6);

const configOf = (env: Record<string, string>) => readConfig((name) => env[name]);

/** The error of a config that refuses a setting. */
function refusal(name: SettingName, env: Record<string, string>): SettingError {
  try {
    configOf(env).get(name);
  } catch (error) {
    if (error instanceof SettingError) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: `${name} took ${JSON.stringify(env)}` });
}

Deno.test("readConfig() parses every setting", () => {
  const given: Record<SettingName, [string, unknown]> = {
    SUPABASE_URL: ["https://abc.supabase.co/", "https://abc.supabase.co"],
    SUPABASE_SECRET_KEY: ["sb_secret_x", "sb_secret_x"],
    AUTH_ISSUER: ["https://auth.club.example/auth/v1/", "https://auth.club.example/auth/v1"],
    CRON_KEY_NAME: ["cron", "cron"],
    COMMUNITY_NAME: ["Chess club", "Chess club"],
    COMMUNITY_TIME_ZONE: ["America/Argentina/Ushuaia", "America/Argentina/Ushuaia"],
    COMMUNITY_ADDRESS: ["1 Main St", "1 Main St"],
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
    assert.equal(configOf({ [name]: text }).get(name), value, name);
    assert.equal(configOf({ [name]: `  ${text}\n` }).get(name), value, `${name} with blanks`);
  }
});

Deno.test("readConfig() throws for a malformed setting with its name, value, form and remedy", () => {
  const malformed: [SettingName, ...string[]][] = [
    ["SUPABASE_URL", "abc.supabase.co", "ftp://abc.supabase.co", "javascript:alert(1)"],
    ["AUTH_ISSUER", "supabase", "abc.supabase.co/auth/v1"],
    ["COMMUNITY_TIME_ZONE", "Mars/Olympus", "+10:00", "AEST", "Australia/Melbourne; drop table x"],
    ["COMMUNITY_NAME", "n".repeat(81)],
    ["COMMUNITY_ADDRESS", "n".repeat(201)],
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
    ...["LINK_SECRET", "MAIL_FROM", "OPENAI_API_KEY", "SITE_URL", "SMTP_PASSWORD", "SMTP_USER"],
    ...["SUPABASE_SECRET_KEY", "SUPABASE_URL"],
  ]);
  assert.equal(config.get("AI_PROVIDER"), "openai"); // never falls back to offline silently
});

Deno.test("readConfig() counts an empty value as absent", () => {
  assert.equal(configOf({ SMTP_PORT: "  " }).get("SMTP_PORT"), 465);
  assert.match(refusal("LINK_SECRET", { LINK_SECRET: "" }).message, /is missing$/);
});

Deno.test("readConfig() omits an empty reasoning effort or off, and defaults to none", () => {
  for (const value of ["", "  ", "off"]) {
    assert.equal(configOf({ OPENAI_REASONING_EFFORT: value }).get("OPENAI_REASONING_EFFORT"), "");
  }
  assert.equal(configOf({}).get("OPENAI_REASONING_EFFORT"), "none");
});

Deno.test("readConfig() prefers a setting's own name to older names", () => {
  const older: [SettingName, string, string][] = [
    ["SUPABASE_URL", "NEXT_PUBLIC_SUPABASE_URL", "https://abc.supabase.co"],
    ["SUPABASE_SECRET_KEY", "SUPABASE_SERVICE_KEY", "sb_secret_old"],
    ["SUPABASE_SECRET_KEY", "SUPABASE_SERVICE_ROLE_KEY", "sb_secret_old"],
    ["SITE_URL", "NEXT_PUBLIC_APP_URL", "https://club.example"],
    ["LINK_SECRET", "UNSUBSCRIBE_TOKEN_SECRET", SECRET],
    ["SMTP_USER", "GMAIL_USER", "club@example.org"],
    ["SMTP_PASSWORD", "GMAIL_APP_PASSWORD", "abcd efgh"],
    ["MAIL_FROM", "GMAIL_FROM_EMAIL", "club@example.org"],
    ["MAIL_FROM", "SMTP_USER", "club@example.org"],
    ["MAIL_FROM", "GMAIL_USER", "club@example.org"],
    ["IMAP_USER", "SMTP_USER", "club@example.org"],
    ["IMAP_USER", "GMAIL_USER", "club@example.org"],
    ["IMAP_PASSWORD", "GMAIL_APP_PASSWORD", "abcd efgh"],
  ];
  for (const [name, old, value] of older) {
    assert.equal(configOf({ [old]: value }).get(name), value, old);
    assert.equal(configOf({ [old]: value, [name]: " " }).get(name), value, old);
  }
  const both = configOf({ SMTP_USER: "new@example.org", GMAIL_USER: "old@example.org" });
  assert.equal(both.get("SMTP_USER"), "new@example.org");
  assert.match(
    refusal("MAIL_FROM", { SMTP_USER: "apikey" }).message,
    /^Cannot read setting MAIL_FROM as SMTP_USER is malformed/,
  );
});

Deno.test("readConfig() prefers the platform's keys, and ignores a malformed object of them", () => {
  const platform = { SUPABASE_SECRET_KEYS: '{"default":"sb_secret_a","cron":"sb_secret_b"}' };
  const config = configOf({ ...platform, SUPABASE_SERVICE_KEY: "sb_secret_old" });
  assert.equal(config.get("SUPABASE_SECRET_KEY"), "sb_secret_a");
  assert.deepEqual(config.secretKeys(), { default: "sb_secret_a", cron: "sb_secret_b" });
  for (const keys of ["", "null", "[]", "5", '{"default":5}', "sb_secret_a", '{"default":']) {
    const { message, hint } = refusal("SUPABASE_SECRET_KEY", { SUPABASE_SECRET_KEYS: keys });
    assert.equal(message, "Cannot read setting SUPABASE_SECRET_KEY as it is missing");
    assert.doesNotMatch(hint, /secrets set/, "the platform refuses names of its own");
    const beside = configOf({ SUPABASE_SECRET_KEYS: keys, SUPABASE_SECRET_KEY: "sb_secret_c" });
    assert.deepEqual(beside.secretKeys(), { default: "sb_secret_c" });
  }
});

Deno.test("readConfig() reads each setting once, at its first use", () => {
  const asked: string[] = [];
  const config = readConfig((name) => {
    asked.push(name);
    return undefined;
  });
  assert.deepEqual(asked, []);
  config.get("SMTP_PORT");
  config.get("SMTP_PORT");
  assert.deepEqual(asked, ["SMTP_PORT"]);
});

Deno.test("Config.now() is real time, or continues from REPLAY_FROM", () => {
  const before = Date.now();
  const real = configOf({}).now().getTime();
  assert.ok(real >= before && real <= Date.now());
  const replayed = configOf({ REPLAY_FROM: "2025-08-20T09:00:00+10:00" });
  const first = replayed.now().getTime();
  const since = first - Date.parse("2025-08-19T23:00:00Z");
  assert.ok(since >= 0 && since < 60 * 60_000, `${since}`);
  assert.ok(replayed.now().getTime() >= first);
});

Deno.test("SETTINGS have a description of one line each", () => {
  for (const name of NAMES) {
    assert.match(SETTINGS[name]().description ?? "", /^[^\n]{10,140}\.$/, name);
  }
});

Deno.test("readConfig() names the file to edit, locally or hosted, and no command line with values", () => {
  const hintAt = (url?: string) =>
    refusal("OPENAI_API_KEY", url === undefined ? {} : { SUPABASE_URL: url }).hint;
  const near = ["http://127.0.0.1:54321", "http://localhost:1", "http://kong:8000", "http://[::1]"];
  for (const url of near) {
    assert.match(hintAt(url), /^Set OPENAI_API_KEY in supabase\/functions\/\.env\. /, url);
  }
  const far = ["https://ref.supabase.co", "https://127.0.0.1.example.org", "junk", undefined];
  for (const url of far) {
    assert.match(hintAt(url), /^Set OPENAI_API_KEY in \.env, then run .+ --env-file \.env/);
  }
  assert.doesNotMatch(hintAt(), /OPENAI_API_KEY=/);
});
