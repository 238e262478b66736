/**
 * Finds the links that a mail program may create, for tests. Uses markdown-it's linkifier with all
 * options, plus patterns of other programs. Checks the text as written, and with signs folded and
 * invisible characters removed, as some programs do.
 */
import { LinkifyIt } from "linkify-it";
import fc from "./property.ts";

const TLDS = "com net org io ai la to am rs uk fm zip mov md pm example test рф 한국 中国 xn--p1ai";

const linkify = new LinkifyIt({
  fuzzyLink: true,
  fuzzyEmail: true,
  fuzzyIP: true,
  tlds: TLDS.split(" "),
});
for (const scheme of ["tel:", "sms:", "webcal:", "javascript:", "file:"]) {
  linkify.add(scheme, { validate: (text, at) => /^\S+/.exec(text.slice(at))?.[0].length ?? 0 });
}

const OTHERS = [
  /\S@\S/u, // user@host, also without a domain
  /\b[a-z][a-z0-9+.-]*:[^\s)(-]/iu, // any scheme
  /[\\/]{2}/u, // a network path, or an address without its scheme
  /\bwww\.[^\s.]/iu,
  /[\p{L}\p{N}_-]\.(?!js\b)\p{L}[\p{L}\p{N}-]+/iu, // anything like a domain, with any ending
  /\p{N}{1,3}(\.\p{N}{1,3}){3}/u,
  /\+(?:[ ().-]{0,3}\p{N}){7,}/u,
  /\b\p{N}{7,}\b/u,
];

/** The parts of the text that would become links. */
export function linkedIn(text: string): string[] {
  return [text, asSeen(text)].flatMap((seen) => [
    ...(linkify.match(seen) ?? []).map(({ text }) => text),
    ...OTHERS.flatMap((pattern) => pattern.exec(seen)?.[0] ?? []),
  ]);
}

function asSeen(text: string): string {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, "").normalize("NFKC")
    .replace(/[\u3002\uff61]/g, ".");
}

/** Strangers' texts with attempted links: addresses in many spellings, among words. */
export function hostileTexts(): fc.Arbitrary<string> {
  const hidden = fc.constantFrom(
    "",
    "",
    "\u200b",
    "\u200d",
    "\u2060",
    "\u00ad",
    "\ufe0f",
    "\u034f",
  );
  const dot = fc.constantFrom(".", ".", "。", "．", "｡", "․", "﹒");
  const label = fc.constantFrom(
    "evil",
    "www",
    "пример",
    "例え",
    "xn--e1afmkfd",
    "a1",
    "e_v-l",
    "💩",
    "10",
    "0",
  );
  const end = fc.constantFrom(...TLDS.split(" "), "COM", "ｃｏｍ", "1", "254", "co");
  const joint = fc.tuple(hidden, dot, hidden).map((parts) => parts.join(""));
  const host = fc.tuple(fc.array(fc.tuple(label, joint), { minLength: 1, maxLength: 3 }), end)
    .map(([labels, last]) => labels.flat().join("") + last);
  const before = fc.constantFrom(
    "",
    "",
    "http://",
    "https:\\\\",
    "hTtP：／／",
    "//",
    "\\\\",
    "mailto:",
    "ada@",
    "ada＠",
    "http://ada:pw@",
    "tel:",
    "webcal://",
    "ht\u200dtp://",
  );
  const after = fc.constantFrom(
    "",
    "/",
    "/login?a=b",
    ":8080",
    ":8080/x",
    "#x",
    ".",
    ",",
    ")",
    "…",
  );
  const address = fc.tuple(before, host, after).map((parts) => parts.join(""));
  const other = fc.constantFrom(
    "tel:+15550100",
    "+1 (555) 010-0199",
    "0412 345 678",
    "127.0.0.1",
    "http://2130706433/",
    "http://0x7f.1",
    "http://[::1]/",
    "ada@localhost",
    "\\\\nas\\films",
    "javascript:alert(1)",
    "sms:12345",
    "https://localhost",
    "file:///etc",
  );
  const word = fc.constantFrom(
    "Win",
    "now",
    "(",
    ")",
    "“",
    "”",
    "-",
    "Ada",
    "李小龙",
    "6:30",
    "2.14",
    "Dr.",
    "!",
  );
  const gap = fc.constantFrom("", " ", " ", "\n", "\u00a0", "\u3000");
  const piece = fc.oneof(
    address,
    address,
    other,
    word,
    fc.string({ unit: "binary", maxLength: 8 }),
  );
  return fc.array(fc.tuple(piece, gap), { minLength: 1, maxLength: 5 })
    .map((pieces) => pieces.flat().join(""));
}
