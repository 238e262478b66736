/** Access tokens for XOAUTH2, by which Gmail and Microsoft 365 take logins without a password (RFC 6749). */

export interface OauthSettings {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  /** Without one, the client speaks for itself: an app of Microsoft 365. */
  refreshToken?: string;
  scope?: string;
}

/** Answers a token that is still good; `renew`: another than the last one, which was refused. */
export type TokenSource = (renew?: boolean) => Promise<string>;

/** Before its end a token is not used any more, milliseconds. */
const MARGIN_MS = 60_000;
const MAX_ANSWER = 500;

/** The provider refuses the client or its refresh token: nothing can be sent until somebody mends it. */
export class TokenRefused extends Error {
  override name = "TokenRefused";
  /** As nodemailer calls a login that is refused. */
  readonly code = "EAUTH";
  readonly command = "AUTH XOAUTH2";
}

/** Keeps a token until it ends. @param now Milliseconds */
export function tokenSource(
  settings: OauthSettings,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  now: () => number,
): TokenSource {
  let known: { token: string; until: number } | null = null;
  return async (renew = false) => {
    if (known && !renew && now() < known.until) return known.token;
    const response = await fetch(settings.tokenUrl, { method: "POST", body: requestOf(settings) });
    const answer = (await response.text()).slice(0, 64 * 1024);
    const { access_token, expires_in } = fieldsOf(answer);
    if (!response.ok || typeof access_token !== "string") throw refusal(response.status, answer);
    const seconds = typeof expires_in === "number" ? expires_in : 0;
    known = { token: access_token, until: now() + seconds * 1000 - MARGIN_MS };
    return access_token;
  };
}

function requestOf({ clientId, clientSecret, refreshToken, scope }: OauthSettings) {
  return new URLSearchParams({
    client_id: clientId,
    client_secret: clientSecret,
    ...refreshToken === undefined
      ? { grant_type: "client_credentials" }
      : { grant_type: "refresh_token", refresh_token: refreshToken },
    ...scope !== undefined && { scope },
  });
}

function fieldsOf(answer: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(answer));
  } catch {
    return {};
  }
}

/** A server that is away passes; a refusal (4xx) does not. */
function refusal(status: number, answer: string): Error {
  const { error, error_description } = fieldsOf(answer);
  const said = [error, error_description].filter((text) => typeof text === "string").join(": ");
  const message = `Cannot get an access token: ${status} ${said.slice(0, MAX_ANSWER)}`;
  const isRefused = status >= 400 && status < 500 && status !== 429;
  return isRefused ? new TokenRefused(message) : new Error(message);
}

/** The initial response of XOAUTH2, base64. */
export function xoauth2(user: string, token: string): string {
  return btoa(`user=${user}\x01auth=Bearer ${token}\x01\x01`);
}
