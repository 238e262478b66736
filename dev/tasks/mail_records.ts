/** Checks the DNS records of a sender's domain for its mail: SPF, DKIM and DMARC. */

/** Records of a name; empty if there are none. */
export interface Resolver {
  txt(name: string): Promise<string[]>;
  mx(name: string): Promise<string[]>;
}

export interface Finding {
  what: "domain" | "SPF" | "DKIM" | "DMARC";
  isGood: boolean;
  say: string;
}

/** Marks of a mail service: its host, its include of SPF, the names of its DKIM keys. */
interface Relay {
  host: RegExp;
  include: string | null;
  selectors: readonly string[];
}

/** Services with a return path of their own need no include (null): they align by DKIM. */
const RELAYS: readonly Relay[] = [
  {
    host: /(^|\.)gmail\.com$|(^|\.)google\.com$/,
    include: "_spf.google.com",
    selectors: ["google"],
  },
  {
    host: /(^|\.)office365\.com$|(^|\.)outlook\.com$/,
    include: "spf.protection.outlook.com",
    selectors: ["selector1", "selector2"],
  },
  { host: /(^|\.)sendgrid\.net$/, include: null, selectors: ["s1", "s2"] },
  { host: /(^|\.)mailgun\.org$/, include: "mailgun.org", selectors: ["k1", "mta", "smtp", "pic"] },
  { host: /(^|\.)amazonaws\.com$/, include: null, selectors: [] },
  { host: /(^|\.)resend\.com$/, include: null, selectors: ["resend"] },
  { host: /(^|\.)postmarkapp\.com$/, include: null, selectors: ["pm"] },
  { host: /(^|\.)brevo\.com$/, include: null, selectors: ["brevo1", "brevo2", "mail"] },
  { host: /(^|\.)zoho\.\w+$/, include: null, selectors: ["zmail", "zoho"] },
];

/** Domains of mailboxes for everybody: only their own servers may send for them. */
const FREE = /^(gmail|googlemail|yahoo|outlook|hotmail|live|icloud|aol|gmx|web)\.[a-z.]+$/;

/** RFC 7208, 4.6.4. */
const MAX_LOOKUPS = 10;

export interface MailSetup {
  /** Of MAIL_FROM. */
  domain: string;
  /** SMTP_HOST. */
  host: string;
  /** DKIM selectors besides the service's usual ones. */
  selectors?: readonly string[];
}

/** Looks up all records; a missing one comes with its remedy. */
export async function checkRecords(setup: MailSetup, resolver: Resolver): Promise<Finding[]> {
  const relay = RELAYS.find(({ host }) => host.test(setup.host));
  return [
    ...await checkDomain(setup, resolver),
    await checkSpf(setup.domain, relay, resolver),
    await checkDkim(setup, relay, resolver),
    await checkDmarc(setup.domain, resolver),
  ];
}

async function checkDomain({ domain, host }: MailSetup, { mx }: Resolver): Promise<Finding[]> {
  const isForeign = FREE.test(domain) && !host.endsWith(domain) &&
    !(domain === "googlemail.com" && host.endsWith("gmail.com"));
  const servers = await mx(domain);
  const found: Finding = servers.length > 0
    ? { what: "domain", isGood: true, say: `${domain} receives mail` }
    : { what: "domain", isGood: false, say: `${domain} has no MX record: answers are lost` };
  if (!isForeign) return [found];
  const say = `${domain} lets nobody but its own servers send: use an address of your own domain`;
  return [found, { what: "domain", isGood: false, say }];
}

async function checkSpf(
  domain: string,
  relay: Relay | undefined,
  resolver: Resolver,
): Promise<Finding> {
  const bad = (say: string): Finding => ({ what: "SPF", isGood: false, say });
  const records = await spfOf(domain, resolver);
  const [record = ""] = records;
  if (records.length === 0) return bad(`${domain} has no record that begins with v=spf1: add one`);
  if (records.length > 1) {
    return bad(`${domain} has ${records.length} SPF records: join them to one`);
  }
  if (/[ ]\+?all\b/.test(record)) return bad(`"${record}" lets everybody send: end it with ~all`);
  const lookups = await lookupsOf(record, resolver);
  if (lookups > MAX_LOOKUPS) return bad(`SPF takes ${lookups} lookups, and servers stop at 10`);
  if (relay?.include && !record.includes(`include:${relay.include}`)) {
    return bad(`SPF does not name your mail server: add include:${relay.include}`);
  }
  return { what: "SPF", isGood: true, say: record };
}

const spfOf = async (domain: string, { txt }: Resolver) =>
  (await txt(domain)).filter((record) => /^v=spf1( |$)/i.test(record));

/** Lookups that a receiver makes; more than the limit is not counted further. */
async function lookupsOf(record: string, resolver: Resolver, depth = 0): Promise<number> {
  const terms = record.split(/\s+/).slice(1).map((term) => term.replace(/^[+?~-]/, ""));
  let count = 0;
  for (const term of terms) {
    if (!/^(include:|a\b|mx\b|ptr\b|exists:|redirect=)/i.test(term)) continue;
    count++;
    const [, target] = /^(?:include:|redirect=)(\S+)$/i.exec(term) ?? [];
    if (target && depth < MAX_LOOKUPS && count <= MAX_LOOKUPS) {
      const [inner = ""] = await spfOf(target, resolver);
      count += await lookupsOf(inner, resolver, depth + 1);
    }
  }
  return count;
}

async function checkDkim(
  { domain, selectors = [] }: MailSetup,
  relay: Relay | undefined,
  { txt }: Resolver,
): Promise<Finding> {
  const names = [...new Set([...selectors, ...relay?.selectors ?? []])];
  for (const name of names) {
    const records = await txt(`${name}._domainkey.${domain}`);
    if (records.some((record) => /(^|;)\s*p=[A-Za-z0-9+/]{20}/.test(record))) {
      return { what: "DKIM", isGood: true, say: `a key under ${name}._domainkey.${domain}` };
    }
  }
  const say = names.length > 0
    ? `no key under ${
      names.join(", ")
    } of _domainkey.${domain}: add the record that your mail service shows, or name its selector`
    : `cannot look for a key without its selector: name it, as your mail service shows it`;
  return { what: "DKIM", isGood: false, say };
}

/** Of the domain, or of one above it, down to two words (RFC 7489, 6.6.3, without the list of suffixes). */
async function checkDmarc(domain: string, { txt }: Resolver): Promise<Finding> {
  const words = domain.split(".");
  for (let at = 0; at <= words.length - 2; at++) {
    const name = `_dmarc.${words.slice(at).join(".")}`;
    const [record] = (await txt(name)).filter((text) => /^v=DMARC1\s*;/i.test(text));
    if (record === undefined) continue;
    if (/;\s*p\s*=\s*(none|quarantine|reject)\b/i.test(record)) {
      return { what: "DMARC", isGood: true, say: `${name}: ${record}` };
    }
    return { what: "DMARC", isGood: false, say: `${name} has no policy: add p=none` };
  }
  const say = `no record under _dmarc.${domain}: add v=DMARC1; p=none; rua=mailto:dmarc@${domain}`;
  return { what: "DMARC", isGood: false, say };
}
