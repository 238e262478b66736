import assert from "node:assert/strict";
import { toLines } from "./lines.ts";
import { findWhere } from "./where.ts";

const place = (caption: string) => findWhere(toLines(caption)).location;

const places: [string, string | null][] = [
  ["📍 Union House, Level 3", "Union House, Level 3"],
  ["Location: The Clyde Hotel", "The Clyde Hotel"],
  ["📍 Where: Old Arts 103", "Old Arts 103"],
  ["📍Lecture Theatre 2\n207-221 Bouverie Street", "Lecture Theatre 2, 207-221 Bouverie Street"],
  ["Fri 22 Aug | 6pm | Melba Hall", "Melba Hall"],
  ["Join us at the Queensberry Hotel!", "Queensberry Hotel"],
  ["📍 Location: To Be Announced 👀", null],
  ["📍 Apply now through the link in our bio", null],
  ["We are good at Maths and Physics", null],
  ["No place here", null],
  ["Join us at Melba Hall. Bring a friend!", "Melba Hall"],
  ["Meet us at St. Mary's Church. Mince pies after", "St. Mary's Church"],
  ["Tea in the Old Common Room (Level 2, Union House)", "Old Common Room"],
  ["Law Ball (Friday 8 May, 7pm, The Lakeside Pavilion)", "The Lakeside Pavilion"],
  ["Mock Trading Night\nTuesday 15 September, 5.30pm\nKwong Lee Dow 230", "Kwong Lee Dow 230"],
  ["Fri 22 Aug · 6pm · Moot Court", "Moot Court"],
  ["SONGS FOR A SMALL ROOM\nFri 22 Aug, 6pm", null],
  ["Diwali Mela 2026\n7 Nov, 5pm", null],
  ["Fri 22 Aug, 6pm\nChess Club Quiz Night", null],
  ["Trivia! Thursday 7pm @ The Clyde", "The Clyde"],
  ["Climbing, Tuesday 24/11 6pm @ Northside Boulders. Shoes are on us", "Northside Boulders"],
  ["A talk with Ada @ Home", null],
  ["Thursday 27 Nov 6pm, Building 100, Level 5", "Building 100, Level 5"],
  ["Thursday 27 Nov 6pm, Building 100, Bring a friend", "Building 100"],
  ["22 March | 6:00PM - 8:30PM | Melbourne Connect, Superfloor", "Melbourne Connect, Superfloor"],
  ["22 March | 6pm | Trivia Night", null],
  ["Full moon next Tuesday. Eclipse viewing on South Lawn, 20 March from 8pm", "South Lawn"],
  ["Watch party in the Union Bar, Sat 11 April, 3pm", "Union Bar"],
  ["Wed 9 Dec 6pm\nThe Hall, Guild House (ends 8:30pm)", "The Hall, Guild House"],
  ["Salsa\nSat 14 Nov\nThe Foundry (upstairs)", "The Foundry (upstairs)"],
  ["Open mic\nWed 25/11\nthe old boilerhouse (bar open)", "the old boilerhouse"],
  ["Fri 6 Nov, 8pm, Wren Room, Guild House.", "Wren Room, Guild House"],
  ["Soccer on Sunday, 6pm\n\nPark Sports Hall, court 3. All levels", "Park Sports Hall, court 3"],
  ["Talks on Sunday, 1pm\n\nLarkin Building 1.07, over by 2pm.", "Larkin Building 1.07"],
  ["Run: Sunday 8am, meet at the Harrow Park rotunda.", "Harrow Park rotunda"],
  ["Dip, Sat 7am. Meet us at the blue boatshed", "the blue boatshed"],
  ["Meet at the boatshed at 6 on Tue 24 Nov", "the boatshed"],
  ["Meet at the boatshed at 6 Tuesday 24 Nov", "the boatshed"],
  ["Walk, Sat 7am. We start in front of the Conservatory", "in front of the Conservatory"],
  ["Clean-up, Saturday 9am\nMeet: footbridge behind Harrow Park", "footbridge behind Harrow Park"],
  ["They lie on the floor of the Kestrel Pavilion Wednesday 25 Nov", "Kestrel Pavilion"],
  ["Dogs outside the Student Centre from 10am", "Student Centre"],
  ["Camp at Lake Tarrin, 4-6 December", "Lake Tarrin"],
  ["Bus leaves Guild House 7:30am on Sunday 6 Dec", "Guild House"],
  ["Ada, ten years at Park House in London, speaks on 3 May.", null],
  ["A talk by Ada, now at Hall & Park Architects. Tue 1 Dec", null],
  ["NOODLES ARE BACK ON THE LAWN\nMonday 3 May", null],
  ["Holi on the Lawn is on Monday 3 May", null],
  ["Same time, same pub, Friday 3 May", null],
  ["We'll be at The Clyde from 6PM on 3 May", "The Clyde"],
  ["Run club on 3 May, 10am from the Tin Alley entrance, 5km", "Tin Alley entrance"],
  ["Donuts on 3 May at noon\nOutside the ERC, first in best dressed", "ERC"],
  ["A talk on student life outside Australia, 3 May 5pm", null],
  ["Food trucks outside Victoria Market on 3 May at noon", "Victoria Market"],
  ["Language Café\nTuesday 24/11 6pm\nOld Bike Shed", "Old Bike Shed"],
  ["Investor Office Hours, Tuesday 24/11 6pm, Innovation Hub", "Innovation Hub"],
  ["Choir on 3 May\nSt Mark's, Fitzroy", "St Mark's, Fitzroy"],
  [
    "3 May, noon, at the Founder Program space, 700 Swanston",
    "Founder Program space, 700 Swanston",
  ],
  ["地点 Venue|Melba Hall", "Melba Hall"],
  ["What's on? 📌 Save this post!", null],
  ["Pub crawl, Friday 13 Nov 7pm! Ask at the Pub Crawl Desk", null],
  ["Results at the Union House Ball on 20 November", null],
  ["A talk on Mars. Tuesday 17 November 6pm. Space, Stars and Beyond.", null],
  ["Speaker: Jane Park, Head of Design at Canva. Monday 16 November 6pm", null],
  ["Hear alumni at Google and the University of Sydney. Thu 19 Nov 5pm", null],
  ["Exchange at Kyoto University: Tuesday 17 November 1pm, Old Arts 204", "Old Arts 204"],
  ["Halloween Hall of Fame, Saturday 14 Nov 8pm", null],
  ["Puppy therapy TOMORROW 12-2 South Lawn 🐶", "South Lawn"],
  ["Chess! Thursday 26 Nov 5pm, Baillieu Library. All welcome", "Baillieu Library"],
  ["Film night Friday 7pm The Grand Budapest Hotel. Popcorn!", null],
  ["Friday 6pm Game Night", null],
  ["Trivia on South Lawn Wed 18 Nov at 5. Prizes from The Book House.", "South Lawn"],
  ["We sit in the foyer of the Barry Building, Monday 16 Nov 1pm", "Barry Building"],
  ["Climb at Chalk Street Boulders Brunswick, Mon 16 Nov", "Chalk Street Boulders Brunswick"],
  ["Chess Club, your home since 1950. Friday 3 May", null],
];
for (const [caption, expected] of places) {
  Deno.test(`findWhere() of "${caption.replace("\n", " ")}"`, () => {
    assert.equal(place(caption), expected);
  });
}

Deno.test("findWhere() is online only where nobody can come in person", () => {
  const online = (caption: string) => findWhere(toLines(caption)).is_online;
  assert.ok(online("📍 Zoom"));
  assert.ok(online("Our webinar on tax"));
  assert.ok(online("📍 https://zoom.us/j/999"));
  assert.ok(online("📍 Online/Zoom"));
  assert.ok(online("📍 Teams or Zoom"));
  assert.ok(online("ONLINE: Grant writing\nTuesday 12pm"));
  assert.ok(online("Talk on 3 May. Link: Zoom.us/j/999"));
  assert.ok(!online("📍 Room 1. Can't make it? Join us on Zoom"));
  assert.ok(!online("📍 Redmond Barry 1101 + Zoom"));
  assert.ok(!online("📍 Room 1101 + Zoom"));
  assert.ok(!online("📍 Hybrid: Hall 2 and Zoom, in person welcome"));
});
