/** Calls of mail services, signed as each signs them. */
import { Buffer } from "node:buffer";
import { createHmac, generateKeyPairSync, sign as signBytes } from "node:crypto";
import { generate } from "selfsigned";

export interface SignedRequest {
  service: string;
  headers: Record<string, string>;
  body: string;
}

export const TOPIC = "arn:aws:sns:eu-west-1:123456789012:mail";
export const CERTIFICATE_URL =
  "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem";
const RESEND_KEY = Buffer.from("0123456789abcdef0123456789abcdef");
const LOGIN = "hook:a password";
const MAILGUN_KEY = "key-0123456789";
const BREVO_TOKEN = "a-token-of-brevo";

const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const rsa = await generate([{ name: "commonName", value: "sns.amazonaws.com" }], { keySize: 2048 });
/** The certificate that SNS publishes. */
export const CERTIFICATE = rsa.cert;

export const SECRETS: Record<string, string> = {
  SES_TOPIC_ARN: TOPIC,
  RESEND_WEBHOOK_SECRET: `whsec_${RESEND_KEY.toString("base64")}`,
  POSTMARK_WEBHOOK_LOGIN: LOGIN,
  MAILGUN_WEBHOOK_KEY: MAILGUN_KEY,
  SENDGRID_WEBHOOK_KEY: ec.publicKey.export({ type: "spki", format: "der" }).toString("base64"),
  BREVO_WEBHOOK_LOGIN: BREVO_TOKEN,
};

const secondsOf = (at: Date) => `${Math.floor(at.getTime() / 1000)}`;

export function signedSns(message: Record<string, string>, version = "2"): SignedRequest {
  const names = message.Type === "Notification"
    ? ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
    : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
  const text = names.filter((name) => message[name] !== undefined)
    .map((name) => `${name}\n${message[name]}\n`).join("");
  const hash = version === "1" ? "RSA-SHA1" : "RSA-SHA256";
  const signature = signBytes(hash, Buffer.from(text), rsa.private).toString("base64");
  const signed = {
    SigningCertURL: CERTIFICATE_URL,
    ...message,
    SignatureVersion: version,
    Signature: signature,
  };
  return { service: "ses", headers: {}, body: JSON.stringify(signed) };
}

/** What each service sends about a mail, signed at that time. */
export const SIGN: Record<string, (content: unknown, at: Date) => SignedRequest> = {
  ses: (content, at) =>
    signedSns({
      Type: "Notification",
      MessageId: crypto.randomUUID(),
      TopicArn: TOPIC,
      Message: JSON.stringify(content),
      Timestamp: at.toISOString(),
    }),
  resend: (content, at) => {
    const body = JSON.stringify(content);
    const mac = createHmac("sha256", RESEND_KEY).update(`msg_1.${secondsOf(at)}.${body}`);
    const headers = {
      "svix-id": "msg_1",
      "svix-timestamp": secondsOf(at),
      "svix-signature": `v1,AAAA v1,${mac.digest("base64")}`,
    };
    return { service: "resend", headers, body };
  },
  postmark: (content) => ({
    service: "postmark",
    headers: { authorization: `Basic ${btoa(LOGIN)}` },
    body: JSON.stringify(content),
  }),
  mailgun: (content, at) => {
    const [timestamp, token] = [secondsOf(at), "a".repeat(50)];
    const signature = createHmac("sha256", MAILGUN_KEY).update(timestamp + token).digest("hex");
    const body = { signature: { timestamp, token, signature }, ...content as object };
    return { service: "mailgun", headers: {}, body: JSON.stringify(body) };
  },
  sendgrid: (content, at) => {
    const body = JSON.stringify(content);
    const signed = Buffer.from(secondsOf(at) + body);
    const headers = {
      "x-twilio-email-event-webhook-timestamp": secondsOf(at),
      "x-twilio-email-event-webhook-signature": signBytes("sha256", signed, ec.privateKey)
        .toString("base64"),
    };
    return { service: "sendgrid", headers, body };
  },
  brevo: (content) => ({
    service: "brevo",
    headers: { authorization: `Bearer ${BREVO_TOKEN}` },
    body: JSON.stringify(content),
  }),
};
