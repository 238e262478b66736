/** The mail services that call: which setting is their secret, how a call is proved, what it says. */
import type { SettingName } from "../_shared/edge/config/config.ts";
import { fieldsIn, type MailEvent, textIn } from "./event.ts";
import {
  parseBrevo,
  parseMailgun,
  parsePostmark,
  parseResend,
  parseSendgrid,
} from "./parse_others.ts";
import { parseSes } from "./parse_ses.ts";
import {
  hasLogin,
  hasMailgun,
  hasSendgrid,
  hasSvix,
  jsonOf,
  type SignedCall,
} from "./signatures.ts";
import { type Fetch, isAwsAddress, verifiedSns } from "./sns.ts";

export interface Service {
  secret: SettingName;
  /** What a call says; null where it is not proved. */
  read(call: SignedCall, fetch: Fetch): Promise<MailEvent[] | null>;
}

/** Parses only what was proved. */
const proved = (
  verify: (call: SignedCall) => Promise<boolean>,
  parse: (body: unknown) => MailEvent[],
): Service["read"] =>
async (call) => await verify(call) ? parse(jsonOf(call.body)) : null;

export const SERVICES = {
  ses: { secret: "SES_TOPIC_ARN", read: readSes },
  resend: { secret: "RESEND_WEBHOOK_SECRET", read: proved(hasSvix, parseResend) },
  postmark: { secret: "POSTMARK_WEBHOOK_LOGIN", read: proved(hasLogin, parsePostmark) },
  mailgun: { secret: "MAILGUN_WEBHOOK_KEY", read: proved(hasMailgun, parseMailgun) },
  sendgrid: { secret: "SENDGRID_WEBHOOK_KEY", read: proved(hasSendgrid, parseSendgrid) },
  brevo: { secret: "BREVO_WEBHOOK_LOGIN", read: proved(hasLogin, parseBrevo) },
} as const satisfies Record<string, Service>;

/** SNS first asks whether the address is ours, by a link that answers yes. */
async function readSes(call: SignedCall, fetch: Fetch): Promise<MailEvent[] | null> {
  const message = await verifiedSns(call, fetch);
  if (!message) return null;
  if (message.Type !== "SubscriptionConfirmation") {
    return parseSes(jsonOf(new TextEncoder().encode(textIn(message.Message))));
  }
  const url = textIn(fieldsIn(message).SubscribeURL);
  if (!isAwsAddress(url, /^\/$/)) return null;
  const { ok, status, body } = await fetch(url);
  await body?.cancel();
  if (!ok) throw new Error(`Cannot confirm the subscription to SNS: ${status}`);
  return [];
}
