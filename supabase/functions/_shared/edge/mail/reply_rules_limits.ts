/** Rules of reply_rules.ts for refusals (5xx) of one mail's content and of what is too much. */
import type { Rule } from "./reply_rule.ts";

const MAIL = ["mail"] as const;

export const LIMITS: readonly Rule[] = [
  // What the content or the path of one mail is about, whatever limits its words name.
  {
    about: "content",
    action: "fail_mail",
    code: /^5/,
    enhanced: /^5\.(6\.\d+|3\.4|2\.3|4\.14)$/,
    isClear: true,
    examples: [
      "552 5.3.4 Message size exceeds fixed limit",
      "552 5.2.3 Message length exceeds administrative limit",
      "554 5.6.0 Malformed message",
      "554 5.4.14 Hop count exceeded - possible mail loop",
      "553 5.6.7 SMTPUTF8 required",
    ],
  },
  {
    about: "reader",
    action: "soft_bounce",
    code: /^5/,
    at: MAIL,
    topics: ["isMailboxFull"],
    isClear: true,
    examples: [
      "552 5.2.2 <ada@example.org>: mailbox over quota",
      "550 Mailbox is full",
      "554 5.7.1 The recipient's mailbox has exceeded its quota",
      "550-5.2.2 The email account that you tried to reach is over quota and inactive.",
      "550 Mailbox size limit exceeded",
      "552 RCPT TO:<ada@example.org> Mailbox disk quota exceeded",
    ],
  },
  {
    about: "reader",
    action: "soft_bounce",
    code: /^5/,
    enhanced: /^5\.2\.2$/,
    at: MAIL,
    topics: ["isOfReader"],
    isClear: true,
    examples: ["552 5.2.2 STOREDRV.Deliver; quota exceeded", "552 5.2.2 Voll"],
  },
  {
    about: "reader",
    action: "soft_bounce",
    code: /^552/,
    enhanced: /^$/,
    at: MAIL,
    topics: ["isQuotaOfReader"],
    isClear: true,
    examples: ["552 Quota exceeded"],
  },
  {
    about: "content",
    action: "fail_mail",
    code: /^5/,
    topics: ["isSize", "isLoop"],
    isClear: true,
    examples: [
      "552 Message size exceeds maximum permitted",
      "554 Too many hops 26 (25 max)",
      "500 Line too long",
      "523 the message exceeds the recipient's size limit",
    ],
  },

  // The account's quota or pace: before everything that blames an address.
  {
    about: "reader",
    action: "fail_mail",
    code: /^5/,
    at: MAIL,
    topics: ["isReceiving"],
    isClear: true,
    examples: ["550-5.2.1 The user you are trying to contact is receiving mail at a rate that"],
  },
  {
    about: "account",
    action: "slow_down",
    code: /^5/,
    topics: ["isPace"],
    examples: [
      "550 5.7.0 Requested action not taken: too many emails per second",
      "550 Message rate limit exceeded, throttled",
    ],
  },
  {
    about: "account",
    action: "wait_quota",
    code: /^5/,
    topics: ["isQuota"],
    examples: [
      "550 Domain club.example has exceeded the max emails per hour (150/150 (100%)) allowed.",
      "550 5.1.1 <ada@example.org> - 192.0.2.7 has sent to too many recipients this hour. IB607",
      "550 5.1.90 Your message can't be sent because you've reached your daily limit for recipients",
      "550-5.7.1 Daily SMTP relay limit exceeded for customer.",
      "550 5.2.2 Submission quota exceeded",
      "554 5.7.0 Your plan's quota of emails is used up; upgrade your plan",
      "550 5.7.232 Your message can't be sent because your trial tenant has exceeded its daily limit",
      "552 You have exceeded your sending limit",
    ],
  },
];
