import assert from "node:assert/strict";
import { checkRecords, type MailSetup, type Resolver } from "./mail_records.ts";

const KEY = `v=DKIM1; k=rsa; p=${"A".repeat(200)}`;
const GOOD = {
  "club.example": ["v=spf1 include:_spf.google.com ~all", "some-verification=1"],
  "_spf.google.com": ["v=spf1 ip4:192.0.2.0/24 ~all"],
  "google._domainkey.club.example": [KEY],
  "_dmarc.club.example": ["v=DMARC1; p=none; rua=mailto:dmarc@club.example"],
};
const SETUP: MailSetup = { domain: "club.example", host: "smtp.gmail.com" };

const resolverOf = (txt: Record<string, string[]>, mx = ["mx.club.example"]): Resolver => ({
  txt: (name) => Promise.resolve(txt[name] ?? []),
  mx: () => Promise.resolve(mx),
});

/** What is not good, as "WHAT: words". */
async function faults(
  change: Record<string, string[]>,
  setup: Partial<MailSetup> = {},
  mx?: string[],
): Promise<string[]> {
  const findings = await checkRecords(
    { ...SETUP, ...setup },
    resolverOf({ ...GOOD, ...change }, mx),
  );
  return findings.filter(({ isGood }) => !isGood).map(({ what, say }) => `${what}: ${say}`);
}

Deno.test("checkRecords() finds nothing missing in a domain that has all", async () => {
  assert.deepEqual(await faults({}), []);
  assert.deepEqual(await faults({}, { domain: "news.club.example" }, ["mx"]), [
    "SPF: news.club.example has no record that begins with v=spf1: add one",
    "DKIM: no key under google of _domainkey.news.club.example: add the record that your mail " +
    "service shows, or name its selector",
  ], "DMARC of the domain above holds");
});

Deno.test("checkRecords() names each record that is missing or wrong, with the remedy", async () => {
  const cases: [Record<string, string[]>, RegExp][] = [
    [{ "club.example": [] }, /^SPF: .+ no record/],
    [{ "club.example": ["v=spf1 ~all", "v=spf1 -all"] }, /^SPF: .+ 2 SPF records/],
    [{ "club.example": ["v=spf1 include:_spf.google.com +all"] }, /^SPF: .+ everybody/],
    [{ "club.example": ["v=spf1 ip4:192.0.2.1 ~all"] }, /^SPF: .+ include:_spf\.google\.com/],
    [
      { "club.example": [`v=spf1 include:_spf.google.com ${"mx ".repeat(10)}~all`] },
      /^SPF: .+ 11 lookups/,
    ],
    [{ "google._domainkey.club.example": ["v=DKIM1; p="] }, /^DKIM: no key under google/],
    [{ "_dmarc.club.example": [] }, /^DMARC: .+ add v=DMARC1; p=none/],
    [{ "_dmarc.club.example": ["v=DMARC1; rua=mailto:x@y.example"] }, /^DMARC: .+ no policy/],
  ];
  for (const [change, said] of cases) {
    const [fault = "", ...others] = await faults(change);
    assert.match(fault, said);
    assert.deepEqual(others, [], `${said}`);
  }
});

Deno.test("checkRecords() refuses a free mailbox over another server, and a domain without MX", async () => {
  const foreign = await faults({}, { domain: "gmail.com", host: "smtp.sendgrid.net" });
  assert.ok(foreign.some((fault) => /use an address of your own domain/.test(fault)));
  const own = await faults({}, { domain: "gmail.com" });
  assert.ok(!own.some((fault) => /own domain/.test(fault)));
  assert.match((await faults({}, {}, []))[0]!, /no MX/);
});

Deno.test("checkRecords() asks for the selector of a server that it does not know", async () => {
  const setup = { host: "mail.club.example" };
  const without = { "google._domainkey.club.example": [] };
  assert.match((await faults(without, setup))[0]!, /without its selector/);
  const named = { ...setup, selectors: ["own"] };
  assert.deepEqual(await faults({ "own._domainkey.club.example": [KEY] }, named), []);
});

Deno.test("checkRecords() ends on SPF records that include each other", async () => {
  const loop = { "club.example": ["v=spf1 include:club.example include:_spf.google.com ~all"] };
  assert.match((await faults(loop))[0]!, /^SPF: .+ lookups/);
});
