import { deepEqual, equal, ok } from "node:assert/strict";
import type { Item, Reading, ReadOptions } from "../item.ts";
import { discoverSources } from "./discover.ts";
import { readPage } from "./page.ts";

const NOW = new Date("2026-11-20T11:00:00Z");
const URL_OF_PAGE = "https://hall.example/whats-on/";
const encode = (text: string) => new TextEncoder().encode(text);

function read(html: string, options: Partial<ReadOptions> = {}): Reading {
  const answer = readPage(encode(html), {
    now: NOW,
    defaultZone: "Australia/Melbourne",
    contentType: "text/html",
    url: URL_OF_PAGE,
    ...options,
  });
  if ("refusal" in answer) throw new Error(`refused: ${answer.refusal}`);
  return answer;
}

const block = (...values: unknown[]) =>
  `<html><body>${
    values.map((value) =>
      `<script type="application/ld+json">${
        typeof value === "string" ? value : JSON.stringify(value)
      }</script>`
    ).join("")
  }</body></html>`;
const event = (fields: Record<string, unknown>) => ({
  "@type": "Event",
  name: "T",
  url: "/e/1",
  startDate: "2026-12-02T19:30",
  ...fields,
});
const one = (fields: Record<string, unknown>): Item => read(block(event(fields))).items[0]!;

Deno.test("readPage() reads dates with every kind of offset, and days with an inclusive end", () => {
  const times = (startDate: unknown, endDate?: unknown, rest = {}) => {
    const { starts_at, ends_at, is_all_day } = one({ startDate, endDate, ...rest });
    return [starts_at?.slice(5, 16), ends_at?.slice(5, 16), is_all_day].filter(Boolean).join(" ");
  };
  equal(times("2026-12-02T19:30Z"), "12-02T19:30");
  equal(times("2026-12-02T19:30:00.000+0530"), "12-02T14:00");
  equal(times("2026-12-02 19:30:00"), "12-02T08:30");
  equal(times(["2026-12-02T19:30"]), "12-02T08:30");
  equal(times({ "@type": "DateTime", "@value": "2026-12-02T19:30" }), "12-02T08:30");
  equal(times("20261202T193000"), "12-02T08:30");
  equal(times("2026-12-02", "2026-12-02"), "12-01T13:00 true");
  equal(times("2026-12-02", "2026-12-03"), "12-01T13:00 12-03T13:00 true");
  equal(times("2026-12-02T19:30", "2026-12-02"), "12-02T08:30");
  equal(times("2026-12-02T19:30", "2026-12-04"), "12-02T08:30 12-04T13:00");
  equal(times("2026-12-02T19:30", undefined, { duration: "PT1H30M" }), "12-02T08:30 12-02T10:00");
  equal(times("2026-12-02T00:00:00", "2026-12-02T23:59:59"), "12-01T13:00 true");
  equal(times("2026-12-02T19:30", "2026-12-02T18:00"), "12-02T08:30");
  equal(times("2026-12-02", "2026-12-01"), "12-01T13:00 true");
});

Deno.test("readPage() leaves out events without a name, a day of the calendar, or near one", () => {
  const reason = (fields: Record<string, unknown>) =>
    read(block(event(fields))).left_out[0]?.reason;
  equal(reason({ name: "" }), "no_title");
  equal(reason({ startDate: "2026-11-31" }), "no_start");
  equal(reason({ startDate: "soon" }), "no_start");
  equal(reason({ startDate: undefined }), "no_start");
  equal(reason({ startDate: "2026-11-18T10:00:00Z" }), "outside_window");
  equal(reason({ startDate: "2028-06-01" }), "outside_window");
  equal(reason({ startDate: "2028-05-01" }), undefined);
});

Deno.test("readPage() reads a place in all its forms", () => {
  const place = (location: unknown, rest = {}) => {
    const item = one({ location, ...rest });
    return [item.location, item.is_online];
  };
  const address = { "@type": "PostalAddress", streetAddress: "5 Pier St", addressLocality: "Bay" };
  deepEqual(place({ "@type": "Place", name: "Boat Shed", address: "5 Pier St, Bay" }), [
    "Boat Shed, 5 Pier St, Bay",
    false,
  ]);
  deepEqual(place({ "@type": "Place", name: "Boat Shed", address }), [
    "Boat Shed, 5 Pier St, Bay",
    false,
  ]);
  deepEqual(place({ "@type": "Place", address }), ["5 Pier St, Bay", false]);
  deepEqual(place(address), ["5 Pier St, Bay", false]);
  deepEqual(place({ "@type": "VirtualLocation", url: "https://v.example" }), [null, true]);
  deepEqual(place("https://v.example/room"), [null, true]);
  deepEqual(place([{ "@type": "VirtualLocation" }, { "@type": "Place", name: "Hall" }]), [
    "Hall",
    false,
  ]);
  deepEqual(
    place({ "@type": "Place", name: "Hall" }, {
      eventAttendanceMode: "schema:OnlineEventAttendanceMode",
    }),
    ["Hall", true],
  );
  deepEqual(place(["First hall", "Second hall"]), ["First hall", false]);
  deepEqual(place(undefined), [null, false]);
});

Deno.test("readPage() reads what it costs and where to sign up", () => {
  const offers = (offers: unknown, rest = {}) => {
    const { price, sign_up_url } = one({ offers, ...rest });
    return [price && [price.min, price.max, price.currency], sign_up_url];
  };
  deepEqual(
    offers({ "@type": "AggregateOffer", lowPrice: "5", highPrice: "12.50", priceCurrency: "eur" }),
    [[5, 12.5, "EUR"], null],
  );
  deepEqual(offers({ price: "$1,200.00", url: "/tickets?utm_source=x" }), [
    [1200, 1200, null],
    "https://hall.example/tickets",
  ]);
  deepEqual(offers({ price: "10,50 €" }), [[10.5, 10.5, null], null]);
  deepEqual(offers({ price: "Free" }), [[0, 0, null], null]);
  deepEqual(offers(undefined, { isAccessibleForFree: true }), [[0, 0, null], null]);
  deepEqual(offers([{ price: -1 }, { price: "call us" }, { url: "javascript:x" }]), [null, null]);
});

Deno.test("readPage() finds events in nested graphs, named by @id, and once each", () => {
  const graph = {
    "@context": "https://schema.org",
    "@graph": [
      [{ "@graph": { "@type": "WebPage", mainEntity: { "@id": "#e" } } }],
      {
        "@id": "#e",
        ...event({ location: { "@id": "#hall" }, organizer: [{ "@id": "#club" }, "Second"] }),
      },
      { "@id": "#hall", "@type": "Place", name: "Town Hall" },
      { "@id": "#club", "@type": "Organization", name: "First" },
      { "@type": "Organization", name: "O", event: [event({ name: "Of a club", url: "/e/2" })] },
    ],
  };
  const { items } = read(block(graph, event({})));
  deepEqual(items.map(({ title }) => title).sort(), ["Of a club", "T"]);
  const found = items.find(({ title }) => title === "T")!;
  deepEqual([found.location, found.organisers], ["Town Hall", ["First", "Second"]]);
});

Deno.test("readPage() knows every subtype of Event and nothing else", () => {
  const types = ["Event", "schema:MusicEvent", "http://schema.org/TheaterEvent", [
    "Thing",
    "Hackathon",
  ], "Festival"];
  for (const type of types) {
    equal(read(block(event({ "@type": type }))).items.length, 1, String(type));
  }
  for (const type of ["EventVenue", "Article", "EventReservation", "", 7, null]) {
    equal(read(block(event({ "@type": type }))).items.length, 0, String(type));
  }
});

Deno.test("readPage() names an event by url, @id or page, and tells dates of one address apart", () => {
  equal(
    one({ url: undefined, "@id": "https://hall.example/x#event" }).id,
    "https://hall.example/x#event",
  );
  equal(one({ url: undefined }).id, URL_OF_PAGE);
  equal(one({ url: ["/a", "/b"] }).id, "https://hall.example/a");
  equal(one({ url: { "@id": "/a" } }).id, "https://hall.example/a");
  const dates = read(block(event({}), event({ startDate: "2026-12-09T19:30" }))).items;
  equal(new Set(dates.map(({ id, recurrence }) => `${id} ${recurrence}`)).size, 2);
  const twice = read(block(event({}), event({ description: "Fuller" }))).items;
  deepEqual(twice.map(({ text, recurrence }) => [text, recurrence]), [["Fuller", null]]);
});

Deno.test("readPage() resolves addresses from <base>, and follows pages of its own host alone", () => {
  const list = {
    "@type": "ItemList",
    itemListElement: [
      "https://hall.example/e/7",
      { "@type": "ListItem", item: "https://hall.example/e/8?fbclid=1" },
      { "@type": "ListItem", item: { "@id": "/e/9" } },
      { "@type": "ListItem", item: { "@type": "Event", name: "Only named", url: "/e/10" } },
      { "@type": "ListItem", url: "https://evil.example/e/11" },
      { "@type": "ListItem", url: "https://hall.example:8443/e/12" },
      { "@type": "ListItem", url: URL_OF_PAGE },
    ],
  };
  const { follow } = read(block(list));
  deepEqual(follow, [7, 8, 9, 10].map((n) => `https://hall.example/e/${n}`));
  const based = `<base href="https://hall.example/deep/">${block(event({ url: "x" }))}`;
  equal(read(based).items[0]!.url, "https://hall.example/deep/x");
  const many = Array.from({ length: 500 }, (_, n) => `https://hall.example/p/${n}`);
  equal(read(block({ "@type": "ItemList", itemListElement: many })).follow!.length, 200);
});

Deno.test("readPage() mends blocks with line breaks, several objects, marks and entities", () => {
  const json = JSON.stringify(event({}));
  const blocks = [
    json.replace('"T"', '"T"/* name */'),
    `<!-- ${json} -->`,
    `// <![CDATA[ ${json} // ]]>`,
    `/*<![CDATA[*/${json}/*]]>*/`,
    `${json};`,
    json.replace("}", ",}"),
    json.replace('"T"', '"T"').replace("{", '{"description":"a\nb\tc",'),
    `${json}\n${json.replace("/e/1", "/e/2")}`,
    json.replaceAll('"', "&quot;"),
  ];
  for (const text of blocks) ok(read(block(text)).items.length >= 1, text);
  const { items, left_out } = read(block('{"@type":', json, "", "[1,2"));
  equal(items.length, 1);
  deepEqual(left_out.map(({ reason }) => reason), ["broken_json", "broken_json"]);
});

Deno.test("readPage() reads states in every spelling", () => {
  equal(one({ eventStatus: "EventCanceled" }).status, "cancelled");
  equal(
    one({ eventStatus: ["EventScheduled", { "@id": "https://schema.org/EventCancelled" }] }).status,
    "cancelled",
  );
  deepEqual([
    one({ eventStatus: "schema:EventPostponed" }).starts_at,
    one({ eventStatus: "EventPostponed" }).needs_review,
  ], [null, true]);
  equal(
    one({ eventStatus: "EventScheduled", previousStartDate: "2026-12-01" }).previous_starts_at,
    undefined,
  );
});

Deno.test("readPage() says that a page has microdata alone, and that bytes are no page", () => {
  const html =
    '<div itemscope itemtype="https://schema.org/MusicEvent"><span itemprop="name">T</span></div>';
  deepEqual(read(html).left_out, [{ id: null, reason: "microdata" }]);
  deepEqual(readPage(encode("%PDF-1.7"), { now: NOW, defaultZone: "UTC" }), {
    refusal: "not_a_page",
  });
  deepEqual(read("<html><body>No events</body></html>").items, []);
});

Deno.test("readPage() takes no address of a network's inside, no secrets and no markup", () => {
  const item = one({
    name: "<b>T</b>\u202e",
    image: { "@type": "ImageObject", url: "https://10.0.0.1/a.png" },
    description: "&lt;script&gt;x&lt;/script&gt;Come &amp; see",
    organizer: { name: "A\u0000B" },
    location: { "@type": "Place", name: "Hall\nRoom 2" },
  });
  deepEqual([item.title, item.image, item.text, item.organisers, item.location], [
    "T",
    null,
    "Come & see",
    ["A B"],
    "Hall Room 2",
  ]);
});

Deno.test("discoverSources() finds calendars, then the page's own events, then feeds", () => {
  const html = `<head><link rel="alternate" type="application/rss+xml" title="News" href="/feed">
    <link rel="alternate" type="text/html" hreflang="fr" href="/fr"><base href="https://hall.example/en/"></head>
    <a href="webcal://hall.example/cal.ics">Subscribe</a><a href="events.ics?x=1">Again</a><a href="/about">About</a>
    <a href="?ical=1">Export</a><a href="https://10.0.0.1/a.ics">no</a><a href="/blog/rss.xml">Blog</a>
    <iframe src="https://calendar.google.com/calendar/embed?src=club%40group.example&ctz=X"></iframe>` +
    block(event({}));
  deepEqual(
    discoverSources(encode(html), "text/html", URL_OF_PAGE).map((
      { url, kind, title },
    ) => [kind, url, title]),
    [
      ["ics", "https://hall.example/cal.ics", null],
      ["ics", "https://hall.example/en/events.ics?x=1", null],
      ["ics", "https://hall.example/en/?ical=1", null],
      [
        "ics",
        "https://calendar.google.com/calendar/ical/club%40group.example/public/basic.ics",
        null,
      ],
      ["page", URL_OF_PAGE, null],
      ["rss", "https://hall.example/feed", "News"],
      ["rss", "https://hall.example/blog/rss.xml", null],
    ],
  );
});

Deno.test("readPage() takes the canonical address of a file whose address is not given, and no other", () => {
  const html = `<link rel="canonical" href="https://town.example/gigs">${
    block(event({ url: undefined }))
  }`;
  equal(read(html, { url: undefined }).items[0]!.id, "https://town.example/gigs");
  equal(read(html).items[0]!.id, URL_OF_PAGE);
  equal(read(block(event({})), { url: undefined }).items[0]!.url, null);
});
