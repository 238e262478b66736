import assert from "node:assert/strict";
import { envExample } from "../tasks/env_example.ts";
import { unknownSettings } from "./unknown_settings.ts";

const said = (text: string) => unknownSettings(text, "functions/.env");

Deno.test("unknownSettings() is empty for known names, set or commented out", () => {
  assert.deepEqual(said(envExample()), []);
  assert.deepEqual(said(envExample().replaceAll(/^# ([A-RT-Z]\w+=)/gm, "$1")), []);
  assert.deepEqual(said(""), []);
  assert.deepEqual(said("GMAIL_USER=x\n\texport SMTP_HOST = mail.example\r\n# TYPO=1\n"), []);
  assert.deepEqual(said("COMMUNITY_NAME=\"The\nTYPO=club\"\nCOMMUNITY_ADDRESS='a\nB: c'\n"), []);
});

Deno.test("unknownSettings() suggests the nearest known name for an unknown one", () => {
  const cases = {
    "SMTP_PASWORD=x": "SMTP_PASSWORD",
    "OPENAI_KEY=x": "OPENAI_API_KEY",
    "OPEN_AI_API_KEY=x": "OPENAI_API_KEY",
    "export COMUNITY_TIMEZONE=UTC": "COMMUNITY_TIME_ZONE",
    "smtp_host=x": "SMTP_HOST",
    "AI-PROVIDER=x": "AI_PROVIDER",
    "NEWSLETTER_DAY=1": "NEWSLETTER_WEEKDAY",
    "GMAIL_APP_PASSWRD=x": "GMAIL_APP_PASSWORD",
  };
  for (const [line, near] of Object.entries(cases)) {
    const name = /([\w-]+)=/.exec(line)?.[1];
    assert.deepEqual(said(line), [
      `functions/.env sets ${name}, which is no setting of this project; did you mean ${near}?`,
    ]);
  }
  assert.deepEqual(said("STRIPE_WEBHOOK=x"), [
    "functions/.env sets STRIPE_WEBHOOK, which is no setting of this project; .env.example lists " +
    "those that are",
  ]);
});

Deno.test("unknownSettings() reports lines that set nothing, and the platform's own names", () => {
  assert.deepEqual(said("AI_PROVIDER: openai\nOPENAI_API_KEY sk-x\nA sentence of prose.\n"), [
    "functions/.env names AI_PROVIDER but sets nothing: write AI_PROVIDER=VALUE",
    "functions/.env names OPENAI_API_KEY but sets nothing: write OPENAI_API_KEY=VALUE",
  ]);
  assert.deepEqual(said("SUPABASE_URL=http://x\nSUPABASE_URL=http://y\n"), [
    "functions/.env sets SUPABASE_URL in vain: names that begin with SUPABASE_ are the stack's own",
  ]);
});

Deno.test("unknownSettings() quotes no value, because it may be secret", () => {
  assert.doesNotMatch(said("SMTP_PASWORD=hunter2\nOTHER hunter2\nX: hunter2").join(), /hunter2/);
});
