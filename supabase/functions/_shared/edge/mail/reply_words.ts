/**
 * Words by which mail services tell what a refusal is about, over the text that `wordsOf` gives. Each
 * pattern is asked where reply_rules.ts says; none decides alone.
 */

/** Joins alternatives, so that each can stand on a line of its own. */
const any = (...patterns: string[]) => new RegExp(patterns.join("|"));

/** The account that sends; a mailbox that receives has no such limits. */
const SENDING =
  /sending|outgoing|outbound|submission|relay|daily|hourly|per (?:hour|day)|you(?:'ve| have) (?:reached|exceeded|sent)|sent too many/;

const MAILBOX_FULL = any(
  "(?:mail|in)box.{0,60}(?:full|exceed|quota|limit|space|storage)",
  "(?:full|exceed|quota|storage|space|limit).{0,40}(?:mail|in)box",
  "(?:recipient|user|account|customer).{0,40}(?:over|exceed\\w*|out of|above).{0,25}(?:quota|storage|space|limit)",
  "(?:recipient|user|account)(?:'s)? .{0,20}(?:quota|storage)",
  "over ?quota|out of (?:storage|space)|disk (?:quota|space)",
  "quota.{0,20} for (?:this |the )?(?:user|recipient|@)",
);

const GONE_SUBJECT = "(?:user|recipient|mailbox|account|address|person|alias)";
const GONE = any(
  `${GONE_SUBJECT}(?: [^\\s.;]+){0,8}[: ]+(?:unknown|unavailable|invalid|disabled|inactive|closed|deactivated|expired|discontinued|suspended|terminated|abandoned)\\b`,
  `${GONE_SUBJECT}(?: [^\\s.;]+){0,8} (?:not found|not known|not exist\\w*|doesn't exist|not here|not listed|not active|no longer)`,
  "(?:unknown|no such|invalid|non-?exist\\w*|inactive|disabled|bad|undeliverable)(?: (?:local|virtual|e-?mail|mail|destination|final))? " +
    "(?:user|recipient|mailbox|account|address|person|alias|domain|host)",
  "unroute?able|no mailbox|not a (?:valid|known) (?:user|recipient|mailbox|address)|not our customer",
  "doesn't have an? .{0,30}account|does not have an? .{0,30}account",
  "(?:host|domain)(?: \\S+){0,4} (?:not found|not exist|doesn't exist|unknown|not accept)",
  "null ?mx|no mx|no such domain|name or service not known|recipnotfound|recipientnotfound",
  "(?:recipient|destination)(?: address)?(?: was)?:? (?:rejected|refused|denied)|address rejected",
  "(?:can't|cannot|couldn't|could not|weren't able to|unable to) (?:find|locate|resolve|verify) .{0,30}(?:domain|recipient|user|mailbox|address|host)",
  "user doesn't|no one by that name|not a local",
);

/** One reader's own rule about who may write to them. */
const RESTRICTED = any(
  "resolver\\.rst|recipient.{0,30}(?:restrict|only accept)|only accepts? (?:e-?mails?|messages?|mail) from",
  "to (?:send|post|write|mail) (?:\\S+ )?to (?:this |that |the |these )?(?:recipient|group|user|address|list|mailbox)",
  "not (?:in|on) (?:the|my|their|recipient's) (?:allow|white)",
);

/** A reader who is sent too much, by anybody. */
const RECEIVING = /(?:user|recipient|mailbox|account)[^.]{0,70}(?:is )?receiving/;

const SENDER = any(
  "\\bsender\\b[^.;]{0,30}(?:reject|denied|invalid|unknown|\\bnot\\b|unverif|verif|refus|disallow|block|unauthori)",
  "(?:from|envelope|return.path) ?(?:address|header|field|domain)|identit(?:y|ies)|bad outbound",
  "unverified|verif(?:y|ied|ication)[^.;]{0,30}(?:your|domain|sender|from)",
  "(?:domain|address|e-?mail|host|@)(?: \\S+){0,3} not (?:yet )?(?:been )?(?:verified|validated|confirmed)",
  "domain(?: \\S+){0,6} not (?:\\S+ )?(?:associated|registered|configured|allowed|authori[sz]ed|permitted|added|set up)",
  "relay(?:ing)?(?: \\S+){0,3} (?:denied|disallowed|prohibited|refused|rejected|forbidden|not (?:permitted|allowed|supported))",
  "rcpthosts|relaying|(?:unable|not (?:permitted|allowed|authori[sz]ed)) to relay|open relay",
  "send.?as\\b|sendas|send on behalf|not (?:authori[sz]ed|allowed|permitted) to (?:send|use|submit)|not owned by",
  "permissions? to send|unauthori[sz]ed (?:sender|ip|use|client)",
);

const ACCOUNT = any(
  "(?:outgoing|outbound|sending)[^.;]{0,40}(?:block|disabled|suspend|reject|paused|restrict|stopped|revoked)",
  "(?:block|disabled|suspend|pause)\\w*[^.;]{0,25}(?:outgoing|outbound|from sending|sending)",
  "(?:your|sender's|sender|sending|smtp|api|client) (?:\\S+ ){0,2}(?:account|key|user|domain|plan|subscription|access|ip)\\b[^.;]{0,50}" +
    "(?:suspend|disabled|block|restrict|locked|not (?:yet )?(?:been )?activ|inactive|under review|deactivat|on hold|compromised|closed|terminat|expired|banned|revoked)",
  "account (?:is |has been |was )?(?:under review|not (?:yet )?activated|on probation)",
  "(?:smtp )?auth(?:entication)?(?: is)? required|must (?:be )?(?:auth|log)|please (?:auth|log ?in)",
  "payment|billing|unpaid|trial (?:has |is )?(?:over|expired|ended)",
);

const SIZE = any(
  "(?:message|mail|content|attachment|header|line|body|data)s? (?:is )?(?:size|length|too (?:large|big|long))",
  "too (?:large|big|long)|size (?:limit|exceed)|exceed\\w*(?: \\S+){0,4} (?:size|length)|maximum (?:\\S+ ){0,2}size|\\d+ bytes",
);

const MESSAGE_SIZE = /\b(?:message|mail|content) (?:size|length)|too (?:large|big|long)/;

const LOOP = /hop count|too many (?:hops|received)|\bloop/;

/** A number of mails in a day, an hour, a plan. */
const QUOTA = any(
  "\\b(?:daily|hourly|monthly|weekly|per (?:hour|day|week|month)|today|credits?)\\b",
  "(?:this|last|past|every|each) (?:hours?|days?)",
  "(?:sending|message|relay|submission|send|outbound|outgoing|mail|e-?mail|account|plan) (?:limits?|quotas?|allowance)",
  "(?:limit|quota|allowance|max\\w*)(?: \\S+){0,5} (?:exceeded|reached|used)",
  "(?:exceed|reach)\\w*(?: \\S+){0,8} (?:limits?|quota|allowance|max\\w*)",
  "too many (?:messages|e-?mails|mails|recipients)|too much (?:mail|e-?mail)|quota|upgrade your",
);

/** Mails in a second or a minute, or connections at once. */
const PACE = any(
  "\\brate\\b|\\bratelimit|thrott|too (?:fast|quick|rapid|frequent)|slow(?:ing)? down",
  "per[ -](?:second|minute)|concurren|simultaneous|(?:messages|mails|e-?mails)/s",
  "(?:connection|session)s? (?:rate|limit|count)|too many (?:\\S+ )?(?:connections|sessions|requests)",
);

const TOO_MANY = /too many|too much mail/;
const LONG = /\b(?:daily|hourly|monthly|per (?:hour|day|month)|today|hours?|day)\b/;

const EXCEEDED = /limit|exceed|quota|too many/;

const POLICY = any(
  "spam|\\buce\\b|virus|malware|phish|black ?list|block ?list|\\b(?:dns|r)bl\\b|reputation|unsolicited|\\bbulk\\b",
  "polic(?:y|ies)|security|dmarc|\\bspf\\b|dkim|content|banned|blocked|abuse|suspicious|complaint|\\blisted\\b|prohibited|probability",
);

const GREYLIST = /gr[ae]y ?-?list/;

export const WORDS = {
  isMailboxFull: (words: string) =>
    MAILBOX_FULL.test(words) && !SENDING.test(words) && !MESSAGE_SIZE.test(words),
  isOfReader: (words: string) => !SENDING.test(words),
  isQuotaOfReader: (words: string) =>
    QUOTA.test(words) && !SENDING.test(words) && !SIZE.test(words),
  isGone: (words: string) => GONE.test(words),
  isRestricted: (words: string) => RESTRICTED.test(words),
  isReceiving: (words: string) => RECEIVING.test(words),
  isSender: (words: string) => SENDER.test(words),
  isAccount: (words: string) => ACCOUNT.test(words),
  isSize: (words: string) => SIZE.test(words),
  isLoop: (words: string) => LOOP.test(words),
  isQuota: (words: string) =>
    QUOTA.test(words) && !MAILBOX_FULL.test(words) || LONG.test(words) && EXCEEDED.test(words),
  isPace: (words: string) => PACE.test(words) && !LONG.test(words) && !words.includes("quota"),
  isTooMany: (words: string) => TOO_MANY.test(words) && !LONG.test(words),
  isPolicy: (words: string) => POLICY.test(words),
  isGreylist: (words: string) => GREYLIST.test(words),
} as const;

export type Topic = keyof typeof WORDS;
