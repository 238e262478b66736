/** Amazon SES by SNS: `Message` of a notification, or of an event destination. */
import { addressIn, bounceOf, fieldsIn, idsOf, listIn, type MailEvent, textIn } from "./event.ts";

export function parseSes(message: unknown): MailEvent[] {
  const { notificationType, eventType, bounce, complaint, mail } = fieldsIn(message);
  const type = textIn(notificationType) || textIn(eventType);
  const { messageId, commonHeaders, headers } = fieldsIn(mail);
  const ours = listIn(headers).map(fieldsIn)
    .filter(({ name }) => /message-?id$/i.test(textIn(name))).map(({ value }) => value);
  const message_ids = idsOf(fieldsIn(commonHeaders).messageId, ...ours, messageId);
  if (type === "Bounce") return bounces(fieldsIn(bounce), message_ids);
  if (type !== "Complaint") return [];
  const { complainedRecipients, complaintFeedbackType } = fieldsIn(complaint);
  if (complaintFeedbackType === "not-spam") return [];
  return listIn(complainedRecipients).map(fieldsIn).map(({ emailAddress }) => ({
    kind: "complaint",
    message_ids,
    address: addressIn(emailAddress),
    bounce: null,
    detail: `complaint: ${textIn(complaintFeedbackType) || "SES"}`,
  }));
}

const POLICY = /^(ContentRejected|AttachmentRejected|MessageTooLarge)$/;

function bounces(fields: Record<string, unknown>, message_ids: string[]): MailEvent[] {
  const type = textIn(fields.bounceType);
  const subType = textIn(fields.bounceSubType);
  const verdict = POLICY.test(subType) ? "policy" : type === "Permanent" ? "permanent" : "passing";
  return listIn(fields.bouncedRecipients).map(fieldsIn).map((recipient) => {
    const said = textIn(recipient.diagnosticCode);
    return {
      kind: "bounce",
      message_ids,
      address: addressIn(recipient.emailAddress),
      bounce: bounceOf(verdict, { code: textIn(recipient.status), said }),
      detail: `bounced: ${type}/${subType} ${said}`,
    };
  });
}
