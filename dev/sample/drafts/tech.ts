import { next } from "../calendar.ts";
import { ago, type Draft, hoursAgo, text } from "../draft.ts";

const hackathon = { on: next("Sat", 2), from: "09:00" };

/** Drafts of tech_innovation and gaming_esports. */
export const tech: Draft[] = [
  {
    key: "overnight-hack",
    title: "Overnight Hack",
    club: "data",
    posted: ago(16, "12:00"),
    kind: "event",
    category: "tech_innovation",
    media: "CAROUSEL_ALBUM",
    ...hackathon,
    caption: ({ on, from, after }) =>
      text`
        🌃 OVERNIGHT HACK 🌃
        24 hours · open city data · teams of 1–4

        Build something that makes one Monday better for one stranger. Last time's winner told you which \
        tram stop had shade. Mentors all night, nap room, noodles at midnight.

        🟢 Kick-off: ${on.weekday} ${on.d} ${on.month}, ${from.full}, Saltbush Hall
        🔴 Pens down: ${after(1).weekday} morning, then demos and breakfast

        Free. All degrees. Register (solo or as a team) at the link in bio.

        #hackathon #opendata #datasoc
      `,
  },
  {
    key: "overnight-hack-faq",
    title: "Overnight Hack",
    club: "data",
    posted: ago(4, "17:00"),
    kind: "event",
    category: "tech_innovation",
    ...hackathon,
    caption: ({ on, from }) =>
      text`
        Overnight Hack FAQ ❓

        – I can't code. → Designers, writers and people who ask good questions win these things.
        – I have no team. → Team matching at breakfast.
        – Do I have to stay awake? → Please don't.
        – When again? → ${on.wkd} ${on.th} ${on.mon}, ${from.pm} sharp, Saltbush Hall.
      `,
  },
  {
    key: "lightning-talks",
    title: "Lightning talks",
    club: "data",
    posted: hoursAgo(5),
    kind: "event",
    category: "tech_innovation",
    second: "academic_workshops",
    on: 1,
    from: "13:00",
    to: "14:00",
    caption: ({ on, from, to }) =>
      text`
        Lightning talks ${on.near} ${from.pm} ⚡

        Six speakers, six minutes each, one egg timer:
        🐸 counting frogs by their croak
        🚲 where the share bikes go at night
        🧾 what a neural net thinks your handwriting says
        …and three more.

        Larkin Building 1.07, over by ${to.pm}. Toasties from half past twelve.
      `,
  },
  {
    key: "line-follower",
    title: "Build a robot that follows a line",
    club: "robots",
    posted: ago(3, "13:05"),
    kind: "event",
    category: "tech_innovation",
    second: "academic_workshops",
    on: next("Thu"),
    from: "17:00",
    to: "20:00",
    caption: ({ on, from, to }) =>
      text`
        Build a robot that follows a line. Then draw it a very unfair line. 🤖〰️

        🗓️ Date: ${on.weekday}, ${on.d} ${on.month}
        ⏰ Time: ${from.PM} - ${to.PM}
        📍 Location: Makers' Workshop, Larkin Basement
        🎟️ Price: $10 (you keep the robot)

        No soldering experience needed, we have plasters. Closed shoes mandatory.
        Bits & Bolts Robotics ⚙️
      `,
  },
  {
    key: "game-night",
    title: "Board Games & Bad Bluffs",
    club: "chess",
    posted: ago(6, "16:06"),
    kind: "event",
    category: "gaming_esports",
    second: "social_cultural",
    on: next("Fri"),
    from: "17:30",
    to: "21:00",
    caption: ({ on, from, to }) =>
      text`
        BOARD GAMES & BAD BLUFFS 🎲

        ${on.d} ${on.mon} | ${from.bare}-${to.PM}
        Kestrel Pavilion, ground floor

        200 games, rules explained by people who enjoy explaining rules. Come alone, leave with three \
        sworn enemies. $4 members, $8 others, snacks included.

        @mbu.meeples
      `,
  },
  {
    key: "blitz-under-lights",
    title: "Blitz Under Lights",
    club: "chess",
    posted: ago(8, "22:00"),
    kind: "event",
    category: "gaming_esports",
    on: next("Wed", 2),
    from: "20:00",
    to: "22:00",
    caption: ({ on, from, to }) =>
      text`
        ♟️ Blitz Under Lights ♟️

        Seven rounds, three minutes a side, outdoors on the giant tables in Wren Courtyard.

        ${on.slashed}
        Entry and pairings from ${from.full}
        Trophies (and frostbite) by ${to.full}

        Rated and unrated sections. Kibitzers will be given a broom.
      `,
  },
  {
    key: "kart-bracket",
    title: "Kart Bracket: The Banana Open",
    club: "esports",
    posted: ago(2, "15:55"),
    kind: "event",
    category: "gaming_esports",
    on: next("Sat"),
    from: "13:00",
    to: "18:00",
    caption: ({ on, from, to }) =>
      text`
        🏁 KART BRACKET: THE BANANA OPEN 🍌

        64 drivers. Double elimination. No items on the grand final except, by ancient custom, bananas.

        📆 ${on.weekday}, ${on.month} ${on.d}
        🕐 ${from.pm}–${to.pm}
        🕹️ Respawn Lounge, Guild House Level 2
        💵 $5 entry → all of it prize pool

        Consoles provided, bring your own pad if you are fussy. Watch from the couch for free or live on \
        our stream 📺
      `,
  },
  {
    key: "lan-till-late",
    title: "LAN Till Late",
    club: "esports",
    posted: ago(5, "23:15"),
    kind: "event",
    category: "gaming_esports",
    on: next("Fri", 1),
    from: "18:00",
    caption: ({ on, from }) =>
      text`
        LAN TILL LATE 🖥️🌙

        🗓️ ${on.weekday} ${on.d} ${on.month}📍 Larkin Lab 3⏰ ${from.PM} till the security guard sighs🎧 BYO \
        rig or use ours🥤 Free energy drinks until they run out (they will run out)
      `,
  },
];
