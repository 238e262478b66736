/** The bodies of the services that send JSON of their own. */
import { addressIn, bounceOf, fieldsIn, idsOf, listIn, type MailEvent, textIn } from "./event.ts";

/** resend.com/docs: email.bounced, email.complained. */
export function parseResend(body: unknown): MailEvent[] {
  const { type, data } = fieldsIn(body);
  const { email_id, message_id, to, headers, bounce } = fieldsIn(data);
  const ours = listIn(headers).map(fieldsIn)
    .filter(({ name }) => /message-?id$/i.test(textIn(name))).map(({ value }) => value);
  const shared = {
    message_ids: idsOf(message_id, ...ours, email_id),
    address: addressIn(Array.isArray(to) ? to[0] : to),
  };
  if (type === "email.complained") return [complaint(shared, "Resend")];
  if (type !== "email.bounced") return [];
  const { type: kind, subType, message } = fieldsIn(bounce);
  const verdict = textIn(kind) === "Permanent" ? "permanent" : "passing";
  const said = textIn(message);
  return [
    bounced(shared, bounceOf(verdict, { said }), `${textIn(kind)}/${textIn(subType)} ${said}`),
  ];
}

/** postmarkapp.com/developer: Bounce, SpamComplaint. */
export function parsePostmark(body: unknown): MailEvent[] {
  const { RecordType, Type, MessageID, Email, Description, Details } = fieldsIn(body);
  const shared = { message_ids: idsOf(MessageID), address: addressIn(Email) };
  if (RecordType === "SpamComplaint") return [complaint(shared, "Postmark")];
  const type = textIn(Type);
  if (RecordType !== "Bounce" || POSTMARK_NONE.test(type)) return [];
  const said = textIn(Details) || textIn(Description);
  const bounce = POSTMARK_POLICY.test(type)
    ? null
    : bounceOf(POSTMARK_HARD.test(type) ? "permanent" : "passing", { said });
  return [bounced(shared, bounce, `${type} ${said}`)];
}
const POSTMARK_NONE =
  /^(Transient|AutoResponder|Subscribe|Unsubscribe|OpenRelayTest|AddressChange|ChallengeVerification|TemplateRenderingFailed)$/;
const POSTMARK_HARD = /^(HardBounce|BadEmailAddress|ManuallyDeactivated|InboundError)$/;
const POSTMARK_POLICY =
  /^(SpamNotification|VirusNotification|Blocked|DMARCPolicy|SMTPApiError|DnsError)$/;

/** documentation.mailgun.com: failed, complained; the signature stands beside the event. */
export function parseMailgun(body: unknown): MailEvent[] {
  const event = fieldsIn(fieldsIn(body)["event-data"]);
  const headers = fieldsIn(fieldsIn(event.message).headers);
  const shared = {
    message_ids: idsOf(headers["message-id"]),
    address: addressIn(event.recipient),
  };
  if (event.event === "complained") return [complaint(shared, "Mailgun")];
  if (event.event !== "failed") return [];
  const status = fieldsIn(event["delivery-status"]);
  const isPermanent = event.severity === "permanent";
  // What Mailgun tries again itself is no failure yet.
  if (!isPermanent) return [];
  const said = textIn(status.message) || textIn(status.description);
  const bounce = bounceOf("permanent", { code: textIn(status["enhanced-code"]), said });
  return [bounced(shared, bounce, `${textIn(event.reason)} ${textIn(status.code)} ${said}`)];
}

/** docs.sendgrid.com: an array of events; `type` blocked is about the sender. */
export function parseSendgrid(body: unknown): MailEvent[] {
  return listIn(body).map(fieldsIn).flatMap((event) => {
    const message = textIn(event.sg_message_id).split(".", 1)[0];
    const shared = {
      message_ids: idsOf(event["smtp-id"], message),
      address: addressIn(event.email),
    };
    const said = textIn(event.reason);
    switch (event.event) {
      case "spamreport":
        return [complaint(shared, "SendGrid")];
      case "bounce":
        return [bounced(shared, sendgridBounce(event.type, textIn(event.status), said), said)];
      case "dropped":
        return /bounced address|invalid/i.test(said)
          ? [bounced(shared, "hard", `dropped: ${said}`)]
          : /spam reporting/i.test(said)
          ? [complaint(shared, "SendGrid")]
          : [];
      default:
        return [];
    }
  });
}

function sendgridBounce(type: unknown, code: string, said: string): MailEvent["bounce"] {
  return bounceOf(type === "blocked" ? "passing" : "permanent", { code, said });
}

/** developers.brevo.com: hard_bounce, soft_bounce, invalid_email, spam; some accounts get arrays. */
export function parseBrevo(body: unknown): MailEvent[] {
  return (Array.isArray(body) ? listIn(body) : [body]).map(fieldsIn).flatMap((event) => {
    const shared = {
      message_ids: idsOf(event["message-id"], event["X-Mailin-custom"]),
      address: addressIn(event.email),
    };
    const said = textIn(event.reason);
    const type = textIn(event.event).toLowerCase().replace(/[^a-z]/g, "");
    if (type === "spam" || type === "complaint") return [complaint(shared, "Brevo")];
    if (type === "hardbounce" || type === "invalidemail" || type === "invalid") {
      return [bounced(shared, bounceOf("permanent", { said }), said)];
    }
    return type === "softbounce" ? [bounced(shared, bounceOf("passing", { said }), said)] : [];
  });
}

type Shared = Pick<MailEvent, "message_ids" | "address">;

const complaint = (shared: Shared, service: string): MailEvent => ({
  ...shared,
  kind: "complaint",
  bounce: null,
  detail: `complaint: ${service}`,
});

const bounced = (shared: Shared, bounce: MailEvent["bounce"], said: string): MailEvent => ({
  ...shared,
  kind: "bounce",
  bounce,
  detail: `bounced: ${said}`,
});
