/** Tokens signed with the project's own key that identify no member. */
import assert from "node:assert/strict";
import { SignJWT } from "jose";
import { DEVELOPMENT_KEYS } from "../dev/stack/keys.ts";
import { assertRefused, inWorld } from "./world.ts";

const signed = (claims: Record<string, unknown>) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: "embedded-stack" })
    .sign(new TextEncoder().encode(DEVELOPMENT_KEYS.jwtSecret));

Deno.test("recommend refuses tokens with another audience or issuer, without expiry or without a member", async () => {
  await inWorld({}, async ({ stack, call, member }) => {
    const { id, token } = await member("Ada");
    const good = {
      sub: id,
      aud: "authenticated",
      role: "authenticated",
      exp: Math.floor(Date.now() / 1000) + 600,
    };
    const ask = (token: string) => call("recommend", { token, body: { limit: 1 } });
    const taken = [
      good,
      { ...good, aud: ["other", "authenticated"] },
      { ...good, iss: `${stack.url}/auth/v1` },
      { ...good, sub: id.toUpperCase() },
    ];
    for (const each of [token, ...await Promise.all(taken.map(signed))]) {
      assert.equal((await ask(each)).body.user_id, id);
    }
    const { exp: _exp, ...endless } = good;
    const { aud: _aud, ...toNobody } = good;
    const refused = [
      ...["other", "anon", "", ["other"]].map((aud) => ({ ...good, aud })),
      toNobody,
      endless,
      ...["https://other.supabase.co/auth/v1", "supabase", `${stack.url}/auth/v1/`, 7]
        .map((iss) => ({ ...good, iss })),
      ...["x' or 1=1", "", "42", `${id} `, id.replaceAll("-", ""), 42].map((sub) => ({
        ...good,
        sub,
      })),
    ];
    for (const claims of refused) {
      assertRefused(await ask(await signed(claims)), 401, "invalid_jwt", JSON.stringify(claims));
    }
  });
});
