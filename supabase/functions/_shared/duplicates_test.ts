import assert from "node:assert/strict";
import fc from "fast-check";
import { findCanonicals, type Told } from "./duplicates.ts";

const ZONE = "Australia/Melbourne";
const none = () => undefined;

function told(id: string, event: Partial<Told> = {}): Told {
  return {
    id,
    title: `Title of ${id}`,
    starts_at: "2026-03-05T07:00:00Z", // 18:00 in Melbourne
    is_all_day: false,
    location: null,
    organisers: [],
    posted_at: "2026-03-01T00:00:00Z",
    caption: "x".repeat(100),
    has_image: true,
    is_hidden: false,
    ...event,
  };
}

/** Groups of two and more, canonical first. */
function groups(
  events: Told[],
  vectorOf: (id: string) => Float32Array | undefined = none,
): string[][] {
  const members = Map.groupBy(
    findCanonicals(events, vectorOf, ZONE),
    ([id, canonical]) => canonical ?? id,
  );
  return [...members].filter(([, rows]) => rows.length > 1)
    .map((
      [canonical, rows],
    ) => [canonical, ...rows.map(([id]) => id).filter((id) => id !== canonical)]);
}

const at = (degrees: number) =>
  Float32Array.of(Math.cos(degrees * Math.PI / 180), Math.sin(degrees * Math.PI / 180));

Deno.test("findCanonicals() joins a reminder with its announcement, by text", () => {
  const vectors: Record<string, Float32Array> = { a: at(0), b: at(30), c: at(80) };
  assert.deepEqual(groups([told("a"), told("b"), told("c")], (id) => vectors[id]), [["a", "b"]]);
});

Deno.test("findCanonicals() joins by title, by place and hour, by club and hour", () => {
  const title = { title: "Women in Entrepreneurship & Innovation" };
  const other = {
    title: "WOMEN IN ENTREPRENEUR & INNOVATION NIGHT",
    is_all_day: true,
    starts_at: "2026-03-04T13:00:00Z",
  };
  assert.deepEqual(groups([told("a", title), told("b", other)]), [["a", "b"]]);
  const museum = { location: "Melbourne Museum, Carlton Gardens" };
  const address = { location: "Melbourne Museum (11 Nicholson St, Carlton VIC)" };
  assert.deepEqual(groups([told("a", museum), told("b", address)]), [["a", "b"]]);
  const club = { organisers: ["Film Society"] };
  assert.deepEqual(groups([told("a", club), told("b", club)], (id) => at(id === "a" ? 0 : 70)), [[
    "a",
    "b",
  ]]);
});

Deno.test("findCanonicals() joins posts that share a mark no other day has", () => {
  const vector = (id: string) => at({ a: 0, b: 70, c: 20 }[id] ?? 90);
  const day = { is_all_day: true, starts_at: "2026-03-04T13:00:00Z" };
  const link = "https://events.example/spring-gala";
  const countdown = [
    told("a", { caption: `Tickets: ${link}` }),
    told("b", { ...day, caption: `2 days to go! ${link}/?utm_source=ig` }),
  ];
  assert.deepEqual(groups(countdown, vector), [["a", "b"]], "the same page to sign up at");
  const tagged = [
    told("a", { caption: "We return #hackthequad2026 #uni" }),
    told("b", { ...day, caption: "TOMORROW #HackTheQuad" }),
  ];
  assert.deepEqual(groups(tagged, vector), [["a", "b"]], "the same hashtag, its year aside");
  const nextWeek = { starts_at: "2026-03-12T07:00:00Z", caption: `#hackthequad ${link}` };
  assert.deepEqual(groups([...countdown, told("c", nextWeek)], vector), [], "a page of every week");
  assert.deepEqual(groups([...tagged, told("c", nextWeek)], vector), [], "a club's own hashtag");
});

Deno.test("findCanonicals() keeps apart what shares a mark but no hour, place, club or topic", () => {
  const near = (id: string) => at(id === "a" ? 0 : 70);
  const a = { caption: "#wellbeingweek", location: "Old Quad", organisers: ["Yoga Club"] };
  const apart: [why: string, other: Partial<Told>][] = [
    ["an hour later", { starts_at: "2026-03-05T08:00:00Z" }],
    ["in another place", { location: "Boat shed" }],
    ["by another club", { organisers: ["Rowing Club"] }],
  ];
  assert.equal(groups([told("a", a), told("b", { caption: a.caption })], near).length, 1);
  for (const [why, other] of apart) {
    const b = told("b", { caption: a.caption, ...other });
    assert.deepEqual(groups([told("a", a), b], near), [], why);
  }
  const unrelated = (id: string) => at(id === "a" ? 0 : 90);
  assert.deepEqual(groups([told("a", a), told("b", { caption: a.caption })], unrelated), []);
});

Deno.test("findCanonicals() never joins other days, other hours or other places", () => {
  const vector = () => at(0);
  const week = { starts_at: "2026-03-12T07:00:00Z" };
  assert.deepEqual(groups([told("a"), told("b", week)], vector), [], "a weekly series");
  const later = { starts_at: "2026-03-05T08:00:00Z" };
  assert.deepEqual(groups([told("a"), told("b", later)], vector), [], "two sessions of one day");
  const meeting = { title: "Annual General Meeting" };
  assert.deepEqual(
    groups([
      told("a", { ...meeting, location: "Lyle Theatre" }),
      told("b", { ...meeting, location: "Union House" }),
    ]),
    [],
    "two clubs' meetings in two places",
  );
  assert.deepEqual(
    groups([
      told("a", { ...meeting, organisers: ["Chess"] }),
      told("b", { ...meeting, organisers: ["Go"] }),
    ]),
    [],
    "two clubs' meetings",
  );
});

Deno.test("findCanonicals() lets an event without an hour join one group, never two hours", () => {
  const events = [
    told("six"),
    told("seven", { starts_at: "2026-03-05T08:00:00Z" }),
    told("day", { is_all_day: true, starts_at: "2026-03-04T13:00:00Z" }),
  ];
  const vectors: Record<string, Float32Array> = { six: at(0), seven: at(40), day: at(10) };
  assert.deepEqual(groups(events, (id) => vectors[id]), [["six", "day"]]);
});

Deno.test("findCanonicals() shows the text that tells more, and hides a group with its hidden event", () => {
  const vector = () => at(0);
  const day = { is_all_day: true, starts_at: "2026-03-04T13:00:00Z", caption: "x".repeat(900) };
  assert.deepEqual(
    groups([told("a", day), told("b")], vector),
    [["b", "a"]],
    "an hour beats length",
  );
  assert.deepEqual(
    groups([told("a"), told("b", { location: "Hall 2" })], vector),
    [["b", "a"]],
    "a place",
  );
  assert.deepEqual(
    groups([told("a"), told("b", { caption: "x".repeat(200) })], vector),
    [["b", "a"]],
    "more text",
  );
  const reminder = told("b", { location: "Hall 2", has_image: true, caption: "Tickets are live!" });
  assert.deepEqual(
    groups([told("a", { caption: "x".repeat(200), has_image: false }), reminder], vector),
    [["a", "b"]],
    "a place and a picture are taken from the reminder, which says less",
  );
  assert.deepEqual(
    groups(
      [told("a", { caption: "x".repeat(60) }), told("b", { caption: "#quiz".repeat(40) })],
      vector,
    ),
    [["a", "b"]],
    "tags are no text",
  );
  const hidden = { is_hidden: true, caption: "x" };
  assert.deepEqual(
    groups([told("a"), told("b", hidden)], vector),
    [["b", "a"]],
    "hidden by an operator",
  );
});

Deno.test("findCanonicals() reads each post once, however many it is compared with", () => {
  let read = 0;
  const counting = (event: Told): Told => ({
    ...event,
    get title() {
      read++;
      return event.title;
    },
  });
  const day = Array.from({ length: 50 }, (_, i) => counting(told(`${i}`)));
  findCanonicals(day, () => (read++, at(0)), ZONE);
  assert.equal(read, 2 * day.length);
});

Deno.test("findCanonicals() gives an event without an hour to the hour it fits best, in any order", () => {
  const events = [
    told("day", { is_all_day: true, starts_at: "2026-03-04T13:00:00Z" }),
    told("six"),
    told("again"),
    told("seven", { starts_at: "2026-03-05T08:00:00Z" }),
  ];
  const vectors: Record<string, Float32Array> = {
    day: at(0),
    six: at(40),
    again: at(41),
    seven: at(20),
  };
  for (const order of [events, events.toReversed()]) {
    const found = groups(order, (id) => vectors[id]).map((group) => group.toSorted());
    assert.deepEqual(found.toSorted(), [["again", "six"], ["day", "seven"]]);
  }
});

Deno.test("findCanonicals() gives each event one canonical that stands for itself, in any order", () => {
  const event = fc.record({
    title: fc.constantFrom("Trivia night", "Trivia Night with pizza", "Movie night", "Quiz"),
    hour: fc.constantFrom(null, "07:00", "08:00"),
    location: fc.constantFrom(null, "Union House", "Clyde Hotel"),
    angle: fc.constantFrom(0, 20, 60, 90),
    caption: fc.constantFrom("", "#quizofquizzes", "https://tickets.example/quiz"),
  });
  fc.assert(fc.property(fc.array(event, { maxLength: 12 }), (drawn) => {
    const events = drawn.map(({ title, hour, location, caption }, i) =>
      told(`${i}`, {
        title,
        location,
        caption,
        is_all_day: hour === null,
        starts_at: hour === null ? "2026-03-04T13:00:00Z" : `2026-03-05T${hour}:00Z`,
      })
    );
    const vectorOf = (id: string) => at(drawn[Number(id)]!.angle);
    const canonicals = findCanonicals(events, vectorOf, ZONE);
    assert.equal(canonicals.size, events.length);
    for (const [id, canonical] of canonicals) {
      assert.notEqual(canonical, id);
      if (canonical !== null) assert.equal(canonicals.get(canonical), null);
    }
    const hours = Map.groupBy(
      events.filter((e) => !e.is_all_day),
      (e) => canonicals.get(e.id) ?? e.id,
    );
    for (const group of hours.values()) {
      assert.equal(new Set(group.map((e) => e.starts_at)).size, 1);
    }
  }));
});
