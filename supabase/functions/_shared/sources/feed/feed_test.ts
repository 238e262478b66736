import { deepEqual, equal, ok } from "node:assert/strict";
import type { Item, Reading, ReadOptions } from "../item.ts";
import { readFeed } from "./feed.ts";

const NOW = new Date("2026-11-20T11:00:00Z");

function readAny(source: string | Uint8Array, options: Partial<ReadOptions> = {}) {
  const bytes = typeof source === "string" ? new TextEncoder().encode(source) : source;
  return readFeed(bytes, { now: NOW, defaultZone: "Australia/Melbourne", ...options });
}

function read(source: string | Uint8Array, options: Partial<ReadOptions> = {}): Reading {
  const answer = readAny(source, options);
  if ("refusal" in answer) throw new Error(`refused: ${answer.refusal}`);
  return answer;
}

const rss = (items: string, head = "", attributes = "") =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"${attributes}>` +
  `<channel><title>T</title>${head}${items}</channel></rss>`;
const item = (...parts: string[]) => `<item><title>A</title>${parts.join("")}</item>`;
const one = (source: string, options: Partial<ReadOptions> = {}): Item =>
  read(source, options).items[0]!;

Deno.test("readFeed() reads dates of every spelling as the instant that they name", () => {
  const dates = {
    "Thu, 19 Nov 2026 09:00:00 +1100": "2026-11-18T22:00:00Z",
    "19 Nov 2026 09:00 GMT": "2026-11-19T09:00:00Z",
    "Thursday, 19-Nov-26 09:00:00 PST": "2026-11-19T17:00:00Z",
    "Thu, 19 Nov 2026 09:00:00 AEDT": "2026-11-18T22:00:00Z",
    "Thu, 19 Nov 2026 09:00:00 CET": "2026-11-19T08:00:00Z",
    "2026-11-19T09:00:00.123+01:00": "2026-11-19T08:00:00Z",
    "2026-11-19 09:00:00": "2026-11-18T22:00:00Z",
    "2026-11-19": "2026-11-18T13:00:00Z",
    "Thu, 19 Nov 2026 09:00:00 -0000 (UTC)": "2026-11-19T09:00:00Z",
  };
  for (const [date, instant] of Object.entries(dates)) {
    equal(one(rss(item("<guid>1</guid>", `<pubDate>${date}</pubDate>`))).posted_at, instant, date);
  }
  for (const date of ["Thu, 31 Nov 2026 09:00:00 GMT", "yesterday", ""]) {
    deepEqual(
      one(rss(item("<guid>1</guid>", `<pubDate>${date}</pubDate>`))).notes,
      ["no_date"],
      date,
    );
  }
});

Deno.test("readFeed() reads RDF, old Atom and Atom under a prefix", () => {
  const rdf =
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" ` +
    `xmlns:d="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/"><title>T</title></channel>` +
    `<item rdf:about="https://a.example/1"><title>Rehearsal</title><link>https://a.example/1</link>` +
    `<d:date>2026-11-19T09:00:00Z</d:date><description>Sunday 2pm</description></item></rdf:RDF>`;
  const { id, title, url, posted_at, text } = one(rdf);
  deepEqual([id, title, url, posted_at, text], [
    "https://a.example/1",
    "Rehearsal",
    "https://a.example/1",
    "2026-11-19T09:00:00Z",
    "Sunday 2pm",
  ]);
  const prefixed =
    `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>x</a:id><a:title>Walk</a:title>` +
    `<a:link href="https://a.example/w"/><a:updated>2026-11-19T09:00:00Z</a:updated></a:entry></a:feed>`;
  deepEqual([one(prefixed).title, one(prefixed).url], ["Walk", "https://a.example/w"]);
});

Deno.test("readFeed() takes the fullest text, and finds links from where they start", () => {
  const content =
    "<content:encoded><![CDATA[<p>Full <a href='../x'>here</a></p>]]></content:encoded>";
  const both = item("<guid>1</guid><link>posts/1</link><description>Short</description>", content);
  equal(
    one(rss(both, "<link>https://a.example/club/</link>")).text,
    "Full here (https://a.example/x)",
  );
  equal(
    one(rss(both, "<link>https://a.example/club/</link>")).url,
    "https://a.example/club/posts/1",
  );
  equal(
    one(rss(both), { url: "https://b.example/deep/feed.xml" }).url,
    "https://b.example/deep/posts/1",
  );
  const escaped = item(
    "<guid>1</guid><description>&lt;p&gt;Tea &amp;amp; cake&lt;br/&gt;3pm&lt;/p&gt;</description>",
  );
  equal(one(rss(escaped)).text, "Tea & cake\n3pm");
  const bare = item("<guid>1</guid><description><p>Tea</p><p>3pm</p></description>");
  equal(one(rss(bare)).text, "Tea\n\n3pm");
});

Deno.test("readFeed() nests xml:base, and reads Atom's types", () => {
  const atom =
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/"><entry xml:base="blog/">` +
    `<id>x</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Night <em>market</em></div></title>` +
    `<link rel="enclosure" href="a.mp3"/><link href="1"/><updated>2026-11-19T09:00:00Z</updated>` +
    `<content type="html" xml:base="deep/">&lt;p&gt;See &lt;a href="2"&gt;two&lt;/a&gt;&lt;/p&gt;</content></entry></feed>`;
  const { title, url, text } = one(atom);
  deepEqual([title, url, text], [
    "Night market",
    "https://a.example/blog/1",
    "See two (https://a.example/blog/deep/2)",
  ]);
});

Deno.test("readFeed() knows an entry by guid, link or text, and takes the later of two", () => {
  const entries = [
    item(
      "<guid>1</guid><pubDate>Tue, 17 Nov 2026 09:00:00 GMT</pubDate><description>old</description>",
    ),
    item(
      "<guid>1</guid><pubDate>Wed, 18 Nov 2026 09:00:00 GMT</pubDate><description>new</description>",
    ),
  ];
  for (const list of [entries, entries.toReversed()]) {
    deepEqual(read(rss(list.join(""))).items.map(({ text }) => text), ["new"]);
  }
  const page = one(rss(item("<guid>https://a.example/9?utm_medium=x</guid>")));
  deepEqual([page.id, page.url], ["https://a.example/9?utm_medium=x", "https://a.example/9"]);
  const noPage = one(rss(item('<guid isPermaLink="false">https://a.example/9</guid>')));
  equal(noPage.url, null);
  const made = () => one(rss(item("<description>Same words</description>"))).id;
  ok(made() === made() && made() !== one(rss(item("<description>Other</description>"))).id);
});

Deno.test("readFeed() keeps the newest hundred of a month", () => {
  const day = (n: number) =>
    `<pubDate>${new Date(NOW.getTime() - n * 3_600_000).toUTCString()}</pubDate>`;
  const many = Array.from({ length: 150 }, (_, n) => item(`<guid>g${n}</guid>`, day(n * 8)));
  const { items, left_out, complete } = read(rss(many.reverse().join("")));
  equal(items.length, 91);
  equal(left_out.filter(({ reason }) => reason === "too_old").length, 59);
  equal(complete, false);
  const recent = Array.from({ length: 150 }, (_, n) => item(`<guid>g${n}</guid>`, day(n)));
  const kept = read(rss(recent.join(""))).items.map(({ id }) => id);
  ok(kept.length === 100 && kept.includes("g0") && !kept.includes("g100"), `${kept.length}`);
});

Deno.test("readFeed() never expands what a DOCTYPE declares", () => {
  const bomb = (entities: string, use: string) =>
    `<?xml version="1.0"?><!DOCTYPE rss [${entities}]>${
      rss(item(`<guid>1</guid><description>${use}</description>`)).slice(21)
    }`;
  deepEqual(readAny(bomb('<!ENTITY a "x]>x"><!ENTITY b "&a;&a;">', "&b;")), {
    refusal: "doctype_entities",
  });
  deepEqual(readAny(bomb('<!ENTITY f SYSTEM "file:///etc/passwd">', "&f;")), {
    refusal: "doctype_entities",
  });
  equal(
    one(bomb('<!ENTITY nbsp "&#160;"><!ENTITY eacute "boom">', "caf&eacute;&nbsp;!")).text,
    "café !",
  );
  const plain =
    '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/x.dtd">';
  equal(one(`${plain}${rss(item("<guid>1</guid>")).slice(21)}`).id, "1");
});

Deno.test("readFeed() refuses pages, answers of services and what broke off", () => {
  const refused = (source: string) => {
    const answer = readAny(source);
    return "refusal" in answer ? answer.refusal : null;
  };
  const none = [
    "",
    "<!DOCTYPE html><html></html>",
    "<html><rss></rss></html>",
    "<svg xmlns='x'/>",
    '{"error":1}',
    '{"items":[{"id":1}]}',
    "BEGIN:VCALENDAR",
    "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>",
    "<rss version='2.0'></rss>",
  ];
  for (const source of none) equal(refused(source), "not_a_feed", source);
  const good = rss(item("<guid>1</guid>", "<description><![CDATA[text]]></description>"));
  for (let end = 160; end < good.length; end += 5) {
    equal(refused(good.slice(0, end)), "cut_off", good.slice(0, end));
  }
  const json =
    '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_text":"a"}]}';
  equal(refused(json.slice(0, 70)), "cut_off");
  equal(refused(json.replace(",", ",,")), "broken");
});

Deno.test("readFeed() reads JSON Feed with fields of the wrong type", () => {
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    items: [null, 7, { id: 7.5, title: 3, content_text: "a < b" }, {
      id: { a: 1 },
      url: ["x"],
      content_html: "<p>b</p>",
      date_published: 5,
    }],
  };
  const { items } = read(JSON.stringify(feed));
  deepEqual(items.map(({ title, text }) => [title, text]).sort(), [[null, "a < b"], [null, "b"]]);
  ok(items.some(({ id }) => id === "7.5"));
});

Deno.test("readFeed() takes the charset of the mark, then the server's, then the document's", () => {
  const source = rss(item("<guid>1</guid><description>Привет</description>"));
  const cp1251 = Uint8Array.from(
    source,
    (c) => c >= "А" ? c.charCodeAt(0) - 0x350 : c.charCodeAt(0),
  );
  equal(one(source, { contentType: "text/xml; charset=windows-1251" }).text, "Привет");
  equal(read(cp1251, { contentType: "text/xml; charset=windows-1251" }).items[0]!.text, "Привет");
  const named = new TextDecoder("latin1").decode(cp1251).replace(
    '"1.0"',
    '"1.0" encoding="windows-1251"',
  );
  equal(read(Uint8Array.from(named, (c) => c.charCodeAt(0))).items[0]!.text, "Привет");
  const utf16 = new Uint8Array(
    new Uint16Array([...`\ufeff${source}`].map((c) => c.charCodeAt(0))).buffer,
  );
  equal(read(utf16, { contentType: "text/xml; charset=utf-8" }).items[0]!.text, "Привет");
});
