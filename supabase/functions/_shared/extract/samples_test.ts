/** Posts as clubs write them, made up; each with what a reader would say of it. */
import assert from "node:assert/strict";
import type { Draft } from "../event/draft.ts";
import { extractOffline } from "./extract.ts";

type Sample = [posted: string, caption: string, expected: Partial<Draft>];

const MELBOURNE = "Australia/Melbourne";

const samples: Sample[] = [
  [
    "2025-10-14T02:00:00Z",
    "♟️ Blitz night is back!\n\n22 Oct | 5:30-9PM\n📍 Level 3, Union House\n\nBeginners welcome, boards provided. #chess #unichess",
    {
      kind: "event",
      start_date: "2025-10-22",
      start_time: "17:30",
      end_time: "21:00",
      category: "gaming_esports",
    },
  ],
  [
    "2025-11-10T02:00:00Z",
    "GLOW PARTY 💚 21/11/2025\nEntry 10:00pm - 11:30pm\nVenue: The Night Cat\nTickets from $15, final release soon!",
    {
      kind: "event",
      start_date: "2025-11-21",
      start_time: "22:00",
      location: "The Night Cat",
      category: "social_cultural",
    },
  ],
  [
    "2025-08-25T02:00:00Z",
    "Our SGM is on Wednesday 27 August 6pm! Vote for next year's treasurer. Old Arts 103.",
    { kind: "event", start_date: "2025-08-27", start_time: "18:00", category: "recruitment" },
  ],
  [
    "2026-03-02T02:00:00Z",
    "𝗗𝗔𝗡𝗖𝗘 𝗦𝗢𝗖𝗜𝗔𝗟 💃\n\n🗓️ 𝗙𝗿𝗶𝗱𝗮𝘆 𝟭𝟯𝘁𝗵 𝗠𝗮𝗿𝗰𝗵\n🕖 𝟳𝗽𝗺 𝘁𝗶𝗹 𝗹𝗮𝘁𝗲\n📍 𝗕𝗿𝘂𝗻𝘀𝘄𝗶𝗰𝗸 𝗧𝗼𝘄𝗻 𝗛𝗮𝗹𝗹",
    {
      kind: "event",
      start_date: "2026-03-13",
      start_time: "19:00",
      location: "Brunswick Town Hall",
    },
  ],
  [
    "2025-09-15T02:00:00Z",
    "Hungry? Dumpling making workshop this Thursday at 6.30pm in the Student Kitchen 🥟 All ingredients provided, $8 members. See you there!",
    { kind: "event", start_date: "2025-09-18", start_time: "18:30", category: "food_dining" },
  ],
  [
    "2025-05-05T02:00:00Z",
    "Tomorrow!! Last chance to grab a ticket to our end of semester pub crawl 🍻 Kicks off 7pm at the Clyde.",
    { kind: "event", start_date: "2025-05-06", start_time: "19:00", category: "social_cultural" },
  ],
  [
    "2025-05-05T00:00:00Z",
    "TONIGHT: free film screening 🎬 Spirited Away, doors 6:00 for a 6:30pm start. Union Theatre. Bring a blanket.",
    { kind: "event", start_date: "2025-05-05", start_time: "18:00", category: "arts_music" },
  ],
  [
    "2025-03-10T02:00:00Z",
    "Committee applications close this Sunday 16/3 at 11:59pm! Eight roles up for grabs, no experience needed. Apply via the link in bio.",
    { kind: "deadline", start_date: null, category: "recruitment" },
  ],
  [
    "2025-03-10T02:00:00Z",
    "Early bird tickets for Law Ball end Friday 14 March! Law Ball is on Saturday 12 April, 7pm, at Plaza Ballroom. Don't miss out 💃",
    { kind: "event", start_date: "2025-04-12", start_time: "19:00", category: "social_cultural" },
  ],
  [
    "2025-04-28T02:00:00Z",
    "Due to the weather our bushwalk planned for Saturday 3 May has been moved to Sunday 11 May, 8:30am. Meet at Flinders Street Station. RSVP by 9 May.",
    { kind: "event", start_date: "2025-05-11", start_time: "08:30" },
  ],
  [
    "2025-04-28T02:00:00Z",
    "⚠️ NEW DATE ⚠️\nTrivia night has been postponed!\nOld date: Tuesday 6 May\nNew date: Tuesday 20 May\nTime: 6-8\nWhere: Prince Alfred Hotel",
    { kind: "event", start_date: "2025-05-20", start_time: "18:00", end_time: "20:00" },
  ],
  [
    "2025-07-28T02:00:00Z",
    "Week 4 is games week 🎮 come play Smash Bros and Mario Kart with us, Wednesday arvo. Time and room to be announced!",
    { kind: "event", start_date: null, category: "gaming_esports" },
  ],
  [
    "2025-03-03T02:00:00Z",
    "Open training for beginners 🏐\n📅 Tue 11th, Thu 13th & Tue 18th March\n⏰ 18:00 - 20:00\n📍 Nona Lee Sports Centre",
    {
      kind: "event",
      start_date: "2025-03-11",
      start_time: "18:00",
      end_time: "20:00",
      category: "sports_fitness",
    },
  ],
  [
    "2025-09-01T02:00:00Z",
    "Thank you to everyone who came along to our careers night last Thursday! We had a blast. Stay tuned for what's next 👀",
    { kind: "recap", start_date: null, category: "career_networking" },
  ],
  [
    "2025-09-01T02:00:00Z",
    "What a night! 250 of you danced until late at our masquerade on Friday. Photos from the evening are up on Facebook, tag your friends.",
    { kind: "recap", start_date: null, category: "social_cultural" },
  ],
  [
    "2025-06-10T02:00:00Z",
    "Hoodies are here! 🧥 $55 for members, order via the link in our bio. Sizes XS-3XL, pick-up from our clubroom in second semester.",
    { kind: "announcement", start_date: null },
  ],
  [
    "2025-06-10T02:00:00Z",
    "Merch orders close 30 June! Don't miss out on this year's crewneck.",
    { kind: "deadline", start_date: null },
  ],
  [
    "2025-02-20T02:00:00Z",
    "Meet your 2025 committee! First up is our president May Chen, who loves a second coffee and long walks in March. Call her on 0412 345 678.",
    { kind: "announcement", start_date: null },
  ],
  [
    "2025-10-01T02:00:00Z",
    "Yoga on the lawn 🧘 every Wednesday 8-9am on South Lawn. Free, mats provided, come as you are.",
    { kind: "event", start_date: "2025-10-08", start_time: "08:00", category: "health_wellness" },
  ],
  [
    "2025-12-20T02:00:00Z",
    "Snow trip 2026! ❄️ 10-12 July, Mt Buller. $350 covers bus, lodge and lift passes. Expressions of interest open now.",
    {
      kind: "event",
      start_date: "2026-07-10",
      end_date: "2026-07-12",
      category: "travel_adventure",
    },
  ],
  [
    "2025-08-18T02:00:00Z",
    "🌱 Campus clean-up\nWhen: Saturday, August 30 (10am-12pm)\nWhere: meet at the Systems Garden\nGloves and snacks provided. #sustainability",
    {
      kind: "event",
      start_date: "2025-08-30",
      start_time: "10:00",
      end_time: "12:00",
      category: "environment_sustainability",
    },
  ],
  [
    "2025-08-18T02:00:00Z",
    "Blood drive next week! Tuesday 26th Aug, 9:30am–3pm, Bio21 car park. Book your donation at lifeblood.com.au 🩸",
    {
      kind: "event",
      start_date: "2025-08-26",
      start_time: "09:30",
      end_time: "15:00",
      category: "volunteering_community",
    },
  ],
  [
    "2025-08-18T02:00:00Z",
    "Pitch night finals 🚀 Six student startups, three investors, one $10,000 prize. 4 Sept, doors 5.45pm, Melbourne Connect. Register on Humanitix.",
    { kind: "event", start_date: "2025-09-04", start_time: "17:45", category: "entrepreneurship" },
  ],
  [
    "2025-08-18T02:00:00Z",
    "Spring concert 🎻 Beethoven 5 & Elgar with the university orchestra. Sun 14 Sep 2025, 3pm | Melba Hall | $10 students, $25 adults",
    {
      kind: "event",
      start_date: "2025-09-14",
      start_time: "15:00",
      location: "Melba Hall",
      category: "arts_music",
    },
  ],
  [
    "2025-08-18T02:00:00Z",
    "Intro to Git & GitHub 💻 Mon 25/8, 1-2:15pm, Doug McDonell 502. Bring a laptop! No experience needed.",
    {
      kind: "event",
      start_date: "2025-08-25",
      start_time: "13:00",
      end_time: "14:15",
      category: "tech_innovation",
    },
  ],
  [
    "2025-10-20T02:00:00Z",
    "SWOTVAC study sesh 📚 Oct 27 - 31, 10am to 4pm daily in Kwong Lee Dow 230. Free snacks and quiet company for your exam revision.",
    {
      kind: "event",
      start_date: "2025-10-27",
      end_date: "2025-10-31",
      start_time: "10:00",
      category: "academic_workshops",
    },
  ],
  [
    "2025-09-01T02:00:00Z",
    "Applications for the 2026 Smith & Partners clerkship close on 14 September. Penultimate-year law students: apply at smith.com.au/careers",
    { kind: "deadline", start_date: null, category: "career_networking" },
  ],
  [
    "2025-09-01T02:00:00Z",
    "Diwali Night ✨🪔\n\nSave the date – 18th of October, 2025!\nTime: 6:30 PM onwards\nVenue: TBA\n\nTickets drop 15 September at 12pm 🎟️",
    {
      kind: "event",
      start_date: "2025-10-18",
      start_time: "18:30",
      location: null,
      category: "social_cultural",
    },
  ],
  [
    "2025-09-28T02:00:00Z",
    "3 days to go until our resume workshop! Wednesday, 5pm. Bring your CV and leave with feedback from recruiters.",
    { kind: "event", start_date: "2025-10-01", category: "career_networking" },
  ],
  [
    "2025-07-21T02:00:00Z",
    "First meeting of the semester: Fri 25th, 4pm, Babel 105. New members welcome! We'll be planning this year's volunteering projects.",
    { kind: "event", start_date: "2025-07-25", start_time: "16:00" },
  ],
  [
    "2025-07-21T02:00:00Z",
    "Webinar: how to get into med 🩺 Wed 30 July at 7pm AEST via Zoom, link sent after you register.",
    {
      kind: "event",
      start_date: "2025-07-30",
      start_time: "19:00",
      location: "Online",
      is_online: true,
    },
  ],
  [
    "2025-03-31T02:00:00Z",
    "Clocks go back this weekend, so here's an extra hour for our 24h hackathon: Saturday 5 April 9am - Sunday 6 April 9am @ Melbourne Connect",
    { kind: "event", start_date: "2025-04-05", start_time: "09:00", category: "tech_innovation" },
  ],
  [
    "2025-09-08T02:00:00Z",
    "🎤 OPEN MIC NIGHT 🎤\nThurs 18 Sept\n7-10pm\nHouse Bar\n\nSign up to perform in our bio. $5 drinks till 8pm!",
    {
      kind: "event",
      start_date: "2025-09-18",
      start_time: "19:00",
      end_time: "22:00",
      category: "arts_music",
    },
  ],
  [
    "2025-09-08T02:00:00Z",
    "Join Debating for our internal tournament, held on the 20th and 21st of September from 9am in Old Law. Novice debaters encouraged! Registrations close Wed 17 Sept.",
    { kind: "event", start_date: "2025-09-20", start_time: "09:00" },
  ],
  [
    "2025-09-08T02:00:00Z",
    "🗳️ NOMINATIONS OPEN 🗳️\nNominate yourself for the 2026 executive by Friday 19 September, 5pm.\nElections: AGM, Thursday 25 September, 5:30pm, Arts West 354.",
    { kind: "event", start_date: "2025-09-25", start_time: "17:30", category: "recruitment" },
  ],
  [
    "2025-09-08T02:00:00Z",
    "Volunteers needed! Help us serve breakfast at the community kitchen on Saturday mornings. DM us to get involved 💛",
    { start_date: null, category: "volunteering_community" },
  ],
  [
    "2025-10-06T02:00:00Z",
    "R U OK? Day morning tea ☕ Thursday (9/10), 10.30-11.30am, Baillieu Library foyer. Drop in for a chat about mental health.",
    {
      kind: "event",
      start_date: "2025-10-09",
      start_time: "10:30",
      end_time: "11:30",
      category: "health_wellness",
    },
  ],
  [
    "2025-12-28T02:00:00Z",
    "New year, new films 🎞️ First screening: 8 January at 18:30, Cinema 2. Free for members.",
    { kind: "event", start_date: "2026-01-08", start_time: "18:30", category: "arts_music" },
  ],
  [
    "2025-08-04T02:00:00Z",
    "FUTSAL COMP ⚽\nRound 1: Mon 11 Aug\nRound 2: Mon 18 Aug\nFinals: Mon 25 Aug\nAll games 6.30pm–8.30pm at the Beaurepaire Centre. $60 a team, rego closes 8 Aug!",
    { kind: "event", start_date: "2025-08-11", start_time: "18:30", category: "sports_fitness" },
  ],
  [
    "2025-08-04T02:00:00Z",
    "Ever wondered what quants do all day? Jane Street are coming to campus!\n\n🗓 Next Tuesday, 12 August\n🕠 5:30 – 7:00 PM\n📌 Room 2.12, Business & Economics Building\n🍕 Dinner provided",
    { kind: "event", start_date: "2025-08-12", start_time: "17:30", end_time: "19:00" },
  ],
  [
    "2025-08-04T02:00:00Z",
    "We raised $2,430 for Beyond Blue at last week's bake sale!! Thank you to everyone who bought a brownie 🍪",
    { kind: "recap", start_date: null, category: "volunteering_community" },
  ],
  [
    "2025-08-04T02:00:00Z",
    "Winners announced! Congratulations to our Case Competition 2025 champions, Team Apex 🏆 Thank you to our judges and sponsors.",
    { start_date: null },
  ],
  [
    "2025-08-04T02:00:00Z",
    "O-Week starts Monday 21 July... just kidding, that was ages ago. But it's never too late to join: membership is $5 until the end of the year.",
    { start_date: null },
  ],
  [
    "2025-08-04T02:00:00Z",
    "Mooncake making 🥮 with @unimelb.css!\n\n📆 Sept 26 (Fri)\n⏰ 5-7 PM\n🏠 Gryphon Gallery\n💲 $12\n\nRSVP by Sept 22.",
    { kind: "event", start_date: "2025-09-26", start_time: "17:00", end_time: "19:00" },
  ],
  [
    "2025-08-04T02:00:00Z",
    "PUB TRIVIA\nwhen: 14.08.25, 6:30 for 7pm\nwhere: The Corkman\nhow much: free!!",
    { kind: "event", start_date: "2025-08-14", start_time: "18:30", location: "The Corkman" },
  ],
  [
    "2025-08-04T02:00:00Z",
    "Come to our Japanese speaking practice every Thursday 1-2pm (weeks 3-11) in Arts West 153! All levels welcome.",
    { kind: "event", start_date: "2025-08-07", start_time: "13:00" },
  ],
  [
    "2025-09-22T02:00:00Z",
    "Repair café 🧵 bring a broken thing, leave with a whole one. Thursday 2 October 12-2, Union Lawn",
    {
      kind: "event",
      start_date: "2025-10-02",
      start_time: "12:00",
      location: "Union Lawn",
      category: "environment_sustainability",
    },
  ],
  [
    "2025-09-22T02:00:00Z",
    "NEW DATE: our pub quiz has moved from Thursday 25 September to Thursday 2 October! Same time (6pm), same place",
    { kind: "event", start_date: "2025-10-02", start_time: "18:00" },
  ],
  [
    "2025-09-22T02:00:00Z",
    "Case comp info night tomorrow 6pm. Teams of 3-4, $5k in prizes, finals on 30 October.",
    { kind: "event", start_date: "2025-09-23", start_time: "18:00", category: "entrepreneurship" },
  ],
  [
    "2025-09-22T02:00:00Z",
    "Final release tickets until 5 Oct for our ball on 11/10!",
    { kind: "event", start_date: "2025-10-11", start_time: null },
  ],
  [
    "2025-09-22T02:00:00Z",
    "Exams start 3 November. Good luck everyone!",
    { kind: "announcement", start_date: null },
  ],
  [
    "2025-09-22T02:00:00Z",
    "Opening night Thursday 2 October, closing Saturday 4 October. 7.30pm. Guild Theatre. Tickets $15",
    { kind: "event", start_date: "2025-10-02", start_time: "19:30", location: "Guild Theatre" },
  ],
  [
    "2025-09-22T02:00:00Z",
    "Diwali Gala (25.10.25, 6pm til 11pm, Melbourne Town Hall): tickets go live 6pm tonight!!",
    { kind: "event", start_date: "2025-10-25", start_time: "18:00", end_time: "23:00" },
  ],
  [
    "2025-09-22T02:00:00Z",
    "Happy Mid-Autumn Festival (6 October) from all of us 🥮",
    { kind: "announcement", start_date: null, category: "social_cultural" },
  ],
];

for (const [posted, caption, expected] of samples) {
  Deno.test(`extractOffline() reads "${caption.slice(0, 40).replace(/\s+/g, " ")}…"`, () => {
    const draft = extractOffline({ caption, posted_at: new Date(posted) }, MELBOURNE);
    const keys = Object.keys(expected) as (keyof Draft)[];
    assert.deepEqual(Object.fromEntries(keys.map((key) => [key, draft[key]])), expected);
  });
}
