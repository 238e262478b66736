import { deepEqual, equal } from "node:assert/strict";
import fc from "../test/property.ts";
import { defused, strangersLine } from "./defuse.ts";
import { hostileTexts, linkedIn } from "../test/linker.ts";

Deno.test("defused() does not change ordinary names, titles and places", () => {
  const ordinary = [
    "O'Brien",
    "李小龙",
    "Ada-Lovelace",
    "J. R. Smith",
    "J.R.R. Tolkien",
    "St. Kilda Rd",
    "Node.js night",
    "p5.js & three.js: a jam",
    "Larkin Building, Room 2.14",
    "6:30pm to 8.30pm, 27.11.2026",
    "9 a.m. to 5 p.m.",
    "AC/DC tribute (etc.)",
    "“So it goes.” A reading…",
    "ECON10004 2026 revision",
    "2026-11-27 18:00-20:00",
    "Meet @club at 3 :)",
    "做灯笼，还有热茶",
    "مرحبا",
    "👩‍👩‍👧 & ❤️",
  ];
  for (const text of ordinary) equal(defused(text), text);
});

Deno.test("defused() separates the parts of addresses and keeps the text legible", () => {
  const told = {
    "Win at evil.example/login now": "Win at evil. example/login now",
    "http://evil.example/prize": "evil. example/prize",
    "https:\\\\EVIL.com": "EVIL. com",
    "hTtP：／／evil。com": "evil。 com",
    "www.evil.中国": "www. evil. 中国",
    "evil．ｃｏｍ": "evil. ｃｏｍ",
    "evil⒈com": "evil1. com",
    "mail ada@evil.com": "mail ada @evil. com",
    "mailto:ada": "mailto: ada",
    "\\\\server\\films": "/server\\films",
    "http://2130706433/": "…/",
    "127.0.0.1:80": "127. 0. 0. 1:80",
    "Call +61 412 345 678 now": "Call … now",
    "Call 02 93 51 22 22": "Call …",
    "www.1127.0.0.1": "www…",
    "evil.js/login": "evil. js/login",
    "evil.js.com": "evil. js. com",
    "ASP.NET": "ASP. NET",
    "Free pizza.Come along": "Free pizza. Come along",
    "今晚。来吧": "今晚。 来吧",
  };
  deepEqual(Object.fromEntries(Object.keys(told).map((text) => [text, defused(text)])), told);
});

Deno.test("strangersLine() returns a short line without links for any hostile text, and is idempotent", () => {
  const max = fc.integer({ min: 10, max: 200 });
  fc.assert(
    fc.property(hostileTexts(), max, (text, max) => {
      const line = strangersLine(text, max);
      deepEqual(linkedIn(line), [], JSON.stringify(line));
      equal(line.length <= max, true);
      equal(defused(line), line);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("linkedIn() finds the links of raw texts", () => {
  const links = [
    "evil.com",
    "www.evil.com",
    "evil\u200d.\u200dcom",
    "evil。com",
    "evil．ｃｏｍ",
    "пример.рф",
    "http://evil",
    "ada@host",
    "10.0.0.1",
    "tel:123",
    "\\\\nas\\films",
    "+1 555 0100",
  ];
  deepEqual(links.filter((text) => linkedIn(text).length === 0), []);
});
