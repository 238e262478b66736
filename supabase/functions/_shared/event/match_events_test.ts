import assert from "node:assert/strict";
import fc from "../test/property.ts";
import { type FoundEvent, type KnownEvent, matchEvents } from "./match_events.ts";

const day = (n: number, hour = 18) => `2026-03-${`${n}`.padStart(2, "0")}T${hour}:00:00.000Z`;
const found = (title: string, starts_at: string | null, is_all_day = false): FoundEvent => ({
  ...{ title, starts_at, is_all_day },
});
const known = (id: string, event: FoundEvent, is_withdrawn = false): KnownEvent => ({
  ...{ id, is_withdrawn },
  ...event,
});

Deno.test("matchEvents() gives the one event of a post the id of its one event before", () => {
  const old = known("a", found("Trivia night", day(5)));
  assert.deepEqual(matchEvents([old], [found("Karaoke", day(20))]), ["a"]);
});

Deno.test("matchEvents() finds events of a list again, with the one that is new, whatever their order", () => {
  const list = [
    known("pottery", found("Pottery class", day(3))),
    known("choir", found("Choir evening", day(4))),
    known("debate", found("Open debate", day(5))),
  ];
  const now = [
    found("Open debate", day(5)),
    found("Film screening", day(6)),
    found("Pottery class for all", day(3)),
  ];
  assert.deepEqual(matchEvents(list, now), ["debate", null, "pottery"]);
});

Deno.test("matchEvents() follows an event of a list to another day or hour, and through another name", () => {
  const list = [
    known("pottery", found("Pottery class", day(3))),
    known("choir", found("Choir evening", day(4))),
  ];
  assert.deepEqual(
    matchEvents(list, [
      found("Pottery class", day(10)),
      found("A cappella", day(4)),
    ]),
    ["pottery", "choir"],
  );
});

Deno.test("matchEvents() takes a session that falls out and one that is added for two", () => {
  const yoga = [5, 12, 19].map((n) => known(`${n}`, found("Yoga", day(n))));
  const now = [12, 19, 26].map((n) => found("Yoga", day(n)));
  assert.deepEqual(matchEvents(yoga, now), ["12", "19", null]);
});

Deno.test("matchEvents() gives no id where two events at one hour might be meant", () => {
  const list = [known("a", found("Pottery", day(3))), known("b", found("Choir", day(3)))];
  assert.deepEqual(matchEvents(list, [found("Welding", day(3)), found("Choir", day(3))]), [
    null,
    "b",
  ]);
});

Deno.test("matchEvents() brings a withdrawn event back, after those that are shown", () => {
  const list = [
    known("gone", found("Trivia night", day(5)), true),
    known("here", found("Trivia night", day(12))),
  ];
  assert.deepEqual(matchEvents(list, [found("Trivia night", day(5)), found("Trivia", day(12))]), [
    "gone",
    "here",
  ]);
});

Deno.test("matchEvents() takes a day without an hour for another start than its midnight", () => {
  const list = [known("a", found("Fair", day(3, 10), true)), known("b", found("Picnic", day(9)))];
  assert.deepEqual(matchEvents(list, [found("Talk", day(3, 10)), found("Picnic", day(9))]), [
    null,
    "b",
  ]);
});

const event = fc.record({
  title: fc.constantFrom("Yoga", "Yoga class", "Pottery class", "Choir evening", "講座", "!!"),
  starts_at: fc.option(fc.integer({ min: 1, max: 9 }).map((n) => day(n)), { nil: null }),
  is_all_day: fc.boolean(),
});
const knownEvents = fc.array(fc.tuple(event, fc.boolean()), { maxLength: 12 }).map((list) =>
  list.map(([event, gone], i) => known(`id ${i}`, event, gone))
);

Deno.test("matchEvents() gives no id twice and none that was not there", () => {
  fc.assert(fc.property(knownEvents, fc.array(event, { maxLength: 12 }), (old, now) => {
    const ids = matchEvents(old, now);
    assert.equal(ids.length, now.length);
    const given = ids.filter((id) => id !== null);
    assert.equal(new Set(given).size, given.length);
    assert.ok(given.every((id) => old.some((event) => event.id === id)));
  }));
});

Deno.test("matchEvents() finds every event again where nothing changed, in any order", () => {
  fc.assert(fc.property(knownEvents, fc.nat(), (old, seed) => {
    const shown = old.filter(({ is_withdrawn }) => !is_withdrawn);
    const turned = shown.map((_, i) => shown[(i + seed) % shown.length]!);
    // Of events with the same title and start nobody can tell which is which.
    const factsOf = (event: FoundEvent) =>
      JSON.stringify([event.title, event.starts_at, event.starts_at && event.is_all_day]);
    for (const [i, id] of matchEvents(old, turned).entries()) {
      const match = old.find((event) => event.id === id);
      assert.equal(match && factsOf(match), factsOf(turned[i]!));
    }
  }));
});
