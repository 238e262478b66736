import assert from "node:assert/strict";
import { TokenRefused, tokenSource, xoauth2 } from "./access_token.ts";

const SETTINGS = {
  tokenUrl: "https://accounts.example/token",
  clientId: "c",
  clientSecret: "s3cret",
  refreshToken: "r",
};

/** A provider that answers these in turn. */
function provider(...answers: [status: number, body: unknown][]) {
  const asked: Record<string, string>[] = [];
  const fetch = (_url: string, { body }: RequestInit) => {
    asked.push(Object.fromEntries(body as URLSearchParams));
    const [status, answer] = answers.shift()!;
    return Promise.resolve(new Response(JSON.stringify(answer), { status }));
  };
  return { fetch, asked };
}

Deno.test("tokenSource() refreshes a token once it ends, or is refused, and not before", async () => {
  const token = (access_token: string) => [200, { access_token, expires_in: 3600 }] as const;
  const { fetch, asked } = provider([...token("a")], [...token("b")], [...token("c")]);
  let now = 0;
  const source = tokenSource(SETTINGS, fetch, () => now);
  assert.deepEqual([await source(), await source()], ["a", "a"]);
  now = 3_541_000;
  assert.equal(await source(), "b");
  assert.equal(await source(true), "c");
  assert.deepEqual(asked[0], {
    client_id: "c",
    client_secret: "s3cret",
    grant_type: "refresh_token",
    refresh_token: "r",
  });
});

Deno.test("tokenSource() asks for the client itself without a refresh token", async () => {
  const { fetch, asked } = provider([200, { access_token: "a", expires_in: 60 }]);
  const scope = "https://outlook.office365.com/.default";
  await tokenSource({ ...SETTINGS, refreshToken: undefined, scope }, fetch, () => 0)();
  assert.deepEqual([asked[0]?.grant_type, asked[0]?.scope], ["client_credentials", scope]);
});

Deno.test("tokenSource() tells a refusal from a provider that is away, without a secret", async () => {
  const { fetch } = provider(
    [400, { error: "invalid_grant", error_description: "Token has been revoked." }],
    [503, "busy"],
    [200, {}],
  );
  const source = tokenSource(SETTINGS, fetch, () => 0);
  await assert.rejects(source(), (error: Error) => {
    assert.ok(error instanceof TokenRefused);
    assert.match(error.message, /^Cannot get an access token: 400 invalid_grant: Token has been/);
    return !error.message.includes("s3cret");
  });
  await assert.rejects(source(), (error: Error) => !(error instanceof TokenRefused));
  await assert.rejects(source(), /Cannot get an access token: 200/);
});

Deno.test("xoauth2() is the initial response that Gmail and Microsoft document", () => {
  assert.equal(atob(xoauth2("a@b.example", "t")), "user=a@b.example\x01auth=Bearer t\x01\x01");
});
