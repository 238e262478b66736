/** Rules of reply_rules.ts for refusals (5xx) of a sender, an account or an address. */
import type { Rule } from "./reply_rule.ts";

const MAIL = ["mail"] as const;
/** Addresses that do not exist. */
const DEAD = /^5\.(1\.(1|2|3|6|10)|2\.1)$/;

export const PARTIES: readonly Rule[] = [
  // The sender or the account.
  {
    about: "reader",
    action: "fail_mail",
    code: /^5/,
    at: MAIL,
    topics: ["isRestricted"],
    isClear: true,
    examples: [
      "550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized",
      "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required",
      "550 5.7.1 You do not have permission to send to this recipient",
    ],
  },
  {
    about: "reader",
    action: "fail_mail",
    code: /^5/,
    enhanced: /^5\.7\.(2|12|12[4-9]|13[3-6])$/,
    at: MAIL,
    isClear: true,
    examples: ["550 5.7.124 Sender not in allowed-senders list", "550 5.7.2 Not for this list"],
  },
  {
    about: "account",
    action: "open_breaker",
    code: /^5/,
    enhanced: /^5\.7\.(3|8|9|13|14|30|57|60)$/,
    examples: ["525 5.7.13 Account disabled", "550 5.7.57 Client was not authenticated"],
  },
  {
    about: "sender",
    action: "open_breaker",
    code: /^5/,
    enhanced: /^5\.1\.[78]$/,
    examples: [
      "554 5.1.8 Email Outgoing Blocked.",
      "550 5.1.8 Access denied, bad outbound sender AS(42004)",
      "553 5.1.7 Bad syntax of the address that sends",
    ],
  },
  {
    about: "sender",
    action: "open_breaker",
    code: /^5/,
    topics: ["isSender"],
    examples: [
      "550 The from address does not match a verified Sender Identity. Mail cannot be sent.",
      "550 The club.example domain is not verified. Please, add and verify your domain",
      "553 Relaying disallowed as news@club.example",
      "554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied",
      "554 Message rejected: Email address is not verified. The following identities failed the check",
      "550 5.1.0 <news@club.example>: Sender address rejected",
      "553 5.7.1 <news@club.example>: Sender address rejected: not owned by user news",
      "550 This domain is not associated with your account",
      "550 relay not permitted",
      "550 5.1.1 <news@club.example>: Sender address rejected: User unknown in local table",
    ],
  },
  {
    about: "account",
    action: "open_breaker",
    code: /^5/,
    topics: ["isAccount"],
    examples: [
      "550 Your account has been suspended",
      "550 Outgoing mail from this server has been suspended",
      "502 5.7.0 Your SMTP account is not yet activated",
      "550 SMTP AUTH is required for message submission",
    ],
  },

  // The address.
  {
    about: "reader",
    action: "suppress",
    code: /^5/,
    enhanced: DEAD,
    at: MAIL,
    topics: ["isGone"],
    isClear: true,
    examples: [
      "550 5.1.1 user unknown",
      "553-5.1.2 We weren't able to find the recipient domain.",
      "550-5.2.1 The email account that you tried to reach is disabled.",
      "550 5.1.10 Recipient not found",
      "550 5.1.1 account inactive for more than 90 days",
    ],
  },
  {
    about: "sender",
    action: "open_breaker",
    code: /^5/,
    at: MAIL,
    quotesSender: true,
    examples: ["550 news@club.example: Versand nicht erlaubt"],
  },
  {
    about: "reader",
    action: "suppress",
    code: /^5/,
    enhanced: DEAD,
    at: MAIL,
    examples: ["550 5.1.6 Has moved", "553 5.1.3 Syntax", "550 5.1.1 Unbekannter Teilnehmer"],
  },
  {
    about: "reader",
    action: "soft_bounce",
    code: /^5/,
    enhanced: /^5\.4\.(1|3|4|7|310|312|316)$/,
    at: MAIL,
    isClear: true,
    examples: [
      "550 5.4.4 Host not found",
      "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)",
    ],
  },
  {
    about: "content",
    action: "open_breaker",
    code: /^5/,
    topics: ["isPolicy"],
    examples: [
      "552 5.7.0 This message was blocked because its content presents a potential security issue",
      "554 Client host [192.0.2.7] blocked using zen.example",
      "550 High probability of spam",
    ],
  },
  {
    about: "reader",
    action: "soft_bounce",
    code: /^5/,
    at: MAIL,
    topics: ["isGone"],
    isClear: true,
    examples: [
      "550 Unrouteable address",
      "550 No such user here",
      "550 5.5.0 Requested action not taken: mailbox unavailable",
      "554 delivery error: dd This user doesn't have a yahoo.com account",
      "550 5.7.1 <ada@example.org>: Recipient address rejected: User unknown",
    ],
  },
  {
    about: "sender",
    action: "open_breaker",
    code: /^5/,
    enhanced: /^5\.7\./,
    examples: ["550 5.7.1 Message refused", "554 5.7.26 Unauthenticated mail is refused"],
  },
  {
    about: "sender",
    action: "open_breaker",
    code: /^5/,
    at: ["session", "sender"],
    examples: ["554 No SMTP service here"],
  },
  // A bare 550 is an unknown user or a policy: too little to suppress an address for.
  {
    about: "reader",
    action: "soft_bounce",
    code: /^55[0-3]/,
    enhanced: /^$/,
    at: MAIL,
    examples: ["550 Zugestellt wird nicht", "552 Voll"],
  },
  {
    about: "content",
    action: "fail_mail",
    code: /^5/,
    examples: ["554 Transaction failed", "554 Email rejected"],
  },
];
