import assert from "node:assert/strict";
import { faultOfClaims } from "./access_token.ts";

const HOSTED = { url: "https://ref.supabase.co" };
const GOOD = {
  sub: "0c9f1d2e-3a4b-4c5d-8e6f-708192a3b4c5",
  exp: 2_000_000_000,
  iss: "https://ref.supabase.co/auth/v1",
};
const issuer = (iss: unknown, expected: Parameters<typeof faultOfClaims>[1] = HOSTED) =>
  faultOfClaims({ ...GOOD, iss }, expected) === null;

Deno.test("faultOfClaims() returns null for a token of the project's Auth", () => {
  assert.equal(faultOfClaims(GOOD, HOSTED), null);
  assert.equal(faultOfClaims({ ...GOOD, sub: GOOD.sub.toUpperCase() }, HOSTED), null);
});

Deno.test("faultOfClaims() requires an expiry", () => {
  for (const exp of [undefined, null, "2000000000", {}]) {
    assert.match(faultOfClaims({ ...GOOD, exp }, HOSTED) ?? "", /"exp"/);
  }
});

Deno.test("faultOfClaims() requires a uuid as subject", () => {
  const subjects = [undefined, null, 7, "", "x' or 1=1", `${GOOD.sub} `, `${GOOD.sub}\n`];
  for (const sub of [...subjects, GOOD.sub.slice(1), GOOD.sub.replaceAll("-", ""), [GOOD.sub]]) {
    assert.match(faultOfClaims({ ...GOOD, sub }, HOSTED) ?? "", /"sub"/, String(sub));
  }
});

Deno.test("faultOfClaims() requires the issuer of a hosted project", () => {
  const others = [undefined, null, "", "supabase", `${GOOD.iss}/`, [GOOD.iss]];
  const foreign = ["https://other.supabase.co/auth/v1", "http://127.0.0.1:54321/auth/v1"];
  for (const iss of [...others, ...foreign]) assert.ok(!issuer(iss), String(iss));
});

Deno.test("faultOfClaims() accepts only AUTH_ISSUER if it is set", () => {
  const expected = { ...HOSTED, issuer: "https://api.club.example/auth/v1" };
  assert.ok(issuer("https://api.club.example/auth/v1", expected));
  for (const iss of [GOOD.iss, undefined]) assert.ok(!issuer(iss, expected), `${iss}`);
});

Deno.test("faultOfClaims() accepts issuers of local stacks and no foreign issuer", () => {
  const embedded = { url: "http://127.0.0.1:47556" };
  assert.ok(issuer(undefined, embedded));
  assert.ok(issuer("http://127.0.0.1:47556/auth/v1", embedded));
  assert.ok(!issuer("http://127.0.0.1:1/auth/v1", embedded));
  const cli = { url: "http://kong:8000" };
  assert.ok(issuer("http://127.0.0.1:54321/auth/v1", cli));
  assert.ok(issuer("http://localhost:54321/auth/v1", cli));
  const elsewhere = ["https://other.supabase.co/auth/v1", "http://127.0.0.1.evil.example/auth/v1"];
  for (const iss of [...elsewhere, "http://127.0.0.1:54321/", "x", 7]) assert.ok(!issuer(iss, cli));
});
