/** What a member's access token must say, beyond a signature of the project's key. */

/** Supabase Auth writes it into every token of a signed-in user. */
export const AUDIENCE = "authenticated";

/** Claims as they arrive: a signature says who wrote them, and nothing of their form. */
export type TokenClaims = Readonly<Record<string, unknown>>;

export interface ExpectedIssuer {
  /** The project's URL. */
  url: string;
  /** In place of the one that follows from `url`: AUTH_ISSUER. */
  issuer?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const isLoopback = ({ hostname }: URL) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);

/** Why a token with these claims identifies no member of this project; null: it does. */
export function faultOfClaims(claims: TokenClaims, expected: ExpectedIssuer): string | null {
  const { sub, exp, iss } = claims;
  if (typeof exp !== "number") return 'it has no "exp" claim, so it would never expire';
  if (typeof sub !== "string" || !UUID.test(sub)) {
    return 'its "sub" claim is not the id of a member';
  }
  return isIssuer(iss, expected) ? null : '"iss" names another issuer, or none';
}

/**
 * A hosted project's Auth always names itself. Local stacks are plain http: the embedded one names
 * nobody, and that of the CLI answers functions at an address inside of Docker but names the one
 * that browsers use.
 */
function isIssuer(iss: unknown, { url, issuer }: ExpectedIssuer): boolean {
  const own = new URL(url);
  if (iss === undefined) return own.protocol === "http:" && issuer === undefined;
  if (iss === (issuer ?? `${url}/auth/v1`)) return true;
  if (issuer !== undefined || own.protocol !== "http:" || isLoopback(own)) return false;
  const named = typeof iss === "string" ? URL.parse(iss) : null;
  return named !== null && isLoopback(named) && named.pathname === "/auth/v1";
}
