/** Checks the claims of a member's access token, after its signature has been verified. */

/** Audience that Supabase Auth writes into every token of a signed-in user. */
export const AUDIENCE = "authenticated";

/** Unparsed claims. A valid signature proves their author, not their form. */
export type TokenClaims = Readonly<Record<string, unknown>>;

/** The project that issues members' tokens. */
export interface ExpectedIssuer {
  /** The project's URL. */
  url: string;
  /** Replaces the issuer derived from `url`: AUTH_ISSUER. */
  issuer?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const isLoopback = ({ hostname }: URL) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);

/**
 * The reason why a token with these claims identifies no member of this project; null if it does.
 */
export function faultOfClaims(claims: TokenClaims, expected: ExpectedIssuer): string | null {
  const { sub, exp, iss } = claims;
  if (typeof exp !== "number") return 'it has no "exp" claim, so it would never expire';
  if (typeof sub !== "string" || !UUID.test(sub)) {
    return 'its "sub" claim is not the id of a member';
  }
  return isIssuer(iss, expected) ? null : '"iss" names another issuer, or none';
}

/**
 * Whether the issuer is this project's Auth. A hosted project's Auth always states its issuer.
 * Local stacks use plain http. The embedded stack states none. The CLI's functions know Auth by an
 * address inside Docker, but its tokens state the address for browsers.
 */
function isIssuer(iss: unknown, { url, issuer }: ExpectedIssuer): boolean {
  const own = new URL(url);
  if (iss === undefined) return own.protocol === "http:" && issuer === undefined;
  if (iss === (issuer ?? `${url}/auth/v1`)) return true;
  if (issuer !== undefined || own.protocol !== "http:" || isLoopback(own)) return false;
  const named = typeof iss === "string" ? URL.parse(iss) : null;
  return named !== null && isLoopback(named) && named.pathname === "/auth/v1";
}
