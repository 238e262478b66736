/** Logins by XOAUTH2: a mail server and a provider of tokens on loopback. */
import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { tokenSource } from "../../supabase/functions/_shared/edge/mail/access_token.ts";
import { smtpMailer } from "../../supabase/functions/_shared/edge/mail/smtp.ts";
import { BUDGET_MS, MAIL, TIMEOUT_MS } from "./fixtures.ts";

/** A server that takes one token, and counts the mails. */
async function startServer(isGood: (user: string, token: string) => boolean) {
  const seen = { mails: 0, tokens: [] as string[] };
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    authMethods: ["XOAUTH2"],
    allowInsecureAuth: true,
    onAuth: ({ username = "", accessToken = "" }, _session, done) => {
      seen.tokens.push(accessToken);
      if (isGood(username, accessToken)) return done(null, { user: username });
      done(null, { data: { status: "401", schemes: "bearer", scope: "mail" } });
    },
    onData: async (stream, _session, done) => {
      for await (const _ of stream);
      seen.mails++;
      done();
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port, seen, stop };
}

/** Sends one mail; the provider answers these tokens in turn, null for a refusal, undefined if it is away. */
async function send(tokens: (string | null | undefined)[], good: string) {
  const server = await startServer((user, token) => user === "news" && token === good);
  const provider = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, () => {
    const token = tokens.shift();
    if (token === undefined) return new Response("busy", { status: 503 });
    return token === null
      ? Response.json({ error: "invalid_grant" }, { status: 400 })
      : Response.json({ access_token: token, expires_in: 3600 });
  });
  const tokenUrl = `http://127.0.0.1:${provider.addr.port}/token`;
  const settings = { tokenUrl, clientId: "c", clientSecret: "s", refreshToken: "r" };
  const mailer = smtpMailer({
    ...{ host: "127.0.0.1", port: server.port, secure: "none", timeoutMs: TIMEOUT_MS },
    ...{ user: "news", password: "", accessToken: tokenSource(settings, fetch, () => 0) },
  });
  try {
    const outcome = await mailer.send(MAIL, { budgetMs: BUDGET_MS });
    const action = "action" in outcome ? outcome.action : null;
    return { state: outcome.state, action, ...server.seen };
  } finally {
    await mailer.close();
    await provider.shutdown();
    await server.stop();
  }
}

Deno.test("smtpMailer() logs in with an access token", async () => {
  assert.deepEqual(await send(["good"], "good"), {
    ...{ state: "sent", action: "sent", mails: 1, tokens: ["good"] },
  });
});

Deno.test("smtpMailer() renews a token that the mail server refuses, once", async () => {
  const renewed = await send(["old", "good"], "good");
  assert.deepEqual([renewed.state, renewed.tokens], ["sent", ["old", "good"]]);
  const refused = await send(["old", "older"], "good");
  assert.deepEqual([refused.state, refused.action, refused.mails], ["deferred", "stop_all", 0]);
});

Deno.test("smtpMailer() stops for a refused refresh token, and waits for a provider that is away", async () => {
  const refused = await send([null], "good");
  assert.deepEqual([refused.state, refused.action, refused.tokens], ["deferred", "stop_all", []]);
  const away = await send([undefined], "good");
  assert.deepEqual([away.state, away.action, away.tokens], ["deferred", "retry", []]);
});
