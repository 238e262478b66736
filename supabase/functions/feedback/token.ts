/** Verifies the token of a link, or refuses it. */
import type { Db } from "../_shared/edge/db/client.ts";
import { HttpError } from "../_shared/edge/http/http.ts";
import {
  type Claims,
  type LinkKeys,
  NOBODY,
  type Refusal,
  verifyToken,
} from "../_shared/links/links.ts";

/** Dependencies of the feedback functions. */
export interface FeedbackDeps {
  db: Db;
  now: () => Date;
  linkKeys: LinkKeys;
}

/**
 * The claims of a valid token.
 *
 * @throws {HttpError} 401 if it is invalid, 409 if it is of a test, 410 if it has expired
 */
export function readToken(
  token: unknown,
  { linkKeys: keys, now }: FeedbackDeps,
): Claims {
  const verified = verifyToken(token, { keys, now: now() });
  if (!verified.ok) throw refused(verified.reason);
  if (verified.claims.user_id === NOBODY) throw ofTest();
  return verified.claims;
}

/**
 * The error of a refused token. All but expired ones get the same, so that a forger learns nothing.
 */
export function refused(reason: Refusal | "purpose"): HttpError {
  if (reason === "expired") {
    return new HttpError(
      410,
      "token_expired",
      "Cannot use the link: it has expired",
      "Use a link of the newest newsletter",
    );
  }
  return new HttpError(
    401,
    "invalid_token",
    "Cannot use the link: it is not valid",
    "Open the link from the mail again",
  );
}

/** The error for a member or event that does not exist. */
export function unknown(what: string): HttpError {
  return new HttpError(
    404,
    "unknown_id",
    `Cannot use the link: there is no such ${what} any more`,
  );
}

/** The error for a blocked account. */
export function blocked(): HttpError {
  return new HttpError(
    403,
    "account_blocked",
    "Cannot count the vote: the member's account is blocked",
    "Ask an operator for the reason and the duration",
  );
}

/** The error for an undo after a later change of the subscription. */
export function superseded(): HttpError {
  return new HttpError(
    409,
    "undo_superseded",
    "Cannot undo the unsubscription: the member has changed the subscription since",
    "Sign in to choose the newsletter again",
  );
}

function ofTest(): HttpError {
  return new HttpError(
    409,
    "test_link",
    "Cannot use the link: it is from a test or preview",
    "Use a link of a newsletter sent to a member",
  );
}
