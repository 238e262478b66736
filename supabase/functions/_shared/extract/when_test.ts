import assert from "node:assert/strict";
import { toLines } from "./lines.ts";
import { findWhen } from "./when.ts";

/** A Monday. */
const POSTED = "2025-08-18";

function start(caption: string): string {
  const { start_date, start_time } = findWhen(toLines(caption), POSTED);
  return [start_date, start_time].filter(Boolean).join(" ");
}

const posts: [why: string, caption: string, expected: string][] = [
  ["a time below its day", "📅 22 Aug\n📍 Hall\n⏰ 6-8pm", "2025-08-22 18:00"],
  ["a time above its day", "⏰ 6-8pm\n📅 22 Aug", "2025-08-22 18:00"],
  ["a time beside its day", "6-8pm, Friday 22 August", "2025-08-22 18:00"],
  ["a time under a lone label", "Date:\n22 Aug\nTime:\n6-8", "2025-08-22 18:00"],
  ["no time from bare days", "📅 7-11 September", "2025-09-07"],
  ["the first of several sessions", "📅 29 Aug, 2pm\n📅 22 Aug, 5pm", "2025-08-22 17:00"],
  ["the first session still to come", "Mon 11 Aug 5pm\nMon 25 Aug 6pm", "2025-08-25 18:00"],
  ["each session's own time", "Quiz: 22 Aug\n5pm\nBall: 29 Aug\n7pm", "2025-08-22 17:00"],
  ["the stated day before talk", "Tomorrow we reveal the theme!\n📅 29 Aug", "2025-08-29"],
  ["the date in brackets", "Tomorrow (22/8) @ 6pm", "2025-08-22 18:00"],
  ["the new date", "Quiz on 22 Aug has been postponed to 29 Aug, 6pm", "2025-08-29 18:00"],
  ["the new date by label", "Old date: 22 Aug\nNew date: 29 Aug", "2025-08-29"],
  ["today with a time", "Today 12-2pm on the lawn", "2025-08-18 12:00"],
  ["not the end of sales", "Early bird till 20 Aug!\nBall on 29 Aug", "2025-08-29"],
  ["not the start of sales", "Tickets drop 20 Aug at 5pm\nBall: 29 Aug, 7pm", "2025-08-29 19:00"],
  [
    "not a price's dates",
    "📅 29 Aug\n🎟 Early $20 (till 20/8)\nFinal $30 (till 29/8)",
    "2025-08-29",
  ],
  ["not the last day to sign up", "Sign ups close 20 Aug. Hike: 30 Aug", "2025-08-30"],
  ["a day whose host is named", "Hosted by Film Club on Friday 29 August", "2025-08-29"],
  ["a day held somewhere", "Our quiz will be held at the Clyde on 29 August", "2025-08-29"],
  ["a day that is announced", "Excited to announce our ball on 29 August, 7pm", "2025-08-29 19:00"],
  ["a day to drop by", "Drop by on Friday 29 August from 2pm", "2025-08-29 14:00"],
  ["a day open to all", "Free and open to all students: 29 August, 2pm", "2025-08-29 14:00"],
  ["the time doors open", "Gig on 29 August, doors open at 7pm", "2025-08-29 19:00"],
  ["a day in spite of 'due to'", "Due to demand we are back on 29 August", "2025-08-29"],
  ["a day of mock interviews", "Interview workshop on 29 August, 5pm", "2025-08-29 17:00"],
  ["a day after talk of the past", "Uni was tough, so unwind with us on 29 August", "2025-08-29"],
  ["a day before a last day", "Ball 29 Aug - registrations close 25 Aug", "2025-08-29"],
  ["a day of last chance", "Last chance for tickets to our ball on 29 August", "2025-08-29"],
  ["the first of an arrow's two", "Camp: Aug 22 -> Aug 24", "2025-08-22"],
  ["nothing from a last day after", "29 August: applications close", ""],
  ["nothing from results", "Results announced: 29 August", ""],
  ["nothing from a day to RSVP", "RSVP by 5pm Friday 29 August", ""],
  ["nothing from a deadline", "Applications close Friday 22 August at 11:59pm", ""],
  ["nothing from a deadline by heading", "Deadlines:\nProjects - 22 Aug\nFunctions - 29 Aug", ""],
  ["nothing from a minute to midnight", "Roles - 22 Aug, 11:59 PM", ""],
  ["nothing from the past", "On 11 August we met", ""],
  [
    "no hour of this Friday for another",
    "This Friday: drinks, 6pm! Saturday brunch, 11am\nBall: Friday 19 Sept",
    "2025-09-19",
  ],
  ["the month after its day", "Ball on the 22nd September", "2025-09-22"],
  ["nothing from a last day of the month alone", "Email us before the 20th for a refund", ""],
  [
    "a weekday as the dated one",
    "Startup weekend 5-7 Sept. Pitch on Friday night (6pm)",
    "2025-09-05 18:00",
  ],
  [
    "a weekday after a dated one",
    "LAN on 6 September. Midday Saturday to midday Sunday",
    "2025-09-06 12:00",
  ],
  [
    "a weekday in small letters",
    "cooking class this thurs! dumplings, 5 till 7, lab",
    "2025-08-21 17:00",
  ],
  ["a span on a line of its own", "Sunday 24 August\n11 to 2\nOak Lawn", "2025-08-24 11:00"],
  ["hours in words", "Drinks: 29 August, half past four until seven", "2025-08-29 16:30"],
  ["a month without capital", "concert: saturday 30 may, doors 8, st giles", "2026-05-30 20:00"],
  ["a dotted day", "29.08 | 9PM", "2025-08-29 21:00"],
  ["a padded dotted day", "🕕 07.09 at 18:00", "2025-09-07 18:00"],
  ["minutes, no year", "Sat 23 Aug 10.30 at Home Farm", "2025-08-23 10:30"],
  ["hours of the French", "Chaque: every Tuesday from 12h to 13h", "2025-08-19 12:00"],
  [
    "the day after a last day",
    "Exams end on the 28th, so on the 29th of August we play",
    "2025-08-29",
  ],
  ["a day of the month alone", "Our plunge is on the 24th, 6.30am", "2025-08-24 06:30"],
  [
    "not the day of a draw",
    "Ball on 29 Aug, 7pm. Winner drawn Friday 22 August at 5pm",
    "2025-08-29 19:00",
  ],
  [
    "not a last day with its hour",
    "AGM 29 Aug, 1pm. Submit by 5pm on 22 August",
    "2025-08-29 13:00",
  ],
  ["an open rehearsal", "open rehearsal next monday 6.30, chapel", "2025-08-25 18:30"],
  ["the first of two named days", "Tues 26 & Wed 27 Aug, 11am - 2pm", "2025-08-26 11:00"],
  ["the hour before late", "Fri 29 Aug\nfrom 9 till late", "2025-08-29 21:00"],
  ["hours of the afternoon", "sat 30 aug\n2 - 4 in the arvo", "2025-08-30 14:00"],
  ["no hour of 12 at night, which may be of either day", "sat 30 aug, 12 at night", "2025-08-30"],
  ["an hour at night", "sat 30 aug, 9 at night", "2025-08-30 21:00"],
  ["no hour from a level", "sat 30 aug, level 2 in the afternoon", "2025-08-30"],
  ["no hour from an afternoon alone", "sat 30 aug in the afternoon", "2025-08-30"],
  ["no hour from how many follow", "2000 followers! Party on Fri 29 Aug", "2025-08-29"],
  ["no hour from how many come", "1500 students at our ball on Fri 29 Aug", "2025-08-29"],
  ["no hour from a house number", "Fri 29 Aug at 1200 Nepean Highway", "2025-08-29"],
  ["hours in words with thirty", "Friday 22 August, six thirty", "2025-08-22 18:30"],
  ["an hour in a word", "Friday 22 August at six", "2025-08-22 18:00"],
  ["an hour in a sentence", "IT'S TODAY\nfrom 12 outside stop 1", "2025-08-18 12:00"],
  ["hours without a colon", "Fri 29 Aug\n1730 - 1930", "2025-08-29 17:30"],
  ["weekly hours", "Study sessions Wednesdays 1-3pm in Old Arts", "2025-08-20 13:00"],
  [
    "the first of what recurs",
    "Study: Mondays 1-3pm\nGames: Wednesdays 4-6pm\nFirst sessions start next week (25 August), all of them free",
    "2025-08-25 13:00",
  ],
  ["the morning told before the hour", "Yoga, Sunday morning 9.30. Free", "2025-08-24 09:30"],
  ["an early morning likewise", "Run club! Tuesday morning 6.30.", "2025-08-19 06:30"],
  ["the night told before the hour", "Quiz: Friday night, 8", "2025-08-22 20:00"],
  ["no hour from a number of something", "Friday night 20 spots left!", "2025-08-22"],
  ["a weekday that opens", "Friday arvo sorted!\nDrinks from 4 at the pub", "2025-08-22 16:00"],
  ["the hour it opens", "📅 29 August\n⏰ Opening at 10am Friday", "2025-08-29 10:00"],
  ["the day it is on now", "Planned for 20 Aug, we'll now meet on 28 August", "2025-08-28"],
  [
    "not the day tickets go live",
    "Ball 29.08.25\n7PM\nTickets live Tuesday 19 August 12pm sharp",
    "2025-08-29 19:00",
  ],
  ["not a presale", "Ball 29 August, 7pm. Presale starts 19 August 5pm", "2025-08-29 19:00"],
  ["hours in words before pm", "Drinks Friday 29 August, five to seven pm", "2025-08-29 17:00"],
  ["an hour in words before pm", "Drinks Friday 29 August, seven pm", "2025-08-29 19:00"],
  ["a mistyped colon", "Drinks Friday 29 August 6;30pm", "2025-08-29 18:30"],
  ["an hour with an h", "Drinks Friday 29 August from 18h", "2025-08-29 18:00"],
  ["no hour of how long it lasts", "20h of coding, Friday 29 August, 9am", "2025-08-29 09:00"],
  ["hours to go", "48 hours to go! Quiz, 7pm", "2025-08-20 19:00"],
  [
    "since when before until when",
    "Free brekky today until 10am, started at 8",
    "2025-08-18 08:00",
  ],
  [
    "what recurs before a title",
    "Book club meets Mondays 5pm. This week: Piranesi. Next week: Klara and the Sun",
    "2025-08-18 17:00",
  ],
  ["Korean days", "8월 22일 오후 6시", "2025-08-22 18:00"],
  ["nothing from days left to apply", "Only 3 days left to apply!", ""],
  ["nothing from when applications are", "Applications: 25 August - 5 September", ""],
  ["nothing from interviews", "Interviews will be held 8-12 September", ""],
  ["nothing from when winners hear", "Winners will be contacted on 22 August", ""],
  ["nothing from what is over", "On Tuesday we hosted our panel", ""],
  ["nothing from office hours", "Pick up Mon-Fri 10am-4pm from the clubroom", ""],
  ["nothing that is called off", "This Thursday's screening of our film is cancelled", ""],
  ["nothing that won't be", "This Friday's quiz will no longer be going ahead", ""],
  ["nothing from 'no training'", "No training tonight!", ""],
  ["nothing from a floor", "We moved to a desk on the 2nd floor", ""],
  ["nothing from a room", "Come to computer lab 2.06 or 1.12", ""],
  ["nothing from 'apply today'", "Apply today!", ""],
  ["nothing from a week's number", "Week 4, Wednesday, room to be announced", ""],
  ["nothing from talk of a weekday", "Looking for a chill Thursday arvo?", ""],
  ["nothing from mornings in general", "We meet on Saturday mornings", ""],
  ["nothing from what is announced", "The line-up will be revealed tomorrow", ""],
];
for (const [why, caption, expected] of posts) {
  Deno.test(`findWhen() takes ${why}`, () => assert.equal(start(caption), expected));
}

Deno.test("findWhen() tells a deadline from a date to be there", () => {
  const has = (caption: string) => findWhen(toLines(caption), POSTED).hasDeadline;
  assert.ok(has("RSVP by 20 Aug"));
  assert.ok(!has("Quiz on 20 Aug, 6pm"));
});

Deno.test("findWhen() ends days in a row on the last", () => {
  assert.equal(findWhen(toLines("Camp: 22-24 August"), POSTED).end_date, "2025-08-24");
});

Deno.test("findWhen() takes a weekday whose hour is over for the next one", () => {
  const startAt = (time: string, caption: string) => {
    const here = { time, timeZone: "UTC" };
    const { start_date, start_time } = findWhen(toLines(caption), POSTED, here);
    return `${start_date} ${start_time}`;
  };
  assert.equal(startAt("12:00", "Picnic Monday 1pm"), "2025-08-18 13:00");
  assert.equal(startAt("15:00", "Picnic Monday 1pm"), "2025-08-25 13:00");
  assert.equal(startAt("15:00", "Picnic Monday 1-4pm"), "2025-08-18 13:00");
  assert.equal(startAt("15:00", "Picnic today 1pm"), "2025-08-18 13:00");
  assert.equal(startAt("15:00", "Picnic Monday 18 August 1pm"), "2025-08-18 13:00");
});
