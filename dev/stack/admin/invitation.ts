/** Invitations of the embedded Auth: sending the mail, and accepting it. */
import type { EmailDriver } from "@supabase/lite";
import type { Link } from "./links.ts";

/** Sends a mail with the link and the code to accept an invitation. */
export async function sendInvitation(mails: EmailDriver, link: Link): Promise<void> {
  const { user, action_link, email_otp } = link;
  await mails.send({
    to: user.email,
    subject: "You have been invited",
    text:
      `You have been invited to create a user. Accept the invitation with this link: ${action_link}\n\n` +
      `Or with this code: ${email_otp}\n`,
  });
}

/**
 * Rewrites the verification of an invitation as one of a sign-up, because @supabase/lite has no
 * invitations.
 */
export async function acceptAsSignUp(request: Request): Promise<Request> {
  const url = new URL(request.url);
  if (url.pathname !== "/auth/v1/verify") return request;
  if (url.searchParams.get("type") === "invite") url.searchParams.set("type", "signup");
  const { method } = request;
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  const body = method === "POST"
    ? (await request.text()).replace(/("type"\s*:\s*)"invite"/, '$1"signup"')
    : undefined;
  return new Request(url, { method, headers, body });
}
