/** Whether two posts are one event, tested by the groups that result. */
import assert from "node:assert/strict";
import type { Told } from "./duplicates.ts";
import { at, by, CLOSE, groups, told } from "./test_told.ts";

const ROBOT = { title: "Robotics gala dinner", location: "Kestrel Pavilion" };
/** Another post about the dinner, and the reason why it is another event. */
const HIJACKS: [why: string, other: Partial<Told>][] = [
  ["another place", { location: "12 Dark Alley" }],
  ["another hall of the same name", { location: "Old Kestrel Pavilion, Harbour" }],
  ["another hour", { starts_at: "2026-03-05T09:00:00Z" }],
  ["another page to pay at", { caption: "Pay at https://evil.example/pay" }],
  ["another page without a scheme", { caption: "pay: evil-tickets.example/dep" }],
  ["another account, no place", { ...by("evil"), location: null }],
  ["another account that claims the club", { ...by("evil"), location: null, title: "Gala" }],
];
for (const [why, other] of HIJACKS) {
  Deno.test(`findCanonicals() separates posts with the same text: ${why}`, () => {
    const caption = "Tickets: https://sprocket.example/gala";
    const location = why.includes("hall") ? "New Kestrel Pavilion, Harbour" : ROBOT.location;
    const first = told("true", { ...ROBOT, ...by("sprocket"), caption, location });
    const second = told("false", { ...ROBOT, ...by("evil"), caption: "x", ...other });
    assert.deepEqual(groups([first, second], CLOSE), []);
    assert.deepEqual(groups([second, first], CLOSE), []);
  });
}

const ROOMS: [a: string, b: string][] = [
  ["Building 12 room 3", "Building 12 room 5"],
  ["Library 101", "Library 204"],
  ["LT1", "LT 2"],
  ["Union Ballroom A", "Union Ballroom B"],
  ["North Campus Gym", "South Campus Gym"],
  ["Main Library", "West Library"],
  ["salle B12", "salle B14"],
  ["Old Quad, 2nd floor", "Old Quad, level 3"],
  ["12 High Street", "14 High Street"],
  ["Seminar room 3.05", "Seminar room 3.06"],
];
for (const [a, b] of ROOMS) {
  Deno.test(`findCanonicals() separates simultaneous events of one club: ${a}, ${b}`, () => {
    const club = by("tutors");
    const rooms = [told("a", { ...club, location: a }), told("b", { ...club, location: b })];
    assert.deepEqual(groups(rooms, CLOSE), []);
    const captions = [a, b].map((caption, i) => told(`${i}`, { ...club, caption }));
    if (/room|LT|salle|floor/.test(a)) assert.deepEqual(groups(captions, CLOSE), [], "in the text");
  });
}

Deno.test("findCanonicals() separates courses and parts with the same text", () => {
  const titles = ["Exam cram session: CHEM1001", "Exam cram session: PHYS1001"];
  assert.deepEqual(groups(titles.map((title, i) => told(`${i}`, { title })), CLOSE), []);
  const parts = ["Rust workshop, part 1", "Rust workshop, part 2"];
  assert.deepEqual(groups(parts.map((title, i) => told(`${i}`, { title })), CLOSE), []);
});

Deno.test("findCanonicals() joins posts that name one place in more or fewer words", () => {
  const places = [
    "Kestrel Pavilion",
    "The Kestrel Pavilion (upstairs, room 4)",
    "Kestrel Pavilion",
  ];
  const posts = places.map((location, i) => told(`${i}`, { location, ...by("sprocket") }));
  assert.deepEqual(groups(posts, CLOSE), [["0", "1", "2"]]);
});

Deno.test("findCanonicals() joins a partner's post that names the club, or that agrees on the facts", () => {
  const own = told("own", { ...ROBOT, ...by("sprocket.uni") });
  const tip = told("tip", {
    ...by("union"),
    title: "Dinner",
    caption: "go to @Sprocket.Uni's gala",
  });
  assert.deepEqual(groups([own, tip], (id) => at(id === "own" ? 0 : 70)), [["own", "tip"]]);
  const agreeing = told("tip", { ...ROBOT, ...by("union") });
  assert.deepEqual(groups([own, agreeing]), [["own", "tip"]]);
  const named = told("tip", {
    ...by("union"),
    caption: "at the Kestrel Pavilion",
    title: ROBOT.title,
  });
  assert.deepEqual(groups([own, named]), [["own", "tip"]]);
});
