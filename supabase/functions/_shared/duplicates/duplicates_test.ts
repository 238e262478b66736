import assert from "node:assert/strict";
import fc from "../test/property.ts";
import { findCanonicals, type Told } from "./duplicates.ts";
import { at, by, CLOSE, DAY, groups, told, ZONE } from "./test_told.ts";

Deno.test("findCanonicals() joins a reminder with its announcement by their texts", () => {
  const vectors: Record<string, Float32Array> = { a: at(0), b: at(30), c: at(80) };
  assert.deepEqual(groups([told("a"), told("b"), told("c")], (id) => vectors[id]!), [["a", "b"]]);
});

Deno.test("findCanonicals() joins posts by title, by place and hour, by club and hour", () => {
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

Deno.test("findCanonicals() joins posts that share a mark of that day only", () => {
  const vector = (id: string) => at({ a: 0, b: 70, c: 20 }[id] ?? 90);
  const link = "https://events.example/spring-gala";
  const countdown = [
    told("a", { caption: `Tickets: ${link}` }),
    told("b", { ...DAY, caption: `2 days to go! ${link}/?utm_source=ig` }),
  ];
  assert.deepEqual(groups(countdown, vector), [["a", "b"]], "the same page to sign up at");
  const tagged = [
    told("a", { caption: "We return #hackthequad2026 #uni" }),
    told("b", { ...DAY, caption: "TOMORROW #HackTheQuad" }),
  ];
  assert.deepEqual(groups(tagged, vector), [["a", "b"]], "the same hashtag, its year aside");
  const nextWeek = { starts_at: "2026-03-12T07:00:00Z", caption: `#hackthequad ${link}` };
  assert.deepEqual(groups([...countdown, told("c", nextWeek)], vector), [], "a page of every week");
  assert.deepEqual(groups([...tagged, told("c", nextWeek)], vector), [], "a club's own hashtag");
});

Deno.test("findCanonicals() separates posts that share a mark but no hour, place, club or topic", () => {
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

Deno.test("findCanonicals() never joins posts with different days, hours or places", () => {
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

Deno.test("findCanonicals() joins an event without an hour to one group, never to two hours", () => {
  const events = [
    told("six"),
    told("seven", { starts_at: "2026-03-05T08:00:00Z" }),
    told("day", { is_all_day: true, starts_at: "2026-03-04T13:00:00Z" }),
  ];
  const vectors: Record<string, Float32Array> = { six: at(0), seven: at(40), day: at(10) };
  assert.deepEqual(groups(events, (id) => vectors[id]!), [["six", "day"]]);
});

Deno.test("findCanonicals() reads each post once", () => {
  let read = 0;
  const counting = (event: Told): Told => ({
    ...event,
    get title() {
      read++;
      return event.title;
    },
  });
  const day = Array.from({ length: 50 }, (_, i) => counting(told(`${i}`)));
  let embedded = 0;
  findCanonicals(day, ZONE, { embed: () => (embedded++, at(0)) });
  assert.deepEqual([read, embedded], [day.length, day.length]);
});

Deno.test("findCanonicals() embeds only posts that may be one event with another", () => {
  const asked: string[] = [];
  const events = [
    told("alone", { starts_at: "2026-03-07T07:00:00Z" }),
    told("six"),
    told("seven", { starts_at: "2026-03-05T08:00:00Z" }),
    told("eight", { starts_at: "2026-03-05T09:00:00Z", location: "Hall 2" }),
    told("also eight", { starts_at: "2026-03-05T09:00:00Z", location: "Boat shed" }),
    told("nine", { starts_at: "2026-03-05T10:00:00Z" }),
    told("also nine", { starts_at: "2026-03-05T10:00:00Z" }),
  ];
  findCanonicals(events, ZONE, { embed: ({ id }) => (asked.push(id), at(0)) });
  assert.deepEqual(asked, ["nine", "also nine"]);
});

Deno.test("findCanonicals() joins an event without an hour to the most similar hour, in any order", () => {
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
    const found = groups(order, (id) => vectors[id]!).map((group) => group.toSorted());
    assert.deepEqual(found.toSorted(), [["again", "six"], ["day", "seven"]]);
  }
});

Deno.test("findCanonicals() gives each event one canonical, which has none itself, in any order", () => {
  const event = fc.record({
    title: fc.constantFrom("Trivia night", "Trivia Night with pizza", "Movie night", "Quiz"),
    hour: fc.constantFrom(null, "07:00", "08:00"),
    location: fc.constantFrom(null, "Union House", "Clyde Hotel", "Room 3", "Room 5"),
    account: fc.constantFrom(null, "quiz", "film"),
    angle: fc.constantFrom(0, 20, 60, 90),
    caption: fc.constantFrom("", "#quizofquizzes", "https://tickets.example/quiz", "b.example/x"),
    is_hidden: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      (drawn, chance) => {
        const events = drawn.map(({ hour, account, angle: _, ...facts }, i) =>
          told(`${i}`, {
            ...facts,
            account: account === null ? null : { handle: account, name: null },
            ...hour === null ? DAY : { starts_at: `2026-03-05T${hour}:00Z` },
          })
        );
        const embed = ({ id }: Told) => at(drawn[Number(id)]!.angle);
        const canonicals = findCanonicals(events, ZONE, { embed });
        const shuffled = events.map((event) => ({ event, key: chance.next().value! }))
          .sort((a, b) => a.key - b.key).map(({ event }) => event);
        const again = findCanonicals(shuffled, ZONE, { embed });
        assert.deepEqual(new Map([...again].sort()), new Map([...canonicals].sort()));
        for (const [id, canonical] of canonicals) {
          assert.notEqual(canonical, id);
          if (canonical !== null) assert.equal(canonicals.get(canonical), null);
        }
        for (const group of Map.groupBy(events, ({ id }) => canonicals.get(id) ?? id).values()) {
          const named = (values: (string | null)[]) =>
            new Set(values.filter((value) => value !== null));
          const hours = named(group.map((e) => e.is_all_day ? null : e.starts_at));
          assert.ok(hours.size <= 1 && named(group.map(({ location }) => location)).size <= 1);
          assert.ok(group.length === 1 || group.every(({ is_hidden }) => !is_hidden));
        }
      },
    ),
  );
});

Deno.test("findCanonicals() makes the earliest post canonical, by posting time, then by ingestion", () => {
  const long = "x, in a much longer text about the very same evening";
  const first = told("first", { posted_at: "2026-02-01T00:00:00Z" });
  const later = { posted_at: "2026-02-02T00:00:00Z", location: "Hall 2", caption: long };
  assert.deepEqual(groups([told("later", later), first], CLOSE), [["first", "later"]]);
  const tie = { posted_at: "2026-02-01T00:00:00Z", first_seen: "2026-02-01T00:00:00Z" };
  assert.deepEqual(groups([first, told("seen first", tie)], CLOSE), [["seen first", "first"]]);
  const other = told("other", { ...later, ...by("evil") });
  assert.deepEqual(
    groups([{ ...first, ...by("club") }, { ...other, title: first.title }], CLOSE),
    [],
  );
});

Deno.test("findCanonicals() prefers a later post with more facts only from the same account", () => {
  const save = told("save the date", { ...DAY, ...by("sprocket"), title: "Robotics gala dinner" });
  const full = { ...by("sprocket"), title: "Robotics gala dinner", location: "Kestrel Pavilion" };
  assert.deepEqual(groups([save, told("full", full)], CLOSE), [["full", "save the date"]]);
  const tip = told("tip", { ...full, ...by("union"), caption: "@sprocket" });
  assert.deepEqual(groups([save, tip], CLOSE), [["save the date", "tip"]]);
  const abroad = told("abroad", { ...full, source: "telegram" });
  assert.deepEqual(groups([save, abroad], CLOSE), [["save the date", "abroad"]]);
});

Deno.test("findCanonicals() groups no hidden post and still groups the others", () => {
  const posts = [told("false", { is_hidden: true }), told("true"), told("reminder")];
  assert.deepEqual(groups(posts, CLOSE), [["true", "reminder"]]);
});

Deno.test("findCanonicals() joins a post that fits two events to the more similar one", () => {
  const posts = [
    told("hill", { location: "Hill lawn", ...by("rec") }),
    told("coast", { location: "Coast pier", ...by("rec") }),
    told("reminder", by("rec")),
  ];
  const vectors: Record<string, Float32Array> = { hill: at(0), coast: at(60), reminder: at(50) };
  assert.deepEqual(groups(posts, (id) => vectors[id]!), [["coast", "reminder"]]);
});

Deno.test("findCanonicals() follows operators' decisions", () => {
  const posts = ["a", "b", "c"].map((id) => told(id));
  const decide = (a: string, b: string, is_same: boolean) => ({ a, b, is_same });
  assert.deepEqual(groups(posts, CLOSE, [decide("a", "b", false)]), [["a", "c"]]);
  const apart = [
    told("a", { location: "Old Quad" }),
    told("b", { location: "Boat shed", starts_at: "2026-03-09T07:00:00Z" }),
    told("c"),
  ];
  const vectors: Record<string, Float32Array> = { a: at(0), b: at(90), c: at(10) };
  const joined = groups(apart, (id) => vectors[id]!, [decide("a", "b", true)]);
  assert.deepEqual(
    joined,
    [["a", "b", "c"]],
    "on two days, at two places, and what fits one of them",
  );
  const both = [decide("a", "b", true), decide("b", "c", false)];
  assert.deepEqual(groups(apart, (id) => vectors[id]!, both), [["a", "b"]]);
  assert.deepEqual(groups(posts, CLOSE, [decide("a", "gone", true)]), [["a", "b", "c"]]);
});

Deno.test("findCanonicals() compares real texts without the words for day and hour", () => {
  const evening = (id: string, caption: string) =>
    told(id, { title: caption.split(",")[0]!, caption, ...by("engineers") });
  const posts = [
    evening("bridge", "Bridge-building contest, Thu Apr 15, 6 PM, Gate B Gym"),
    evening("demos", "Senior capstone demos, Thu Apr 15, 6 PM, Ames Library lobby"),
    evening("reminder", "Capstone demos tomorrow!! 6 PM, come see the drone"),
  ];
  const found = [...findCanonicals(posts, ZONE)];
  assert.deepEqual(found, [["bridge", null], ["demos", null], ["reminder", "demos"]]);
});
