/** Rules of reply_rules.ts for what was taken, for logins, and for what passes (4xx). */
import type { Rule } from "./reply_rule.ts";

export const PASSING: readonly Rule[] = [
  { about: "nobody", action: "sent", code: /^2/, examples: ["250 2.0.0 OK 1700000000 x-gsmtp"] },
  {
    about: "account",
    action: "stop_all",
    code: /^53[0458]/,
    examples: ["535 5.7.8 Username and Password not accepted", "530 5.7.0 Authentication Required"],
  },
  {
    about: "account",
    action: "stop_all",
    code: /^5/,
    at: ["login"],
    examples: ["525 5.7.1 Unauthorized IP address", "504 5.5.4 Unrecognized authentication type"],
  },
  {
    about: "server",
    action: "pause_account",
    code: /^4/,
    at: ["login"],
    examples: ["454 4.7.0 Too many login attempts", "451 4.7.0 Temporary authentication failure"],
  },
  {
    about: "account",
    action: "wait_quota",
    code: /^[45]/,
    enhanced: /^[45]\.4\.5$/,
    examples: ["550 5.4.5 Daily user sending limit exceeded", "452 4.4.5 Quota"],
  },

  // Temporary.
  {
    about: "reader",
    action: "retry",
    code: /^4/,
    topics: ["isGreylist", "isReceiving", "isMailboxFull"],
    examples: [
      "450 4.2.0 <ada@example.org>: Recipient address rejected: Greylisted",
      "450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents more",
      "452-4.2.2 The recipient's inbox is out of storage space",
      "451 Gray-listed, please try again in 300 seconds",
    ],
  },
  {
    about: "reader",
    action: "retry",
    code: /^4/,
    enhanced: /^4\.(2\.\d|1\.[1-6])$/,
    topics: ["isOfReader"],
    examples: [
      "452 4.2.2 Quota exceeded",
      "450 4.2.1 Too fast",
      "450 4.1.1 <ada@example.org>: unverified address",
    ],
  },
  {
    about: "account",
    action: "slow_down",
    code: /^4/,
    topics: ["isPace"],
    examples: [
      "454 Throttling failure: Maximum sending rate exceeded.",
      "450 too many requests",
      "432 4.3.2 Concurrent connections limit exceeded",
      "421 4.7.0 Too many concurrent SMTP connections; please try again later.",
      "451 4.7.1 Please slow down, you are sending too fast",
      "452 4.3.2 Connection rate limit exceeded.",
    ],
  },
  {
    about: "account",
    action: "slow_down",
    code: /^4/,
    topics: ["isTooMany"],
    examples: ["450 too many messages, slow", "421 4.7.0 Too many mails from your host"],
  },
  {
    about: "account",
    action: "wait_quota",
    code: /^4/,
    topics: ["isQuota"],
    examples: [
      "454 Throttling failure: Daily message quota exceeded.",
      "451 4.7.1 Your account has exceeded its hourly limit of 300 messages",
      "452 4.5.3 You have reached the maximum number of recipients for this hour",
    ],
  },
  {
    about: "sender",
    action: "pause_account",
    code: /^4/,
    topics: ["isSender", "isAccount"],
    examples: [
      "454 4.7.1 <ada@example.org>: Relay access denied",
      "450 4.1.8 <news@club.example>: Sender address rejected: Domain not found",
    ],
  },
  {
    about: "server",
    action: "pause_account",
    code: /^(421|454)/,
    examples: [
      "421 4.7.0 Try again later, closing connection",
      "421 Service not available",
      "454 4.7.0 TLS not available due to temporary reason",
    ],
  },
  {
    about: "server",
    action: "retry",
    code: /^4/,
    examples: [
      "451 4.3.0 Mail server temporarily rejected message",
      "452 4.3.1 Insufficient system storage",
      "450 4.4.1 Host not reachable",
    ],
  },
  // Bad sequence of commands: the session was confused, not the mail; a new one may take it.
  {
    about: "server",
    action: "retry",
    code: /^503/,
    examples: ["503 5.5.1 Bad sequence of commands"],
  },
];
