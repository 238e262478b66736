import assert from "node:assert/strict";
import { toLines } from "./lines.ts";
import { findWhere } from "./where.ts";

const places: [caption: string, place: string | null][] = [
  ["Guest lecture this Wednesday at 4pm in L4.", "L4"],
  ["Meet our guest in room HOL-2188 at 4:30PM on Friday!", "HOL-2188"],
  ["Find us in Golding 2177 tomorrow from 4:30 to 6:00 PM.", "Golding 2177"],
  ["Tonight at 6:00 pm in Marsh Lab room 118. There will be pizza.", "Marsh Lab room 118"],
  ["Saturday, 10am in the Olin Maple Room, the Chess Club will play.", "Olin Maple Room"],
  ["**Where:** Dorsey lounge\n**Time:** 6 PM", "Dorsey lounge"],
  ["Location: Q3.07 (Fenwick), Time: 18:00.", "Q3.07 (Fenwick)"],
  ["date: 5 mar time: 1pm venue: outside lt 7", "outside lt 7"],
  ["Pub quiz Weds 11th, 7.45pm, The Lamb", "The Lamb"],
  ["Friday 6pm, The Third Man", null],
  ["General meeting (7pm) moves from Harlow 210 to Dorsey Hall.", "Dorsey Hall"],
  ["Film at 7.15pm, at the Rex", "Rex"],
  ["Movie night Friday 6pm in the lounge!", "lounge"],
  ["Saturday at 2 pm. We have been patching trousers since March 2004.", null],
  ["Ask in March 2027 at 6pm", null],
];
for (const [caption, place] of places) {
  Deno.test(`findWhere() reads the place of "${caption.replaceAll("\n", " / ")}"`, () => {
    assert.equal(findWhere(toLines(caption)).location, place);
  });
}
