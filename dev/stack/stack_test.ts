import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import { decodeProtectedHeader } from "jose";
import { type Stack, startStack } from "./stack.ts";

const PROJECT = new URL("./fixture/", import.meta.url);

const clientOf = ({ url }: Stack, key: string) =>
  createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false } });

async function memberOf(stack: Stack, name: string) {
  const client = clientOf(stack, stack.publishableKey);
  const { data, error } = await client.auth.signUp({
    email: `${name}@example.org`,
    password: "a good password",
  });
  assert.equal(error, null);
  return { client, id: data.user?.id, session: data.session };
}

Deno.test("startStack() serves supabase-js, the functions and the schedules", async (t) => {
  const logged: string[] = [];
  const stack = await startStack({
    project: PROJECT,
    settings: () => ({ COMMUNITY_NAME: "Chess club" }),
    now: new Date("2025-08-20T04:29:30Z"),
    log: (line) => logged.push(line),
  });
  const { url } = stack;
  const ada = await memberOf(stack, "ada");
  const bob = await memberOf(stack, "bob");
  const service = clientOf(stack, stack.secretKey);

  await t.step("sign-in returns a token with a key id that every API accepts", async () => {
    const credentials = { email: "ada@example.org", password: "a good password" };
    const { data } = await ada.client.auth.signInWithPassword(credentials);
    assert.equal(decodeProtectedHeader(data.session?.access_token ?? "").kid, "embedded-stack");
    assert.equal((await ada.client.auth.getUser()).data.user?.id, ada.id);
    const { data: refreshed } = await ada.client.auth.refreshSession();
    assert.equal(
      decodeProtectedHeader(refreshed.session?.access_token ?? "").kid,
      "embedded-stack",
    );
  });

  await t.step("sign-in refuses a wrong password", async () => {
    const credentials = { email: "ada@example.org", password: "a bad password" };
    const { error } = await clientOf(stack, stack.publishableKey).auth.signInWithPassword(
      credentials,
    );
    assert.equal(error?.code, "invalid_credentials");
  });

  await t.step("RLS holds for members, not for the service", async () => {
    assert.equal((await ada.client.from("notes").insert({ body: "Ada's" })).error, null);
    assert.deepEqual((await ada.client.from("notes").select("body")).data, [{ body: "Ada's" }]);
    assert.deepEqual((await bob.client.from("notes").select("body")).data, []);
    assert.deepEqual((await service.from("notes").select("body")).data, [{ body: "Ada's" }]);
    const foreign = await bob.client.from("notes").insert({ body: "x", owner_id: ada.id });
    assert.equal(foreign.error?.code, "42501");
  });

  await t.step("a missing grant applies to all API roles", async () => {
    const anon = clientOf(stack, stack.publishableKey);
    for (const client of [anon, ada.client, service]) {
      assert.equal((await client.from("ungranted").select()).error?.code, "42501");
    }
    assert.equal((await anon.from("notes").select()).error?.code, "42501");
  });

  await t.step("concurrent requests never run under another request's role", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => {
      const client = [ada.client, bob.client, service][index % 3] ?? service;
      return client.from("notes").select("body").then(({ data }) => data?.length);
    }));
    assert.deepEqual(answers, answers.map((_, index) => index % 3 === 1 ? 0 : 1));
  });

  await t.step("requests without a key or with a wrong key are refused", async () => {
    assert.equal((await fetch(`${url}/rest/v1/notes`)).status, 401);
    assert.equal(
      (await fetch(`${url}/rest/v1/notes`, { headers: { apikey: "sb_secret_x" } })).status,
      401,
    );
    const { error } = await clientOf(stack, "sb_publishable_x").from("notes").select();
    assert.ok(error);
  });

  await t.step("an RPC returns bytes unchanged", async () => {
    const call = (apikey: string) =>
      fetch(`${url}/rest/v1/rpc/some_bytes`, {
        method: "POST",
        headers: { apikey, accept: "application/octet-stream" },
      });
    const bytes = new Uint8Array(await (await call(stack.secretKey)).arrayBuffer());
    assert.deepEqual([...bytes], [0x00, 0xff, 0x0a, 0x80]);
    assert.equal((await call(stack.publishableKey)).status, 401);
  });

  await t.step(
    "a function knows its caller and reads with the caller's rights",
    async () => {
      const { data } = await ada.client.functions.invoke("whoami");
      assert.deepEqual(data, { id: ada.id, notes: [{ body: "Ada's" }] });
      const { error } = await clientOf(stack, stack.publishableKey).functions.invoke("whoami");
      assert.equal(error.context.status, 401);
    },
  );

  await t.step("a function gets its settings and no other variables of this process", async () => {
    const { data } = await service.functions.invoke("report", { body: { from: "test" } });
    assert.deepEqual(data.input, { from: "test" });
    assert.equal(data.env.COMMUNITY_NAME, "Chess club");
    assert.equal(data.env.AI_PROVIDER, "offline");
    assert.match(data.env.REPLAY_FROM, /^2025-08-20T04:29:/);
    const known =
      /^(PATH|HOME|TZ|USERPROFILE|LOCALAPPDATA|SYSTEMROOT|TE?MP|XDG_CACHE_HOME|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|(HTTPS?|NO)_PROXY)$|^(DENO|NPM_CONFIG|SUPABASE|SMTP)_/i;
    const others = Object.keys(data.env).filter((name) => !known.test(name)).sort();
    assert.deepEqual(others, [
      "AI_PROVIDER",
      "COMMUNITY_NAME",
      "LINK_SECRET",
      "MAIL_PER_SECOND",
      "PREFERENCES_URL",
      "REPLAY_FROM",
      "SITE_URL",
    ]);
    const { error } = await ada.client.functions.invoke("report", { body: {} });
    assert.equal(error.context.status, 401);
  });

  await t.step("functions that fail get the platform's error responses", async () => {
    const call = async (name: string, init?: RequestInit) => {
      const response = await fetch(`${url}/functions/v1/${name}`, init);
      return [response.status, (await response.text()).slice(0, 20)];
    };
    assert.deepEqual(await call("nothing"), [404, '{"code":"NOT_FOUND",']);
    assert.deepEqual(await call("_shared"), [404, '{"code":"NOT_FOUND",']);
    assert.deepEqual(await call("broken"), [503, '{"code":"BOOT_ERROR"']);
    assert.ok(logged.some((line) => line.includes("does not load")));
    const headers = { authorization: `Bearer ${ada.session?.access_token}` };
    assert.deepEqual(await call("strict"), [401, '{"code":401,"message']);
    assert.deepEqual(await call("strict", { headers }), [200, "<p>page</p>"]);
    assert.deepEqual(await call("strict", { headers, method: "DELETE" }), [
      500,
      '{"code":"WORKER_ERRO',
    ]);
    const page = await fetch(`${url}/functions/v1/strict`, { headers });
    assert.equal(page.headers.get("content-type"), "text/plain");
    await page.body?.cancel();
  });

  await t.step(
    "a schedule runs when due, and the function's response is recorded",
    async () => {
      stack.mailbox.clear();
      assert.deepEqual(await stack.cron.runDue(new Date("2025-08-20T04:29:59Z")), []);
      const [run, ...others] = await stack.cron.runDue(new Date("2025-08-20T04:30:00Z"));
      assert.deepEqual(others, []);
      assert.equal(run?.status, "succeeded");
      assert.equal(run?.answers[0]?.status_code, 200);
      const rows = await stack.sql(
        `select status_code, (content::jsonb -> 'input') = '{"from": "cron"}' as is_ours
       from net._http_response`,
      );
      assert.deepEqual(rows, [{ status_code: 200, is_ours: true }]);
      assert.deepEqual(await stack.cron.runDue(new Date("2025-08-20T04:30:30Z")), []);
      const [mail] = stack.mailbox.messages();
      assert.equal(mail?.subject, "Grüße");
      assert.deepEqual(mail?.recipients, ["member@example.org"]);
    },
  );

  await t.step("requests queued without a job are sent as well", async () => {
    await stack.sql("select net.http_post(url := $1)", [`${url}/functions/v1/broken`]);
    const answers = await stack.cron.sendQueued();
    assert.deepEqual(answers.map(({ status_code }) => status_code), [503]);
    assert.deepEqual(await stack.cron.sendQueued(), []);
  });

  await t.step("a failing job and a missing job have an error message", async () => {
    assert.equal((await stack.cron.runJob("fails")).return_message, "ERROR: division by zero");
    const details = await stack.sql("select status from cron.job_run_details order by runid");
    assert.deepEqual(details, [{ status: "succeeded" }, { status: "failed" }]);
    await assert.rejects(stack.cron.runJob("x"), RangeError);
  });

  await t.step("a page of another origin may call every API", async () => {
    const headers = {
      "origin": "http://site.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "apikey, authorization, content-type",
    };
    for (const path of ["/rest/v1/notes", "/auth/v1/token", "/functions/v1/whoami"]) {
      const preflight = await fetch(url + path, { method: "OPTIONS", headers });
      assert.ok(preflight.ok, path);
      assert.equal(preflight.headers.get("access-control-allow-origin"), "*", path);
      assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /apikey/, path);
    }
    const answer = await fetch(`${url}/auth/v1/settings`, {
      headers: { apikey: stack.publishableKey },
    });
    assert.equal(answer.headers.get("access-control-allow-origin"), "*");
    await answer.body?.cancel();
  });

  await t.step("sign-in mails arrive in the mailbox", async () => {
    stack.mailbox.clear();
    await clientOf(stack, stack.publishableKey).auth.resetPasswordForEmail("bob@example.org");
    const [mail] = stack.mailbox.messages();
    assert.deepEqual(mail?.recipients, ["bob@example.org"]);
    const link = /http:\S+/.exec(mail?.text ?? "")?.[0] ?? "";
    const followed = await fetch(link, { redirect: "manual" });
    const target = new URL(followed.headers.get("location") ?? "");
    const token = new URLSearchParams(target.hash.slice(1)).get("access_token") ?? "";
    assert.equal(target.href.split("#")[0], `${url}/site`);
    assert.equal(decodeProtectedHeader(token).kid, "embedded-stack");
  });

  await t.step("its pages are served", async () => {
    for (const path of ["/", "/mailbox", "/site"]) {
      const response = await fetch(url + path);
      assert.equal(response.status, 200, path);
      assert.match(await response.text(), /<!doctype html>/);
    }
  });

  await stack.stop();
  await assert.rejects(fetch(url), TypeError);
});

Deno.test("startStack() reuses data and keys, and applies only new migrations", async () => {
  const data = await Deno.makeTempDir();
  const first = await startStack({ project: PROJECT, data });
  const { id } = await memberOf(first, "ada");
  await assert.rejects(startStack({ project: PROJECT, data }), /another stack uses it; stop that/);
  await first.stop();

  const second = await startStack({ project: PROJECT, data });
  const [keys, users, versions, secrets] = [
    [second.publishableKey, second.secretKey],
    await second.sql("select id from auth.users"),
    await second.sql("select version from supabase_migrations.schema_migrations"),
    await second.sql(
      "select decrypted_secret as url from vault.decrypted_secrets where name = 'project_url'",
    ),
  ];
  await second.stop();
  await Deno.remove(data, { recursive: true });
  assert.deepEqual(keys, [first.publishableKey, first.secretKey]);
  assert.deepEqual(users, [{ id }]);
  assert.equal(versions.length, 2);
  assert.deepEqual(secrets, [{ url: second.url }]);
});
