import assert from "node:assert/strict";
import type { Mail } from "./mail.ts";
import { lazyMailer } from "./lazy.ts";

const settings = {
  host: "127.0.0.1",
  port: 1,
  secure: "none",
  user: "",
  password: "",
  timeoutMs: 1_000,
} as const;
const mail: Mail = {
  message_id: "<a@example.org>",
  date: "2026-11-20T09:00:00Z",
  from: { name: "", address: "a@example.org" },
  to: { name: "", address: "b@example.org" },
  subject: "Hello",
  html: "<p>Hello",
  text: "Hello",
  headers: {},
};

Deno.test("lazyMailer() closes without having sent, and once more", async () => {
  const mailer = lazyMailer(settings);
  await mailer.close();
  await mailer.close();
  await assert.rejects(mailer.send(mail, { budgetMs: 1_000 }), /the mailer is closed/);
});

Deno.test("lazyMailer() sends by the mailer that it loads, one for all mails", async () => {
  const mailer = lazyMailer(settings);
  // Refused before anything is dialled: no server is needed to see whose answer it is.
  const onPhase = () => Promise.reject(new Error("the lease is lost"));
  for (let i = 0; i < 2; i++) {
    const outcome = await mailer.send(mail, { budgetMs: 1_000, onPhase });
    assert.deepEqual([outcome.state, outcome.phase], ["deferred", "dialling"]);
  }
  await mailer.close();
  await assert.rejects(mailer.send(mail, { budgetMs: 1_000 }), /the mailer is closed/);
});
