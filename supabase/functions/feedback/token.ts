/** The token of a link: what it asks for, or why it is refused. */
import type { Db } from "../_shared/edge/db/client.ts";
import { HttpError } from "../_shared/edge/http/http.ts";
import {
  type Claims,
  type LinkKeys,
  NOBODY,
  type Refusal,
  verifyToken,
} from "../_shared/links/links.ts";

export interface FeedbackDeps {
  db: Db;
  now: () => Date;
  linkKeys: LinkKeys;
}

/** @throws {HttpError} 401, 409, 410 */
export function readToken(
  token: unknown,
  { linkKeys: keys, now }: FeedbackDeps,
): Claims {
  const verified = verifyToken(token, { keys, now: now() });
  if (!verified.ok) throw refused(verified.reason);
  if (verified.claims.user_id === NOBODY) throw ofTest();
  return verified.claims;
}

/** One answer for all that is not ours, or not for this path: a forger learns nothing from it. */
export function refused(reason: Refusal | "purpose"): HttpError {
  if (reason === "expired") {
    return new HttpError(
      410,
      "token_expired",
      "Cannot use the link as it has expired",
      "Use the newest newsletter",
    );
  }
  return new HttpError(
    401,
    "invalid_token",
    "Cannot use the link as it is not one of ours",
    "Open the link from the mail again",
  );
}

export function unknown(what: string): HttpError {
  return new HttpError(
    404,
    "unknown_id",
    `Cannot use the link as there is no such ${what} any more`,
  );
}

export function blocked(): HttpError {
  return new HttpError(
    403,
    "account_blocked",
    "Cannot count the vote as the member's account is blocked",
    "An operator can tell why, and until when",
  );
}

export function superseded(): HttpError {
  return new HttpError(
    409,
    "undo_superseded",
    "Cannot undo the unsubscription as the member has chosen or unsubscribed since",
    "Sign in to choose the newsletter again",
  );
}

function ofTest(): HttpError {
  return new HttpError(
    409,
    "test_link",
    "Cannot use the link as it is of a test or preview: it changes nothing",
    "Use the newsletter that a member got",
  );
}
