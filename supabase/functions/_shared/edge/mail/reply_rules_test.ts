import assert from "node:assert/strict";
import { parseReply, ruleOf } from "./replies.ts";
import { signatureOf } from "./reply.ts";
import { RULES } from "./reply_rules.ts";

const PARTIES = { from: "news@club.example", to: "ada@example.org" };

for (const rule of RULES) {
  for (const example of rule.examples) {
    Deno.test(`ruleOf(${JSON.stringify(example)}) is ${rule.about}: ${rule.action}`, () => {
      const reply = parseReply(example);
      assert.ok(reply, example);
      const found = ruleOf(reply, rule.at?.[0] ?? "mail", PARTIES);
      assert.equal(found && RULES.indexOf(found), RULES.indexOf(rule));
    });
  }
}

const DEAD = ["user unknown", "mailbox full", "no such user here"];

Deno.test("ruleOf() reads no words of a quoted address, link or host", () => {
  const quoted = [
    "<sender.rejected@quota-exceeded.example>",
    "daily-limit@relaying-denied.example",
    "https://help.example/sender-address-rejected/rate-limit",
    "relaying-denied.throttled.example",
  ];
  for (const said of DEAD) {
    for (const quote of quoted) {
      const reply = parseReply(`550 5.1.1 ${quote} ${said}`)!;
      assert.equal(ruleOf(reply, "mail")?.about, "reader", reply.text);
    }
  }
});

Deno.test("ruleOf() takes a reply that quotes the sender alone for the sender's, in any language", () => {
  const reply = parseReply("550 <News@Club.example> Absender nicht zugelassen")!;
  assert.equal(ruleOf(reply, "mail", PARTIES)?.about, "sender");
  const both = parseReply(`550 <news@club.example> an ada@example.org: Postfach geschlossen`)!;
  assert.equal(ruleOf(both, "mail", PARTIES)?.about, "reader");
});

Deno.test("signatureOf() is the same for replies that differ in addresses, numbers and names alone", () => {
  const texts = [
    ["550 5.1.1 <ada@a.example>: Bogus, id=x17 (12/150)", "ada@a.example"],
    ["550 5.1.1 <bo@b.example>: bogus, id=zz9 (13/150)", "bo@b.example"],
    ["550 5.1.1 bo: Bogus, id=q1q b.example (14/150)", "bo@b.example"],
  ] as const;
  const [first, ...others] = texts.map(([text, reader]) => signatureOf(text, reader));
  assert.equal(first, "bogus");
  for (const other of others) assert.equal(other, first);
  assert.notEqual(signatureOf("550 Mailbox full"), signatureOf("550 Mailbox closed"));
  assert.equal(signatureOf("550 Benutzer gelöscht", "be@x.example"), "benutzer gelöscht");
});
