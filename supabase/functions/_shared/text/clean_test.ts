import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "../test/property.ts";
import { cleanLine, cut, headerSafe, webUrl } from "./clean.ts";

Deno.test("cleanLine() returns one line without controls or reordering marks", () => {
  equal(
    cleanLine("  Free\r\nBcc: all@x\tpizza \u2028now\u0000 ", 100),
    "Free Bcc: all@x pizza now",
  );
  equal(cleanLine("\u202egnp.exe\u202c \u2066a\u2069\u200b\ufeff", 100), "gnp.exe a");
});

Deno.test("cleanLine() keeps the joiners that scripts and emoji need", () => {
  for (const text of ["می‌خواهم", "👩‍👩‍👧", "日本語", "مرحبا", "Café — 50% off"]) {
    equal(cleanLine(text, 100), text);
  }
});

Deno.test("cleanLine() is empty if nothing visible is left", () => {
  deepEqual([null, undefined, "", " \r\n", "\u200b\u202e"].map((text) => cleanLine(text, 9)), [
    "",
    "",
    "",
    "",
    "",
  ]);
});

Deno.test("cleanLine() is well-formed, short and clean for any string", () => {
  const any = fc.string({ unit: "binary", maxLength: 300 });
  fc.assert(fc.property(any, fc.integer({ min: 2, max: 120 }), (text, max) => {
    const line = cleanLine(text, max);
    ok(line.length <= max && line.isWellFormed());
    ok(!/\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]/u.test(line));
    equal(cleanLine(line, max), line, "cleaning twice changes nothing");
  }));
});

Deno.test("headerSafe() leaves no line break, invisible character or encoded word", () => {
  equal(headerSafe("a\r\nBcc: b\u0000\u2028c\td", 50), "a Bcc: b c d");
  equal(headerSafe("=?utf-8?q?Free?= =??x", 50), "=utf-8?q?Free?= =x");
  equal(
    headerSafe("=\u200b?utf-8?q?x?=", 50),
    "=utf-8?q?x?=",
    "nor what is hidden until it is cleaned",
  );
  equal(headerSafe("free\u200bze \u00ad\u202epizza\u202c", 50), "freeze pizza");
  equal(headerSafe("👩‍🚀 مرحبا", 50), "👩‍🚀 مرحبا");
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const line = headerSafe(text, 80);
    ok(line.length <= 80 && line.isWellFormed());
    ok(!/=\?|[\p{Cc}\u2028\u2029]|(?![\u200c\u200d])\p{Cf}/u.test(line));
  }));
});

Deno.test("cut() cuts at a space near the end and adds an ellipsis", () => {
  equal(cut("An evening of jazz, and tea", 21), "An evening of jazz…");
  equal(cut("Donaudampfschifffahrt", 10), "Donaudamp…");
  equal(cut("🎉🎉🎉🎉", 4), "🎉…");
  equal(cut("short", 5), "short");
  equal(cut("abc😀def", 5), "abc…", "no half of a surrogate pair");
});

Deno.test("webUrl() accepts only web addresses", () => {
  equal(webUrl("https://www.instagram.com/p/C6aW/"), "https://www.instagram.com/p/C6aW/");
  equal(webUrl('http://x.org/"><script>'), "http://x.org/%22%3E%3Cscript%3E");
  const refused = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//x.org/",
    "/p/1",
    "https://bank.example@evil.example/",
    "https://x.org/" + "a".repeat(2000),
    "",
    null,
  ];
  for (const text of refused) equal(webUrl(text), null, String(text));
});
