/**
 * Adds key ids to tokens. @supabase/lite signs access tokens without one, but the functions' auth
 * (withSupabase) refuses such tokens. lite itself accepts both. So every token gets an id on the
 * way out, and clients hold the same kind of token as on the platform.
 */
import { base64url, jwtVerify, SignJWT } from "jose";

const KEY_ID = "embedded-stack";

const bytes = (secret: string) => new TextEncoder().encode(secret);

/** JWKS to verify these tokens: one symmetric key, for the functions only. */
export function jwksOf(secret: string): string {
  const key = { kty: "oct", alg: "HS256", kid: KEY_ID, k: base64url.encode(bytes(secret)) };
  return JSON.stringify({ keys: [key] });
}

/**
 * Signs the claims of a valid token again, with a key id.
 *
 * @throws {Error} if the signature is not ours
 */
export async function withKeyId(token: string, secret: string): Promise<string> {
  const { payload } = await jwtVerify(token, bytes(secret));
  return await new SignJWT(payload)
    .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: KEY_ID })
    .sign(bytes(secret));
}

/** Whether a request has a member's valid token. */
export function hasValidToken(request: Request, secret: string): Promise<boolean> {
  const token = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  return jwtVerify(token, bytes(secret)).then(() => true, () => false);
}

/** Adds a key id to the access token in a response of /auth/v1, in its body or in its redirect. */
export async function withKeyIds(response: Response, secret: string): Promise<Response> {
  const headers = new Headers(response.headers);
  const location = await relocate(headers.get("location"), secret);
  if (location) headers.set("location", location);
  if (!headers.get("content-type")?.includes("json")) return answer(response.body);
  const body = await response.json();
  if (typeof body?.access_token === "string") {
    body.access_token = await withKeyId(body.access_token, secret);
  }
  return answer(JSON.stringify(body));

  function answer(content: BodyInit | null) {
    headers.delete("content-length");
    return new Response(content, { status: response.status, headers });
  }
}

/** After a confirmation link, the session is in the fragment of the redirect. */
async function relocate(location: string | null, secret: string): Promise<string | undefined> {
  const [target, fragment] = location?.split("#") ?? [];
  const values = new URLSearchParams(fragment);
  const token = values.get("access_token");
  if (!token) return;
  values.set("access_token", await withKeyId(token, secret));
  return `${target}#${values}`;
}
