import assert from "node:assert/strict";
import type { MailEvent } from "./event.ts";
import {
  parseBrevo,
  parseMailgun,
  parsePostmark,
  parseResend,
  parseSendgrid,
} from "./parse_others.ts";
import { parseSes } from "./parse_ses.ts";

const OURS = "n.u@club.example";
const READER = "Ada@Reader.example";
const DEAD = "smtp; 550 5.1.1 user unknown";
const SPAM = "550 5.7.1 rejected as spam";

const ses = (fields: object) => ({
  mail: {
    messageId: "0102018f-000000",
    headers: [{ name: "X-Newsletter-Message-ID", value: `<${OURS}>` }],
  },
  ...fields,
});
const sesBounce = (bounceType: string, bounceSubType: string, diagnosticCode?: string) =>
  ses({
    notificationType: "Bounce",
    bounce: {
      bounceType,
      bounceSubType,
      bouncedRecipients: [{ emailAddress: READER, diagnosticCode }],
    },
  });
const resend = (type: string, bounce: object = {}) => ({
  type,
  data: { email_id: "0b9e", to: [READER], headers: [{ name: "message-id", value: OURS }], bounce },
});
const postmark = (fields: object) => ({ MessageID: OURS, Email: READER, ...fields });
const mailgun = (fields: object) => ({
  "event-data": { recipient: READER, message: { headers: { "message-id": OURS } }, ...fields },
});
const sendgrid = (fields: object) => [{ email: READER, "smtp-id": `<${OURS}>`, ...fields }];
const brevo = (fields: object) => ({ email: READER, "message-id": `<${OURS}>`, ...fields });

type Told = "hard" | "soft" | "nobody" | "complaint" | "nothing";
const CASES: [what: string, events: MailEvent[], told: Told][] = [
  ["SES: permanent", parseSes(sesBounce("Permanent", "General", DEAD)), "hard"],
  ["SES: suppressed, no words", parseSes(sesBounce("Permanent", "Suppressed")), "hard"],
  ["SES: full", parseSes(sesBounce("Transient", "MailboxFull")), "soft"],
  ["SES: passing, whatever words", parseSes(sesBounce("Transient", "General", DEAD)), "soft"],
  ["SES: content", parseSes(sesBounce("Transient", "ContentRejected")), "nobody"],
  ["SES: spam", parseSes(sesBounce("Permanent", "General", SPAM)), "nobody"],
  [
    "SES: complaint of an event destination",
    parseSes(ses({
      eventType: "Complaint",
      complaint: {
        complainedRecipients: [{ emailAddress: READER }],
        complaintFeedbackType: "abuse",
      },
    })),
    "complaint",
  ],
  ["SES: delivery", parseSes(ses({ notificationType: "Delivery", delivery: {} })), "nothing"],
  [
    "Resend: permanent",
    parseResend(resend("email.bounced", { type: "Permanent", message: "550 5.1.1 unknown user" })),
    "hard",
  ],
  ["Resend: transient", parseResend(resend("email.bounced", { type: "Transient" })), "soft"],
  ["Resend: complaint", parseResend(resend("email.complained")), "complaint"],
  ["Resend: opened", parseResend(resend("email.opened")), "nothing"],
  [
    "Postmark: hard",
    parsePostmark(postmark({ RecordType: "Bounce", Type: "HardBounce", Details: DEAD })),
    "hard",
  ],
  [
    "Postmark: soft",
    parsePostmark(postmark({ RecordType: "Bounce", Type: "SoftBounce", Details: "mailbox full" })),
    "soft",
  ],
  [
    "Postmark: blocked",
    parsePostmark(postmark({ RecordType: "Bounce", Type: "Blocked", Details: SPAM })),
    "nobody",
  ],
  [
    "Postmark: vacation",
    parsePostmark(postmark({ RecordType: "Bounce", Type: "AutoResponder" })),
    "nothing",
  ],
  ["Postmark: complaint", parsePostmark(postmark({ RecordType: "SpamComplaint" })), "complaint"],
  [
    "Mailgun: permanent",
    parseMailgun(mailgun({
      event: "failed",
      severity: "permanent",
      "delivery-status": { code: 550, message: "5.1.1 no such user" },
    })),
    "hard",
  ],
  [
    "Mailgun: temporary",
    parseMailgun(mailgun({ event: "failed", severity: "temporary" })),
    "nothing",
  ],
  ["Mailgun: complaint", parseMailgun(mailgun({ event: "complained" })), "complaint"],
  [
    "SendGrid: bounce",
    parseSendgrid(sendgrid({ event: "bounce", type: "bounce", status: "5.1.1", reason: "gone" })),
    "hard",
  ],
  [
    "SendGrid: blocked",
    parseSendgrid(sendgrid({ event: "bounce", type: "blocked", status: "5.7.1", reason: SPAM })),
    "nobody",
  ],
  [
    "SendGrid: dropped",
    parseSendgrid(sendgrid({ event: "dropped", reason: "Bounced Address" })),
    "hard",
  ],
  ["SendGrid: deferred", parseSendgrid(sendgrid({ event: "deferred" })), "nothing"],
  ["SendGrid: complaint", parseSendgrid(sendgrid({ event: "spamreport" })), "complaint"],
  ["Brevo: hard", parseBrevo(brevo({ event: "hard_bounce", reason: DEAD })), "hard"],
  [
    "Brevo: soft, as an array",
    parseBrevo([brevo({ event: "softBounce", reason: "full" })]),
    "soft",
  ],
  ["Brevo: complaint", parseBrevo(brevo({ event: "spam" })), "complaint"],
  ["Brevo: opened", parseBrevo(brevo({ event: "opened" })), "nothing"],
];

for (const [what, events, told] of CASES) {
  Deno.test(`mail-events takes ${what} for ${told}`, () => {
    if (told === "nothing") return assert.deepEqual(events, []);
    const [event] = events;
    assert.equal(events.length, 1);
    assert.equal(event?.kind, told === "complaint" ? "complaint" : "bounce");
    assert.equal(event?.bounce, told === "hard" || told === "soft" ? told : null);
    assert.equal(event?.address, "ada@reader.example");
    assert.ok(event?.message_ids.includes(`<${OURS}>`), `${event?.message_ids}`);
  });
}

Deno.test("parsers of mail-events take any JSON without an error", () => {
  const parsers = [parseSes, parseResend, parsePostmark, parseMailgun, parseSendgrid, parseBrevo];
  for (const parse of parsers) {
    for (const body of [undefined, null, 7, "x", [], [null, 7, [[]]], {}, { data: [], mail: 7 }]) {
      assert.deepEqual(parse(body).filter(({ message_ids }) => message_ids.length > 0), []);
    }
  }
  assert.ok(parseSendgrid(Array(5_000).fill(sendgrid({ event: "spamreport" })[0])).length <= 1_000);
});
