import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import { hash } from "bcryptjs";
import { type Stack, startStack } from "./stack.ts";

const PROJECT = new URL("./fixture/", import.meta.url);
const NOBODY = "00000000-0000-4000-8000-000000000000";

const clientOf = ({ url }: Stack, key: string) =>
  createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false } });

/** Result of a sign-in: the error's code, or "in". */
async function signIn(stack: Stack, email: string, password: string) {
  const { error } = await clientOf(stack, stack.publishableKey).auth
    .signInWithPassword({ email, password });
  return error?.code ?? "in";
}

Deno.test("supabase.auth.admin creates, reads, changes and deletes users", async (t) => {
  const stack = await startStack({ project: PROJECT });
  await using _ = { [Symbol.asyncDispose]: () => stack.stop() };
  const { admin } = clientOf(stack, stack.secretKey).auth;
  const made = async (attributes: Parameters<typeof admin.createUser>[0]) => {
    const { data, error } = await admin.createUser(attributes);
    assert.equal(error, null);
    return data.user!;
  };

  await t.step("createUser() with a confirmed address allows sign-in", async () => {
    const user = await made({
      email: "Ada@Example.org",
      password: "a good password",
      email_confirm: true,
      user_metadata: { name: "Ada" },
      app_metadata: { plan: "pro" },
    });
    assert.equal(user.email, "ada@example.org");
    assert.ok(user.email_confirmed_at);
    assert.deepEqual(user.user_metadata, { name: "Ada" });
    assert.deepEqual(user.app_metadata, { provider: "email", providers: ["email"], plan: "pro" });
    assert.equal(user.identities?.[0]?.identity_data?.email_verified, true);
    assert.equal(await signIn(stack, "ada@example.org", "a good password"), "in");
    assert.deepEqual((await admin.getUserById(user.id)).data.user?.user_metadata, { name: "Ada" });
  });

  await t.step(
    "createUser() accepts no confirmation, no password, or a password hash",
    async () => {
      await made({ email: "b@example.org", password: "a good password" });
      assert.equal(await signIn(stack, "b@example.org", "a good password"), "email_not_confirmed");
      await made({ email: "c@example.org", email_confirm: true });
      assert.equal(await signIn(stack, "c@example.org", ""), "invalid_credentials");
      const password_hash = await hash("an old password", 4);
      await made({ email: "d@example.org", password_hash, email_confirm: true });
      assert.equal(await signIn(stack, "d@example.org", "an old password"), "in");
      const phone = await made({ phone: "61400000000", phone_confirm: true });
      assert.deepEqual([phone.email, phone.phone], ["", "61400000000"]);
    },
  );

  await t.step("createUser() refuses invalid attributes with the platform's codes", async () => {
    const refusals: [Parameters<typeof admin.createUser>[0], number, string][] = [
      [{}, 400, "validation_failed"],
      [{ email: "no address" }, 400, "validation_failed"],
      [{ email: "e@example.org", password: "short" }, 422, "weak_password"],
      [{ email: "e@example.org", password: "é".repeat(37) }, 422, "weak_password"],
      [{ email: "e@example.org", ban_duration: "a week" }, 400, "validation_failed"],
      [{ email: "ada@example.org" }, 422, "email_exists"],
      [{ phone: "61400000000" }, 422, "phone_exists"],
    ];
    for (const [attributes, status, code] of refusals) {
      const { error } = await admin.createUser(attributes);
      assert.deepEqual([error?.status, error?.code], [status, code], JSON.stringify(attributes));
    }
  });

  await t.step("listUsers() returns pages, newest first, with their number", async () => {
    await stack.sql("delete from auth.users");
    for (const name of "abcde") await made({ email: `${name}@example.org` });
    const all = await admin.listUsers();
    const newestFirst = [..."edcba"].map((name) => `${name}@example.org`);
    assert.deepEqual(all.data.users.map(({ email }) => email), newestFirst);
    const page = await admin.listUsers({ page: 2, perPage: 2 });
    assert.deepEqual(page.data.users, all.data.users.slice(2, 4));
    assert.ok("total" in page.data);
    const { total, nextPage, lastPage } = page.data;
    assert.deepEqual({ total, nextPage, lastPage }, { total: 5, nextPage: 3, lastPage: 3 });
    assert.deepEqual((await admin.listUsers({ page: 9, perPage: 2 })).data.users, []);
  });

  await t.step("updateUserById() changes only the given attributes", async () => {
    const { id } = await made({
      email: "f@example.org",
      password: "a good password",
      user_metadata: { name: "F", zone: "UTC" },
    });
    const { data } = await admin.updateUserById(id, {
      email: "g@example.org",
      password: "a new password",
      email_confirm: true,
      user_metadata: { zone: null, color: "red" },
      app_metadata: { plan: "free" },
    });
    assert.deepEqual(data.user?.user_metadata, { name: "F", color: "red" });
    assert.equal(data.user?.app_metadata.plan, "free");
    assert.equal(data.user?.app_metadata.provider, "email");
    assert.equal(data.user?.identities?.[0]?.identity_data?.email, "g@example.org");
    assert.equal(await signIn(stack, "g@example.org", "a new password"), "in");
    assert.equal(await signIn(stack, "f@example.org", "a good password"), "invalid_credentials");
    const banned = async (ban_duration: string) =>
      (await admin.updateUserById(id, { ban_duration })).data.user;
    const user = await banned("1h30m");
    const until = Date.parse(user?.banned_until ?? "") - Date.parse(user?.updated_at ?? "");
    assert.equal(until, 5_400_000);
    assert.equal((await banned("none"))?.banned_until, undefined);
  });

  await t.step("deleteUser() deletes; a soft deletion removes personal data", async () => {
    const { id } = await made({ email: "h@example.org", email_confirm: true });
    assert.equal((await admin.deleteUser(id, true)).error, null);
    const [row] = await stack.sql("select email, deleted_at from auth.users where id = $1", [id]);
    assert.match(String(row?.email), /^[0-9a-f]{64}$/);
    assert.ok(row?.deleted_at);
    assert.equal((await admin.deleteUser(id)).error, null);
    for (
      const { error } of [
        await admin.deleteUser(id),
        await admin.getUserById(id),
        await admin.updateUserById(NOBODY, { role: "x" }),
      ]
    ) assert.deepEqual([error?.status, error?.code], [404, "user_not_found"]);
  });
});

Deno.test("supabase.auth.admin creates links for sign-in, and invites by mail", async (t) => {
  const stack = await startStack({ project: PROJECT });
  await using _ = { [Symbol.asyncDispose]: () => stack.stop() };
  const { admin } = clientOf(stack, stack.secretKey).auth;
  const redirectTo = `${stack.url}/site/welcome`;

  /** Follows a link like a browser; returns the fragment of its target. */
  const follow = async (link: string) => {
    const answer = await fetch(link, { redirect: "manual" });
    await answer.body?.cancel();
    const target = new URL(answer.headers.get("location") ?? "http://nowhere");
    const values = new URLSearchParams(target.hash.slice(1));
    return { at: target.origin + target.pathname, token: values.get("access_token") };
  };
  const whoIs = async (token: string | null) =>
    (await clientOf(stack, stack.publishableKey).auth.getUser(token ?? "")).data.user;

  const options = { redirectTo };
  const email = "i@example.org";
  await t.step("generateLink() creates links for sign-up, magic link and recovery", async () => {
    for (
      const request of [
        { type: "signup", email, password: "a good password", options },
        { type: "magiclink", email, options },
        { type: "recovery", email, options },
      ] as const
    ) {
      const { data, error } = await admin.generateLink(request);
      assert.equal(error, null, request.type);
      assert.equal(data.properties?.verification_type, request.type);
      assert.equal(data.user?.email, email);
      const { at, token } = await follow(data.properties!.action_link);
      assert.equal(at, redirectTo);
      assert.equal((await whoIs(token))?.id, data.user?.id);
      assert.equal((await follow(data.properties!.action_link)).token, null, "once only");
    }
    assert.equal(await signIn(stack, email, "a good password"), "in");
  });

  await t.step("generateLink() creates a link and a code for a change of address", async () => {
    const newEmail = "j@example.org";
    const change = { type: "email_change_current", email, newEmail } as const;
    const { data } = await admin.generateLink(change);
    const { error } = await clientOf(stack, stack.publishableKey).auth.verifyOtp({
      type: "email_change",
      token_hash: data.properties!.hashed_token,
    });
    assert.equal(error, null);
    assert.equal((await admin.getUserById(data.user!.id)).data.user?.email, newEmail);
  });

  await t.step(
    "generateLink() refuses unknown users, and existing ones for a sign-up",
    async () => {
      const recovery = await admin.generateLink({ type: "recovery", email: "k@example.org" });
      assert.equal(recovery.error?.code, "user_not_found");
      const invite = await admin.generateLink({ type: "invite", email: "j@example.org" });
      assert.equal(invite.error?.code, "email_exists");
    },
  );

  await t.step(
    "inviteUserByEmail() sends a mail with a link and a code to confirm the address",
    async () => {
      for (const way of ["link", "code"]) {
        stack.mailbox.clear();
        const invited = `${way}@example.org`;
        const { data, error } = await admin.inviteUserByEmail(invited, { data: { name: "L" } });
        assert.equal(error, null);
        assert.equal(data.user?.email_confirmed_at, undefined);
        assert.deepEqual(data.user?.user_metadata, { name: "L" });
        const [mail] = stack.mailbox.messages();
        assert.deepEqual(mail?.recipients, [invited]);
        if (way === "link") await follow(/http:\S+/.exec(mail?.text ?? "")?.[0] ?? "");
        else {
          const token = /code: (\d{6})/.exec(mail?.text ?? "")?.[1] ?? "";
          await clientOf(stack, stack.publishableKey).auth
            .verifyOtp({ type: "invite", email: invited, token });
        }
        assert.ok((await admin.getUserById(data.user!.id)).data.user?.email_confirmed_at);
        assert.equal((await admin.inviteUserByEmail(invited)).error?.code, "email_exists");
      }
    },
  );
});

Deno.test("the admin API requires the secret key, and answers 501 for missing endpoints", async () => {
  const stack = await startStack({ project: PROJECT });
  await using _ = { [Symbol.asyncDispose]: () => stack.stop() };
  const member = clientOf(stack, stack.publishableKey);
  const { data } = await member.auth.signUp({
    email: "m@example.org",
    password: "a good password",
  });
  const token = data.session!.access_token;
  const call = async (path: string, init: RequestInit & { headers: Record<string, string> }) => {
    const answer = await fetch(`${stack.url}/auth/v1${path}`, init);
    return [answer.status, (await answer.json()).error_code];
  };
  const apikey = stack.secretKey;
  for (
    const [headers, status, code] of [
      [{}, 401, "no_authorization"],
      [{ apikey: "sb_secret_x" }, 401, "no_authorization"],
      [{ authorization: `Bearer ${apikey}` }, 401, "no_authorization"],
      [{ apikey: stack.publishableKey }, 403, "not_admin"],
      [{ apikey: stack.publishableKey, authorization: `Bearer ${apikey}` }, 403, "not_admin"],
      [{ apikey, authorization: `Bearer ${token}` }, 403, "not_admin"],
      [{ apikey }, 200, undefined],
    ] as [Record<string, string>, number, string][]
  ) {
    assert.deepEqual(await call("/admin/users", { headers }), [status, code]);
    if (status !== 200) {
      assert.deepEqual(await call("/invite", { method: "POST", headers }), [status, code]);
    }
  }
  const headers = { apikey };
  const post = (path: string, body: string) => call(path, { method: "POST", headers, body });
  assert.deepEqual(await post("/admin/users", "{"), [400, "bad_json"]);
  assert.deepEqual(await post("/admin/users", '"x"'), [400, "bad_json"]);
  assert.deepEqual(await call("/admin/users/x", { headers }), [404, "validation_failed"]);
  assert.deepEqual(await call("/admin/users?page=0", { headers }), [400, "validation_failed"]);
  assert.deepEqual(await call("/admin/sso/providers", { headers }), [501, "not_implemented"]);
  assert.equal((await clientOf(stack, apikey).auth.admin.signOut(token)).error, null);
});
