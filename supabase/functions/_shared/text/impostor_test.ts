import { deepEqual, equal } from "node:assert/strict";
import fc from "../test/property.ts";
import { personName, posesAsSender } from "./impostor.ts";
import { hostileTexts, linkedIn } from "../test/linker.ts";

const SENDERS = ["Connect3", "Merribrook Guild"];

Deno.test("personName() keeps the names of people", () => {
  const people = [
    "Ada",
    "O'Brien",
    "D’Arcy O’Neil",
    "李小龙",
    "نور الدين",
    "می‌خواهم",
    "Ada-Lovelace",
    "J. R. Smith",
    "J.R.R. Tolkien",
    "José María de la Cruz y García",
    "Mary (Polly) Smith",
    "Dr. Who, Jr.",
    "Ada 🌻",
    "Ada2",
    "Aisha",
    "Guildford",
  ];
  for (const name of people) equal(personName(name, [...SENDERS, "AI"]), name);
});

Deno.test("personName() is empty for links and for texts that are no name", () => {
  const others = [
    "http://evil.example/prize",
    "evil.example",
    "Ada evil.example",
    "John.Smith",
    "ada@evil.example",
    "@ada",
    "Ada/Bob",
    "Ada:Bob",
    "evil。com",
    "+61 412 345 678",
    "You won $1000",
    "Click here!",
    "42",
    "...",
    "A".repeat(61),
    "",
    null,
  ];
  for (const name of others) equal(personName(name, SENDERS), "", String(name));
});

Deno.test("personName() is empty for names of the sender and of roles in any spelling", () => {
  const impostors = [
    "Connect3",
    "connect 3",
    "C0nnect3 Team",
    "Ｃｏｎｎｅｃｔ３",
    "Connect3Events",
    "Сonnect3",
    "The Merribrook Guild",
    "Support",
    "Security Team",
    "Sесurity",
    "S.u.p.p.o.r.t",
    "Suppοrt",
    "Ada, Support",
    "No-Reply",
    "Mailer-Daemon",
    "Àdmin",
    "Bi11ing",
  ];
  for (const name of impostors) equal(personName(name, SENDERS), "", name);
});

Deno.test("personName() returns no link for any hostile name", () => {
  fc.assert(
    fc.property(hostileTexts(), (name) => deepEqual(linkedIn(personName(name, SENDERS)), [])),
    { numRuns: 1000 },
  );
});

Deno.test("posesAsSender() separates texts that pose as the sender from texts on the same topics", () => {
  const impostors = [
    "Connect3",
    "The Connect3 Team",
    "Connect3 Support: sign in again",
    "Connect3Support: sign in again",
    "Account alert from Merribrook Guild",
    "the Security Team",
    "IT Support",
    "Account verification",
    "𝐂𝐨𝐧𝐧𝐞𝐜𝐭𝟑",
  ];
  const others = [
    "Connect3 Launch Party",
    "Merribrook Guild Ball",
    "Peer Support",
    "Security: an evening talk",
    "Security Society",
    "Accounting Society",
    "Teamwork",
    "",
    "!!!",
  ];
  for (const text of impostors) equal(posesAsSender(text, SENDERS), true, text);
  for (const text of others) equal(posesAsSender(text, SENDERS), false, text);
  equal(posesAsSender("AI", ["AI"]), true);
  equal(posesAsSender("Ai Weiwei: account of a life", ["Weiw"]), false);
  equal(posesAsSender("Anything", [""]), false);
});
