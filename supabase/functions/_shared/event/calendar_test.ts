import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "../test/property.ts";
import ICAL from "ical.js";
import { calendarFile } from "./calendar.ts";
import type { Event } from "./event.ts";
import { googleCalendarLink } from "./google_calendar.ts";

const ZONE = "Australia/Melbourne";
const STAMP = new Date("2026-11-20T09:00:00.123Z");
const EVENT: Event = {
  id: "f47ac10b-58cc-4372-a567-0e02b2c3d479",
  title: "Jazz, tea; and \\ more",
  summary: "An evening in the courtyard.",
  starts_at: "2026-11-27T07:00:00+00:00",
  ends_at: "2026-11-27T20:00:00+11:00",
  is_all_day: false,
  location: "Arts West, Room 253",
  is_online: false,
  category: "arts_music",
  organisers: ["Jazz Club"],
  url: "https://x.org/p/a;b,c?d=1",
  image_url: null,
};

/** Read back by a parser that is not ours. */
function parsed(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const [vevent, ...others] = calendar.getAllSubcomponents("vevent");
  ok(vevent);
  equal(others.length, 0, "one VEVENT");
  return { calendar, vevent, event: new ICAL.Event(vevent) };
}

const names = (component: { getAllProperties(): { name: string }[] }) =>
  component.getAllProperties().map(({ name }) => name);

Deno.test("calendarFile() gives one published event that another parser reads", () => {
  const { calendar, event, vevent } = parsed(calendarFile(EVENT, ZONE, STAMP));
  equal(calendar.getFirstPropertyValue("method"), null);
  equal(vevent.getFirstPropertyValue("status"), "CONFIRMED");
  equal(calendar.getFirstPropertyValue("version"), "2.0");
  equal(event.summary, EVENT.title);
  equal(event.location, EVENT.location);
  equal(event.description, `By Jazz Club\nAn evening in the courtyard.\n${EVENT.url}`);
  equal(event.startDate.toJSDate().toISOString(), "2026-11-27T07:00:00.000Z");
  equal(event.endDate.toJSDate().toISOString(), "2026-11-27T09:00:00.000Z");
  equal(vevent.getFirstPropertyValue("dtstamp")?.toString(), "2026-11-20T09:00:00Z");
  equal(vevent.getFirstPropertyValue("url"), EVENT.url);
});

Deno.test("calendarFile() keeps the UID when the event changes", () => {
  const moved = { ...EVENT, title: "Moved", starts_at: "2026-12-01T07:00:00Z", ends_at: null };
  const uid = (event: Event) => parsed(calendarFile(event, ZONE, STAMP)).event.uid;
  equal(uid(moved), uid(EVENT));
  ok(uid({ ...EVENT, id: "another" }) !== uid(EVENT));
});

Deno.test("calendarFile() writes all-day events as dates of the community", () => {
  const day = { ...EVENT, is_all_day: true, starts_at: "2026-11-26T13:00:00Z", ends_at: null };
  const lines = (event: Event) =>
    calendarFile(event, ZONE, STAMP).split("\r\n").filter((line) => /^DT(START|END)/.test(line));
  deepEqual(lines(day), ["DTSTART;VALUE=DATE:20261127", "DTEND;VALUE=DATE:20261128"]);
  deepEqual(lines({ ...day, ends_at: "2026-11-29T13:00:00Z" }), [
    "DTSTART;VALUE=DATE:20261127",
    "DTEND;VALUE=DATE:20261130",
  ]);
  const endOfDay = { ...day, ends_at: "2026-11-29T12:59:59Z" };
  equal(lines(endOfDay)[1], "DTEND;VALUE=DATE:20261130", "23:59:59 is in the last day too");
});

Deno.test("calendarFile() leaves out what the post does not say", () => {
  const changes = { summary: null, location: null, organisers: [], url: "javascript:alert(1)" };
  const bare = { ...EVENT, ...changes };
  const { vevent } = parsed(calendarFile(bare, ZONE, STAMP));
  deepEqual(names(vevent), [
    "uid",
    "dtstamp",
    "sequence",
    "status",
    "dtstart",
    "dtend",
    "summary",
  ]);
  const online = calendarFile({ ...bare, is_online: true }, ZONE, STAMP);
  ok(online.includes("\r\nLOCATION:Online\r\n"));
});

Deno.test("calendarFile() assumes two hours for a missing or impossible end, and says so", () => {
  for (const ends_at of [null, EVENT.starts_at, "2026-11-20T07:00:00Z"]) {
    const { event } = parsed(calendarFile({ ...EVENT, ends_at }, ZONE, STAMP));
    equal(event.endDate.toJSDate().toISOString(), "2026-11-27T09:00:00.000Z");
    ok(event.description.includes("two hours are assumed"));
  }
  ok(!calendarFile(EVENT, ZONE, STAMP).includes("assumed"));
});

Deno.test("calendarFile() raises SEQUENCE with the stamp, never below zero", () => {
  const sequence = (stamp: string) =>
    Number(
      parsed(calendarFile(EVENT, ZONE, new Date(stamp))).vevent.getFirstPropertyValue("sequence"),
    );
  ok(sequence("2026-11-20T09:01:00Z") > sequence("2026-11-20T09:00:00Z"));
  deepEqual([sequence("1970-01-01T00:00:00Z"), sequence("2026-01-01T00:00:59Z")], [0, 0]);
});

Deno.test("googleCalendarLink() fills in Google's form with the same entry", () => {
  const link = (event: Event) => new URL(googleCalendarLink(event, ZONE));
  const { origin, searchParams } = link(EVENT);
  equal(origin, "https://calendar.google.com");
  equal(searchParams.get("text"), EVENT.title);
  equal(searchParams.get("dates"), "20261127T070000Z/20261127T090000Z");
  ok(searchParams.get("details")?.endsWith(EVENT.url!));
  const day = { ...EVENT, is_all_day: true, starts_at: "2026-11-26T13:00:00Z", ends_at: null };
  equal(link(day).searchParams.get("dates"), "20261127/20261128");
  const hostile = link({ ...EVENT, title: "x&dates=1#y", location: "&add=a@b.example" });
  equal(hostile.searchParams.getAll("dates").length, 1);
  equal(hostile.searchParams.get("add"), null);
});

Deno.test("calendarFile() refuses a malformed instant", () => {
  throws(() => calendarFile({ ...EVENT, starts_at: "soon" }, ZONE, STAMP), RangeError);
});

Deno.test("calendarFile() folds at 75 octets, ends lines with CRLF and admits no injection", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc.array(
      fc.constantFrom(
        "\r\n",
        "\n",
        "END:VEVENT",
        "ATTENDEE:mailto:x",
        "日本",
        "👩‍👩‍👧",
        ";",
        "\\n",
        " ",
      ),
      {
        maxLength: 60,
      },
    ).map((parts) => parts.join("")),
  );
  const fields = fc.record({ title: hostile, summary: hostile, location: hostile, id: hostile });
  const allowed = "uid dtstamp sequence status dtstart dtend summary description location url"
    .split(" ");
  fc.assert(fc.property(fields, (changed) => {
    const file = calendarFile({ ...EVENT, ...changed }, ZONE, STAMP);
    ok(file.endsWith("END:VCALENDAR\r\n"));
    ok(!/[^\r]\n|\r[^\n]/.test(file), "only CRLF");
    for (const line of file.split("\r\n")) {
      ok(new TextEncoder().encode(line).length <= 75 && line.isWellFormed());
    }
    const { calendar, vevent } = parsed(file);
    deepEqual(names(calendar), ["version", "prodid"]);
    ok(names(vevent).every((name, i, all) => allowed.includes(name) && all.indexOf(name) === i));
  }));
});
