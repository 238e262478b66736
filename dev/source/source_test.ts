import { deepEqual, equal, match } from "node:assert/strict";
import { source } from "./main.ts";

const CALENDAR = [
  "BEGIN:VCALENDAR",
  "BEGIN:VEVENT",
  "UID:a",
  "DTSTART:20261201T180000",
  "SUMMARY:Choir",
  "END:VEVENT",
  "BEGIN:VEVENT",
  "UID:b",
  "SUMMARY:Undated",
  "END:VEVENT",
  "END:VCALENDAR",
].join("\n");

const PAGE = '<html><a href="webcal://club.example/feed.ics">Subscribe</a></html>';

function served(path: string): Response {
  return path === "/feed.ics"
    ? new Response(CALENDAR, { headers: { "content-type": "text/calendar" } })
    : new Response(PAGE, { headers: { "content-type": "text/html" } });
}

async function run(...args: string[]) {
  const [out, err]: string[][] = [[], []];
  const code = await source(args, {
    now: new Date("2026-11-20T11:00:00Z"),
    read: (file) =>
      file === "a.ics"
        ? Promise.resolve(new TextEncoder().encode(CALENDAR))
        : Promise.reject(new Deno.errors.NotFound()),
    world: { resolve: null, dial: (url) => Promise.resolve(served(url.pathname)) },
    out: (text) => void out!.push(text),
    err: (text) => void err!.push(text),
  });
  return { code, out: out!.join("\n"), err: err!.join("\n") };
}

Deno.test("source read prints items, entries left out and whether the answer is complete", async () => {
  const { code, out } = await run("read", "a.ics", "--kind", "ics");
  const lines = [
    "2026-12-01T07:00:00Z  Choir",
    "left out: b (no_start)",
    "1 items, 1 left out, complete",
  ];
  deepEqual([code, out.split("\n")], [0, lines]);
});

Deno.test("source read --json prints the reading, in the zone and at the time that are given", async () => {
  const json = ["--kind", "ics", "--json", "--zone", "Europe/Berlin"];
  const { out } = await run("read", "a.ics", ...json);
  equal(JSON.parse(out).items[0].starts_at, "2026-12-01T17:00:00Z");
  deepEqual(Object.keys(JSON.parse(out)), ["items", "left_out", "notes", "complete"]);
  const later = await run("read", "a.ics", ...json, "--now", "2027-06-01T00:00:00Z");
  deepEqual(JSON.parse(later.out).items, []);
});

Deno.test("source names what it cannot do, with the usage", async () => {
  const wrong = await run("read", "a.ics", "--kind", "pdf");
  equal(wrong.code, 2);
  match(wrong.err, /^Cannot use --kind as it must be one of ics.*: current value is pdf/);
  const missing = await run("read", "b.ics", "--kind", "ics");
  deepEqual([missing.code, missing.err], [
    1,
    "Cannot read b.ics as a source: there is no such file",
  ]);
  equal((await run("frobnicate")).code, 2);
  match((await run("--help")).out, /^Usage: deno task source/);
});

Deno.test("source read fetches an address, and prints the refusal of one that it must not ask", async () => {
  const { out } = await run("read", "webcal://club.example/feed.ics", "--kind", "ics", "--json");
  deepEqual(JSON.parse(out).items.map(({ id }: { id: string }) => id), ["a"]);
  const inside = await run("read", "https://127.1/feed.ics", "--kind", "ics", "--json");
  deepEqual([inside.code, JSON.parse(inside.out)], [0, { refusal: "private_address" }]);
});

Deno.test("source read names the calendars that a page in place of a feed links to", async () => {
  const { out } = await run("read", "https://club.example/events", "--kind", "rss");
  equal(out, "refused: not_a_feed\nlinked: ics https://club.example/feed.ics");
});
