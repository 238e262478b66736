import assert from "node:assert/strict";
import { dropStruck } from "./moves.ts";
import { toLines } from "./lines.ts";
import { findWhen } from "./when.ts";

/** A Saturday. */
const POSTED = "2026-11-21";

const moved: [caption: string, expected: string][] = [
  ["Movie night moves from Tue 24 Nov to Tue 1 Dec, same time (7:30pm)", "2026-12-01 19:30"],
  ["Thursday's hike (26 Nov) is now Saturday 28 Nov, 9am", "2026-11-28 09:00"],
  ["Trivia has been moved from Monday 23/11 to Wednesday 25/11. 7pm", "2026-11-25 19:00"],
  ["Sip and paint is moving from Thurs 26 Nov to Thurs 3 Dec, still 6pm", "2026-12-03 18:00"],
  ["Revision on Mon 23 Nov 6:30pm has been shifted to Mon 30 Nov", "2026-11-30 18:30"],
  ["Rescheduled from Tue 24 Nov 6.30pm until Wed 2 Dec", "2026-12-02 18:30"],
  ["We brought our AGM forward from 3 December to 26 November, 1pm", "2026-11-26 13:00"],
  ["Pottery switches from Tuesday 24 Nov to Thursday 26 Nov at 5pm", "2026-11-26 17:00"],
  ["Picnic was on Wed 25 Nov 5pm; we're pushing it to Fri 27 Nov", "2026-11-27 17:00"],
  ["Beach day was Sun 22 Nov, now it's Sunday 29 Nov, 10am", "2026-11-29 10:00"],
  ["Instead of Sat 28 Nov, our bush dance is on Sunday 29 Nov, 4pm", "2026-11-29 16:00"],
  ["Smash is no longer on Monday 23 Nov! New day: Tue 24 Nov, 7pm", "2026-11-24 19:00"],
  ["Open mic\n~~Fri 27 Nov~~ → Fri 4 Dec\n8pm", "2026-12-04 20:00"],
  ["Postponed: film night Tue 24 Nov → Tue 1 Dec, 7pm", "2026-12-01 19:00"],
  ["Trivia's date is changed from 23/11 7pm to 25/11", "2026-11-25 19:00"],
  ["Quiz tonight moved from 6pm to 7pm", "2026-11-21 19:00"],
  ["Movie marathon moves! Sat 28 Nov 6pm → Sun 29 Nov 5pm", "2026-11-29 17:00"],
  ["Picnic will now take place on Sunday 29 Nov instead of Sat 28 Nov, 12pm", "2026-11-29 12:00"],
  ["Event update\nOld: Mon 23 Nov 6pm\nNew: Tue 24 Nov 6.30pm", "2026-11-24 18:30"],
  // None of these moves anything.
  ["On from Tue 24 Nov to Fri 27 Nov, 10am. Changed your mind?", "2026-11-24 10:00"],
  ["Moving from Commerce to Science? Panel on Fri 27 Nov, 5pm", "2026-11-27 17:00"],
  ["We push trolleys from Carlton to Fitzroy, Sat 28 Nov, 9am", "2026-11-28 09:00"],
  ["Camp: Fri 27 Nov → Sun 29 Nov", "2026-11-27"],
  ["The deadline has been moved from Fri 20 Nov to Fri 27 Nov", ""],
  ["Tomorrow's hike has been postponed", ""],
];
for (const [caption, expected] of moved) {
  Deno.test(`findWhen() reads "${caption.replaceAll("\n", " / ")}"`, () => {
    const { start_date, start_time } = findWhen(toLines(caption), POSTED);
    assert.equal([start_date, start_time].filter(Boolean).join(" "), expected);
  });
}

const struck: [caption: string, expected: string][] = [
  ["~~24 Nov~~ 25 Nov", " 25 Nov"],
  ["2\u03364\u0336/\u03361\u03361\u0336 25/11", " 25/11"],
  ["~~ 24 Nov, 6pm ~~", "~~ 24 Nov, 6pm ~~"],
  ["~~24 Nov~~", "~~24 Nov~~"],
  ["~~Welcome~~ to 2026", "~~Welcome~~ to 2026"],
];
for (const [caption, expected] of struck) {
  Deno.test(`dropStruck() of "${caption}" is "${expected}"`, () => {
    assert.equal(dropStruck(caption), expected);
  });
}
