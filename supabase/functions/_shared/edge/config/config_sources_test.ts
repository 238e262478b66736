/** Where settings come from, and when they are read. */
import assert from "node:assert/strict";
import { readConfig } from "./config.ts";
import { type SettingName, SETTINGS } from "./settings.ts";
import { configOf, refusal } from "./test_config.ts";

const NAMES = Object.keys(SETTINGS) as SettingName[];

const SECRET = "s3cret-".repeat(6);

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
