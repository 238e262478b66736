/** Webhooks of mail services: proved, counted once, refused where they are forged. */
import assert from "node:assert/strict";
import { SERVICES } from "../supabase/functions/mail-events/services.ts";
import { isAwsAddress, publicKeyOf } from "../supabase/functions/mail-events/sns.ts";
import {
  CERTIFICATE,
  CERTIFICATE_URL,
  SECRETS,
  SIGN,
  type SignedRequest,
  signedSns,
  TOPIC,
} from "./mail_events_signed.ts";
import { assertRefused, inDays, inWorld, NOW } from "./world.ts";

type Name = keyof typeof SERVICES;
const NAMES = Object.keys(SERVICES) as Name[];

const fetched: string[] = [];
const fetchOf = (url: string) => {
  fetched.push(url);
  return Promise.resolve(new Response(CERTIFICATE));
};

const read = ({ service, headers, body }: SignedRequest, now = NOW) => {
  const { read, secret } = SERVICES[service as Name];
  const bytes = new TextEncoder().encode(body);
  const call = { headers: new Headers(headers), body: bytes, now, secret: SECRETS[secret]! };
  return read(call, fetchOf);
};

/** A complaint as each service writes it. */
const complaintOf = (id: string, email: string): Record<Name, unknown> => ({
  ses: {
    notificationType: "Complaint",
    complaint: { complainedRecipients: [{ emailAddress: email }] },
    mail: { messageId: "x", commonHeaders: { messageId: id } },
  },
  resend: { type: "email.complained", data: { message_id: id, to: [email] } },
  postmark: { RecordType: "SpamComplaint", MessageID: id, Email: email },
  mailgun: {
    "event-data": {
      event: "complained",
      recipient: email,
      message: { headers: { "message-id": id.slice(1, -1) } },
    },
  },
  sendgrid: [{ event: "spamreport", email, "smtp-id": id }],
  brevo: { event: "spam", email, "message-id": id },
});
const CONTENT = complaintOf("<a.b@club.example>", "ada@example.org");

for (const name of NAMES) {
  Deno.test(`mail-events takes what ${name} signed, and no byte else`, async () => {
    const signed = SIGN[name]!(CONTENT[name], NOW);
    const events = await read(signed);
    assert.deepEqual(events?.map(({ kind }) => kind), ["complaint"]);
    const forged: SignedRequest[] = Object.keys(signed.headers)
      .map((key) => ({ ...signed, headers: { ...signed.headers, [key]: "AAAA" } }));
    forged.push({ ...signed, headers: {}, body: signed.body.replace(/[A-Za-z0-9+/]{20}/, "A") });
    for (const each of forged) assert.equal(await read(each), null, JSON.stringify(each));
  });
}

Deno.test("mail-events refuses a body with a changed byte, where the body is signed", async () => {
  for (const name of ["ses", "resend", "sendgrid"] as const) {
    const signed = SIGN[name]!(CONTENT[name], NOW);
    const changed = { ...signed, body: signed.body.replace("ada@", "eve@") };
    assert.notEqual(changed.body, signed.body);
    assert.equal(await read(changed), null, name);
  }
});

Deno.test("mail-events refuses what was signed long ago, or is yet to be", async () => {
  for (const name of ["ses", "resend", "sendgrid", "mailgun"] as const) {
    for (const hours of [-2, 2]) {
      const at = new Date(NOW.getTime() + hours * 3_600_000);
      assert.equal(await read(SIGN[name]!(CONTENT[name], at)), null, `${name} ${hours}`);
    }
  }
});

Deno.test("mail-events fetches certificates and confirmations of SNS from AWS alone", async () => {
  const message = {
    Type: "SubscriptionConfirmation",
    MessageId: "1",
    TopicArn: TOPIC,
    Message: "You have chosen to subscribe",
    Token: "t",
    Timestamp: NOW.toISOString(),
    SubscribeURL: "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription",
  };
  assert.deepEqual(await read(signedSns(message)), []);
  assert.deepEqual(await read(signedSns(message, "1")), [], "SignatureVersion 1");
  assert.ok(fetched.includes(message.SubscribeURL));
  fetched.length = 0;
  const refused: Record<string, string>[] = [
    { TopicArn: "arn:aws:sns:eu-west-1:999999999999:mail" },
    { SubscribeURL: "https://evil.example/?Action=ConfirmSubscription" },
    { SubscribeURL: "http://169.254.169.254/" },
    { SigningCertURL: "https://sns.eu-west-1.amazonaws.com.evil.example/x.pem" },
    { SigningCertURL: CERTIFICATE_URL.replace("https", "http") },
    { Type: "Other" },
  ];
  for (const change of refused) {
    assert.equal(await read(signedSns({ ...message, ...change })), null, JSON.stringify(change));
  }
  assert.deepEqual(fetched, []);
  assert.ok(!isAwsAddress("https://user@sns.eu-west-1.amazonaws.com/", /^\/$/));
  assert.equal(publicKeyOf("no certificate"), null);
  assert.equal(publicKeyOf(CERTIFICATE.replace(/MII/, "AAA")), null);
});

Deno.test("mail-events counts a complaint once, and answers 401 or 404 to others", async (t) => {
  const { SES_TOPIC_ARN: _, ...secrets } = SECRETS;
  await inWorld(secrets, async ({ call, member, events, run, stack }) => {
    const ada = await member("Ada");
    await events({ title: "A walk", starts_at: inDays(5) });
    assert.equal((await run("send-newsletters")).sent, 1);
    const [mail] = await stack.sql<{ message_id: string }>("select message_id from email_logs");
    const send = ({ service, headers, body }: SignedRequest) =>
      call(`mail-events/${service}`, { raw: body, headers, key: null });
    const signed = SIGN.postmark!(complaintOf(mail!.message_id, ada.email).postmark, NOW);

    await t.step("forged: 401, and nothing changes", async () => {
      const forged = { ...signed, headers: { authorization: `Basic ${btoa("hook:guess")}` } };
      assertRefused(await send(forged), 401, "invalid_signature", "a wrong password");
      const [user] = await stack.sql("select newsletter_frequency as f from users");
      assert.equal(user?.f, "weekly");
    });

    await t.step("signed: counted, and once", async () => {
      for (const counted of [1, 0]) {
        const { status, body } = await send(signed);
        assert.deepEqual([status, body], [200, { events: 1, counted }]);
      }
      const [user] = await stack.sql("select newsletter_frequency as f from users");
      assert.equal(user?.f, "off");
    });

    await t.step("a service that is unknown, or has no secret here: 404", async () => {
      assertRefused(await send({ ...signed, service: "other" }), 404, "unknown_service", "other");
      assertRefused(await send(SIGN.ses!(CONTENT.ses, NOW)), 404, "unknown_service", "ses");
    });
  });
});
