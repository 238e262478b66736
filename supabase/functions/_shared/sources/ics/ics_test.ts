import { deepEqual, equal, ok } from "node:assert/strict";
import { brief, calendar, entry, left, read, readAny } from "./test_calendar.ts";

const MEL = "TZID=Australia/Melbourne";
const items = (...lines: string[]) => brief(read(calendar(...lines)).items);
const one = (...lines: string[]) => items(entry("a", ...lines))[0];
const words = (...lines: string[]) =>
  read(calendar(entry("a", `DTSTART;${MEL}:20261201T180000`, ...lines))).items[0]!;

Deno.test("readIcs() knows whole days in all their spellings, and ends them after their last day", () => {
  equal(one("DTSTART:20261203"), "a 12-02T13:00 day");
  equal(
    one("DTSTART;VALUE=DATE:20261203T000000", "DTEND;VALUE=DATE:20261204"),
    "a 12-02T13:00 day",
  );
  equal(
    one("DTSTART:20261201T130000Z", "DTEND:20261202T130000Z"),
    "a 12-01T13:00 day midnight_to_midnight",
  );
  equal(
    one("DTSTART:20261201T130000Z", "DTEND:20261204T130000Z"),
    "a 12-01T13:00/12-04T13:00 day midnight_to_midnight",
  );
  equal(one("DTSTART:20261201T000000Z", "DTEND:20261202T000000Z"), "a 12-01T00:00/12-02T00:00");
  equal(
    one(`DTSTART;${MEL}:20261203T000000`, "DURATION:PT24H"),
    "a 12-02T13:00 day midnight_to_midnight",
  );
  equal(
    one("DTSTART;TZID=Europe/Berlin:20261203T000000", "DTEND;TZID=Europe/Berlin:20261204T000000"),
    "a 12-02T23:00 day midnight_to_midnight",
  );
  equal(one("DTSTART;VALUE=DATE:20261203", "DURATION:P1W"), "a 12-02T13:00/12-09T13:00 day");
  equal(
    one("DTSTART;VALUE=DATE:20261203", "DTEND;VALUE=DATE:20261201"),
    "a 12-02T13:00 day end_before_start",
  );
  equal(one(`DTSTART;${MEL}:20261203T000000`), "a 12-02T13:00");
});

Deno.test("readIcs() knows a whole day of 25 hours and one of 23", () => {
  const day = (from: string, to: string) =>
    entry(from, `DTSTART;${MEL}:${from}T000000`, `DTEND;${MEL}:${to}T000000`);
  const autumn = read(calendar(day("20270404", "20270405")), {
    now: new Date("2027-04-01T00:00:00Z"),
  });
  const spring = read(calendar(day("20261004", "20261005")), {
    now: new Date("2026-10-01T00:00:00Z"),
  });
  deepEqual(brief(autumn.items), ["20270404 2027-04-03T13:00 day midnight_to_midnight"]);
  deepEqual(brief(spring.items), ["20261004 10-03T14:00 day midnight_to_midnight"]);
});

Deno.test("readIcs() ends an event in the zone of its end, by its duration, or not at all", () => {
  const start = `DTSTART;${MEL}:20261201T180000`;
  equal(one(start, "DTEND;TZID=Asia/Tokyo:20261201T180000"), "a 12-01T07:00/12-01T09:00");
  equal(one(start, "DTEND:20261201T093000Z"), "a 12-01T07:00/12-01T09:30");
  equal(one(start, "DURATION:P1DT2H30M"), "a 12-01T07:00/12-02T09:30");
  equal(one(start, "DTEND;VALUE=DATE:20261202"), "a 12-01T07:00/12-01T13:00");
  equal(one(start, "DURATION:-PT1H"), "a 12-01T07:00 end_before_start");
  equal(one(start, "DURATION:two hours"), "a 12-01T07:00");
  equal(one(start, "DTEND:garbage"), "a 12-01T07:00");
});

Deno.test("readIcs() leaves out entries without a day of the calendar", () => {
  for (
    const start of [
      "DTSTART;VALUE=DATE:20261131",
      "DTSTART:tomorrow",
      "DTSTART:20261201T256000",
      "X-A:b",
    ]
  ) {
    deepEqual(left(read(calendar(entry("a", start))).left_out), ["a no_start"], start);
  }
});

Deno.test("readIcs() takes the window from a day ago, and not its end", () => {
  const at = (id: string, start: string) => entry(id, `DTSTART:${start}`);
  const { items, left_out } = read(calendar(
    at("a", "20261119T105959Z"),
    at("b", "20261119T110000Z"),
    at("c", "20270119T105959Z"),
    at("d", "20270119T110000Z"),
  ));
  deepEqual(items.map(({ id }) => id), ["b", "c"]);
  deepEqual(left(left_out), ["a outside_window", "d outside_window"]);
});

Deno.test("readIcs() withdraws what a calendar with METHOD:CANCEL names", () => {
  deepEqual(items("METHOD:CANCEL", entry("a", `DTSTART;${MEL}:20261201T180000`)), [
    "a 12-01T07:00 cancelled",
  ]);
  equal(one("STATUS:CANCELED", `DTSTART;${MEL}:20261201T180000`), "a 12-01T07:00 cancelled");
});

Deno.test("readIcs() leaves out what is private or only blocks time, in any case and language", () => {
  const start = `DTSTART;${MEL}:20261201T180000`;
  const out = (...lines: string[]) => left(read(calendar(entry("a", start, ...lines))).left_out)[0];
  equal(out("CLASS:confidential"), "a private");
  for (const title of ["busy", "BUSY", "Belegt", "Occupé", "Out of office"]) {
    equal(out(`SUMMARY:${title}`), "a busy_block", title);
  }
  equal(out("SUMMARY: \u202e "), "a no_title");
  equal(out("SUMMARY:Busy bees craft night"), undefined);
});

Deno.test("readIcs() takes the newest of two entries of one UID and title, in whatever order", () => {
  const version = (hour: string, ...lines: string[]) =>
    entry("a", `DTSTART;${MEL}:20261201T${hour}0000`, ...lines);
  const pairs = [
    [version("18", "SEQUENCE:9"), version("19", "SEQUENCE:10")],
    [
      version("18", "LAST-MODIFIED:20261101T000000Z"),
      version("19", "LAST-MODIFIED:20261102T000000Z"),
    ],
    [version("18", "SEQUENCE:1", "LAST-MODIFIED:20261109T000000Z"), version("19", "SEQUENCE:2")],
  ];
  for (const pair of pairs) {
    deepEqual(items(...pair), ["a 12-01T08:00"]);
    deepEqual(items(...pair.reverse()), ["a 12-01T08:00"]);
  }
});

Deno.test("readIcs() gives entries that share a copied UID different names", () => {
  const { items } = read(calendar(
    entry("a", `DTSTART;${MEL}:20261201T180000`, "SUMMARY:Salsa"),
    entry("a", `DTSTART;${MEL}:20261202T180000`, "SUMMARY:Lunch"),
  ));
  equal(new Set(items.map(({ id, recurrence }) => `${id} ${recurrence}`)).size, 2);
});

Deno.test("readIcs() unfolds by tabs, inside letters and inside escapes", () => {
  const title = new TextEncoder().encode("SUMMARY:Caf\u00e9 \u{1f3a4} night\\, open");
  const folded = Array.from(title, (byte, i) => i > 8 ? [13, 10, 9, byte] : [byte]).flat();
  const [before, after] = calendar(entry("a", "DTSTART:20261201T070000Z", "SUMMARY:@")).split(
    "SUMMARY:@",
  );
  const encode = (text: string) => [...new TextEncoder().encode(text)];
  const bytes = new Uint8Array([...encode(before!), ...folded, ...encode(after!)]);
  equal(read(bytes).items[0]!.title, "Café \u{1f3a4} night, open");
});

Deno.test("readIcs() reads every charset that a server sends, also under a wrong name", () => {
  const text = calendar(entry("a", "DTSTART:20261201T070000Z", "SUMMARY:Fête d’été"));
  const utf8 = new TextEncoder().encode(text);
  const utf16 = new Uint8Array(
    new Uint16Array([...`\ufeff${text}`].map((c) => c.charCodeAt(0))).buffer,
  );
  const cp1252 = Uint8Array.from(text, (c) => c === "’" ? 0x92 : c.charCodeAt(0));
  const cases: [Uint8Array, string][] = [
    [utf8, "text/calendar"],
    [utf8, "text/calendar; charset=iso-8859-1"],
    [utf8, 'text/calendar; charset="utf-8"; method=PUBLISH'],
    [utf8, "text/calendar; charset=nonsense"],
    [new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]), "text/calendar; charset=windows-1252"],
    [utf16, "text/calendar; charset=utf-8"],
    [cp1252, "text/calendar; charset=windows-1252"],
    [cp1252, "text/calendar; charset=utf-8"],
    [cp1252, ""],
  ];
  for (const [bytes, contentType] of cases) {
    equal(read(bytes, { contentType }).items[0]!.title, "Fête d’été", contentType);
  }
});

Deno.test("readIcs() reads parameters with colons and semicolons, and lines that were not folded", () => {
  const event = words(
    'ORGANIZER;CN="Clubs; societies: all":mailto:x@y.example',
    "DESCRIPTION:First line",
    "second line with https://x.example/a: here",
    "and a third",
    "LOCATION:Hall",
  );
  deepEqual(event.organisers, ["Clubs; societies: all"]);
  equal(event.text, "First line\nsecond line with https://x.example/a: here\nand a third");
  equal(event.location, "Hall");
});

Deno.test("readIcs() keeps the room beside a link, and cuts out what opens a meeting", () => {
  const room = words("LOCATION:Room 4\\nhttps://meet.example/j/1?pwd=AAA");
  deepEqual([room.location, room.is_online], ["Room 4", false]);
  const teams = words("LOCATION:Microsoft Teams Meeting");
  deepEqual([teams.location, teams.is_online], ["Microsoft Teams Meeting", true]);
  const { text, url } = words(
    "URL:https://zoom.example/j/5?pwd=SECRET1&from=addon",
    "DESCRIPTION:Bring 2\\,000 leaflets.\\nhttps://zoom.example/j/5?pwd=SECRET2\\nMeeting password: SECRET3\\n" +
      "The passcode is 90210X.\\nOne tap mobile +61871501149\\,\\,99887766#\\,\\,\\,\\,*445566#\\nDress code: smart",
  );
  equal(url, "https://zoom.example/j/5?from=addon");
  for (const secret of ["SECRET", "90210X", "99887766", "445566"]) ok(!text.includes(secret), text);
  ok(text.includes("2,000 leaflets") && text.includes("Dress code: smart"), text);
});

Deno.test("readIcs() refuses what is no calendar and what broke off or does not nest", () => {
  const good = calendar(entry("a", "DTSTART:20261201T070000Z"));
  const refused = (source: string) => {
    const answer = readAny(source);
    return "refusal" in answer ? answer.refusal : null;
  };
  const none = ["", " \r\n", '{"error":"sign in"}', "Not found", `<html><pre>${good}</pre></html>`];
  for (const text of none) equal(refused(text), "not_a_calendar", text);
  for (let end = 20; end < good.length - 2; end += 7) {
    ok(["cut_off", "broken"].includes(refused(good.slice(0, end))!), good.slice(0, end));
  }
  equal(
    refused(
      calendar("BEGIN:VEVENT", "UID:a", entry("b", "DTSTART:20261201T070000Z"), "END:VEVENT"),
    ),
    "broken",
  );
  equal(refused(calendar("BEGIN:VEVENT", "UID:a", "END:VTODO")), "broken");
  equal(
    refused(
      `\ufeff\r\n\r\n${good.toLowerCase().replace("summary:t", "SUMMARY:T")}\r\n<!-- 0.1 s -->`,
    ),
    null,
  );
});

Deno.test("readIcs() takes a calendar without entries as what it says", () => {
  const { items, complete } = read(calendar());
  deepEqual([items, complete], [[], true]);
});
