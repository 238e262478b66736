import assert from "node:assert/strict";
import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify, SignJWT } from "jose";
import { hasValidToken, jwksOf, withKeyId, withKeyIds } from "./tokens.ts";

const SECRET = "a secret of thirty-two characters";

const sign = (secret = SECRET) =>
  new SignJWT({ sub: "ada", role: "authenticated" })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(secret));

Deno.test("withKeyId() keeps the claims, and jwksOf() verifies the result", async () => {
  const token = await sign();
  const keyed = await withKeyId(token, SECRET);
  const [jwk] = JSON.parse(jwksOf(SECRET)).keys;
  assert.equal(decodeProtectedHeader(keyed).kid, jwk.kid);
  const { payload } = await jwtVerify(keyed, await importJWK(jwk));
  assert.deepEqual(payload, decodeJwt(token));
});

Deno.test("withKeyId() throws for a foreign signature", async () => {
  await assert.rejects(withKeyId(await sign("another secret of 32 characters!"), SECRET));
});

Deno.test("withKeyIds() adds a key id to tokens in a body and in a redirect, and keeps the rest", async () => {
  const token = await sign();
  const keyed = await withKeyId(token, SECRET);
  const body = { access_token: token, user: { id: "ada" } };
  const answer = await withKeyIds(Response.json(body, { status: 201 }), SECRET);
  assert.equal(answer.status, 201);
  assert.deepEqual(await answer.json(), { ...body, access_token: keyed });

  const location = `http://site/page?x=1#access_token=${token}&type=signup`;
  const redirect = await withKeyIds(
    new Response(null, { status: 303, headers: { location } }),
    SECRET,
  );
  assert.equal(
    redirect.headers.get("location"),
    `http://site/page?x=1#access_token=${keyed}&type=signup`,
  );

  const other = await withKeyIds(Response.json({ code: "no" }, { status: 400 }), SECRET);
  assert.deepEqual([other.status, await other.json()], [400, { code: "no" }]);
});

Deno.test("hasValidToken() accepts only tokens of this stack", async () => {
  const ask = (authorization?: string) =>
    hasValidToken(
      new Request("http://x", { headers: authorization ? { authorization } : {} }),
      SECRET,
    );
  assert.equal(await ask(`Bearer ${await sign()}`), true);
  assert.equal(await ask(`Bearer ${await sign("another secret of 32 characters!")}`), false);
  assert.equal(await ask("Bearer sb_secret_x"), false);
  assert.equal(await ask(), false);
});
