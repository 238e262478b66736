/** Creates links of the embedded Auth for admins, with tokens as @supabase/lite verifies them. */
import type { Database } from "../database.ts";
import type { LinkRequest } from "./attributes.ts";
import { AdminError, notFound } from "./error.ts";
import { createUser, findUser, getUser, type User } from "./users.ts";

type Query = Database["query"];

/** A link with its parts, as the Auth server returns it. */
export interface Link {
  user: User;
  action_link: string;
  email_otp: string;
  hashed_token: string;
  verification_type: string;
  redirect_to: string;
}

/** Columns of the token and its time, by kind of link. */
const COLUMNS = {
  signup: ["confirmation_token", "confirmation_sent_at"],
  invite: ["confirmation_token", "confirmation_sent_at"],
  magiclink: ["recovery_token", "recovery_sent_at"],
  recovery: ["recovery_token", "recovery_sent_at"],
  // One of the two links suffices, because @supabase/lite only verifies the current address.
  email_change_current: ["email_change_token_current", "email_change_sent_at"],
  email_change_new: ["email_change_token_current", "email_change_sent_at"],
} as const;

/** Addresses for links. */
export interface Addresses {
  /** URL of the stack. */
  url: string;
  /** Default target of a link. */
  siteUrl: string;
}

/**
 * Creates a link; for sign-ups and invitations also the user.
 *
 * @throws {AdminError} if the user does not exist, or already exists for a new one
 */
export async function generateLink(
  query: Query,
  request: LinkRequest,
  { url, siteUrl }: Addresses,
): Promise<Link> {
  const known = await findUser(query, request.email);
  const type = request.type === "magiclink" && !known ? "signup" : request.type;
  const user = await userFor(query, { ...request, type }, known);
  const otp = randomDigits(6);
  const token = await tokenOf(type === "email_change_new" ? request.new_email! : user.email, otp);
  const [column, sentAt] = COLUMNS[type];
  await query(
    `update auth.users set ${column} = $2, ${sentAt} = now(), updated_at = now(),
       email_change = coalesce($3, email_change),
       invited_at = case when $4 = 'invite' then now() else invited_at end
     where id = $1::text::uuid`,
    [user.id, token, type.startsWith("email_change") ? request.new_email! : null, type],
  );
  const redirect_to = request.redirect_to || siteUrl;
  const verification_type = type;
  const link = new URL("/auth/v1/verify", url);
  link.searchParams.set("token", token);
  link.searchParams.set("type", type.replace(/^email_change_.*/, "email_change"));
  link.searchParams.set("redirect_to", redirect_to);
  return {
    user: await getUser(query, user.id),
    action_link: link.href,
    email_otp: otp,
    hashed_token: token,
    verification_type,
    redirect_to,
  };
}

async function userFor(query: Query, request: LinkRequest, known?: User): Promise<User> {
  const { type, email, password, new_email, data } = request;
  if (type.startsWith("email_change") && !new_email) {
    throw new AdminError(400, "validation_failed", "An email change requires new_email");
  }
  if (type !== "signup" && type !== "invite") {
    if (known) return known;
    throw notFound();
  }
  if (known?.email_confirmed_at) {
    const message = "A user with this email address has already been registered";
    throw new AdminError(422, "email_exists", message);
  }
  return known ?? await createUser(query, { email, password, user_metadata: data });
}

function randomDigits(count: number): string {
  const numbers = crypto.getRandomValues(new Uint32Array(count));
  return [...numbers].map((number) => number % 10).join("");
}

/** The token that @supabase/lite derives from an address and a code. */
async function tokenOf(email: string, otp: string): Promise<string> {
  const bytes = new TextEncoder().encode(email.toLowerCase() + otp);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
