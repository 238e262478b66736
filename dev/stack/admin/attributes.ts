/** Schemas of requests to the admin API. Pure. */
import { z } from "zod";

const email = z.string().max(255).regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, {
  error: "Unable to validate email address: invalid format",
}).transform((address) => address.toLowerCase());

const metadata = z.record(z.string(), z.unknown());

/** bcrypt reads at most 72 bytes. */
const password = z.string().min(6, "Password should be at least 6 characters.").refine(
  (text) => new TextEncoder().encode(text).length <= 72,
  "Password cannot be longer than 72 characters",
);

/** Attributes of a user. */
export const Attributes = z.object({
  id: z.uuid().optional(),
  role: z.string().max(255).optional(),
  email: email.optional(),
  phone: z.string().regex(/^\+?\d{3,15}$/, "Invalid phone number format (E.164 required)")
    .optional(),
  password: password.optional(),
  password_hash: z.string().regex(/^\$2[aby]\$\d\d\$.{53}$/, "Only bcrypt hashes are taken here")
    .optional(),
  email_confirm: z.boolean().optional(),
  phone_confirm: z.boolean().optional(),
  user_metadata: metadata.optional(),
  app_metadata: metadata.optional(),
  /** "none", or a Go duration such as 300ms or 2h45m. */
  ban_duration: z.string().transform(secondsOf).optional(),
});
export type Attributes = z.output<typeof Attributes>;

const LINK_TYPES = [
  "signup",
  "invite",
  "magiclink",
  "recovery",
  "email_change_current",
  "email_change_new",
] as const;

/** Body of generate_link. */
export const LinkRequest = z.object({
  type: z.enum(LINK_TYPES),
  email,
  password: password.optional(),
  new_email: email.optional(),
  data: metadata.optional(),
  redirect_to: z.string().optional(),
});
export type LinkRequest = z.output<typeof LinkRequest>;

/** Body of an invitation. */
export const Invitation = z.object({ email, data: metadata.optional() });

const SECONDS = { ns: 1e-9, us: 1e-6, "µs": 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };
const UNIT = /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g;

/** Seconds of a Go duration; null for "none". */
function secondsOf(duration: string, context: z.RefinementCtx): number | null {
  if (duration === "none") return null;
  const parts = [...duration.matchAll(UNIT)];
  const seconds = parts.reduce(
    (sum, [, number, unit]) => sum + Number(number) * SECONDS[unit as keyof typeof SECONDS],
    0,
  );
  const isWhole = parts.length > 0 && parts.map(([text]) => text).join("") === duration;
  // About three hundred years, the maximum of a Go duration.
  if (isWhole && seconds < 9.2e9) return seconds;
  context.addIssue({ code: "custom", message: "invalid format for ban duration" });
  return z.NEVER;
}
