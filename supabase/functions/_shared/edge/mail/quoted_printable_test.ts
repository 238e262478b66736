import { equal, ok } from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "../../test/property.ts";
import { quotedPrintable } from "./quoted_printable.ts";

/** As RFC 2045, 6.7 says to read it. */
function decoded(text: string): string {
  const bytes = text.replaceAll("=\r\n", "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}

/** What breaks encoders: all that is special to one, whole lines of it, and any other text. */
const texts = fc.array(
  fc.oneof(
    fc.constantFrom(
      "=",
      " ",
      "\t",
      "\r\n",
      "\n",
      "\r",
      "é",
      "语",
      "💃",
      "\ud83d",
      "\0",
      "\x7f",
      ".",
    ),
    fc.string({ unit: "grapheme", maxLength: 100 }),
    fc.tuple(fc.constantFrom("a", "=", " ", "é", "语", "💃"), fc.nat({ max: 200 }))
      .map(([character, count]) => character.repeat(count)),
  ),
  { maxLength: 12 },
).map((parts) => parts.join(""));

Deno.test("quotedPrintable() is read back as the text with CRLF for line breaks", () => {
  fc.assert(fc.property(texts, (text) => {
    equal(decoded(quotedPrintable(text)), text.toWellFormed().replace(/\r\n?|\n/g, "\r\n"));
  }));
});

Deno.test("quotedPrintable() writes ASCII lines of 76 at most, none of which ends in white space", () => {
  fc.assert(fc.property(texts, (text) => {
    for (const line of quotedPrintable(text).split("\r\n")) {
      ok(/^[\t -~]{0,76}$/.test(line) && !/[\t ]$/.test(line), JSON.stringify(line));
    }
  }));
});

Deno.test("quotedPrintable() breaks no character between two lines", () => {
  fc.assert(fc.property(texts, (text) => {
    for (const line of quotedPrintable(text).split("=\r\n")) {
      ok(!decoded(line).includes("\ufffd") || text.toWellFormed().includes("\ufffd"), line);
    }
  }));
});

Deno.test("quotedPrintable() leaves plain text as it stands", () => {
  const plain = "Dear Ada, 1 > 0.\r\n\r\n" + "a".repeat(76) + "\r\nEnd\r\n";
  equal(quotedPrintable(plain), plain);
});

Deno.test("quotedPrintable() takes a megabyte without a line break in its stride", () => {
  equal(decoded(quotedPrintable("a".repeat(1e6))).length, 1e6);
});
