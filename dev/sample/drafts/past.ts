import { ago, type Draft, text } from "../draft.ts";

/**
 * Announcements of past events, which must never be recommended. One per category, so that votes on
 * them can express any taste.
 */
export const past: Draft[] = [
  {
    key: "trivia-tonight",
    title: "Trivia",
    club: "chess",
    posted: ago(6, "10:15"),
    kind: "event",
    category: "gaming_esports",
    second: "social_cultural",
    on: -6,
    from: "19:00",
    caption: ({ from }) =>
      text`
        TRIVIA TONIGHT ${from.pm} 🧠 Kestrel Pavilion. Two rounds of maps, one of smells. Teams of six, \
        loners get adopted.
      `,
  },
  {
    key: "kita-movie-night",
    title: "Malam wayang: movie night",
    club: "kita",
    posted: ago(12, "15:00"),
    kind: "event",
    category: "social_cultural",
    second: "arts_music",
    on: -9,
    from: "18:30",
    to: "21:00",
    caption: ({ on, from, to }) =>
      text`
        Malam wayang 🎥 Movie night, subtitles on, tissues provided

        🗓 ${on.weekday}, ${on.d} ${on.month}
        🕡 ${from.bare} – ${to.PM}
        📍 Larkin Cinema

        Free kuih for whoever cries first.
      `,
  },
  {
    key: "pickleball-tryout",
    title: "Pickleball",
    club: "sideline",
    posted: ago(17, "12:20"),
    kind: "event",
    category: "sports_fitness",
    on: -11,
    from: "16:00",
    to: "18:00",
    caption: ({ on, from, to }) =>
      text`
        It is called pickleball and we have stopped apologising for it 🥒🎾

        ${on.wkd} ${on.th} ${on.mon}, ${from.bare}-${to.pm}, Harrow Park courts. Paddles provided.
      `,
  },
  {
    key: "grad-interviews",
    title: "Mock interviews",
    club: "finance",
    posted: ago(19, "09:00"),
    kind: "event",
    category: "career_networking",
    on: -8,
    from: "17:30",
    to: "19:00",
    caption: ({ on, from, to }) =>
      text`
        Mock interviews with people who say "walk me through it" for a living 🎤

        Date: ${on.slashed}
        Time: ${from.full} - ${to.full}
        Location: Larkin Building, Level 4

        Bring a suit jacket. Trousers optional but recommended.
      `,
  },
  {
    key: "jam-in-the-quarry",
    title: "Jam in the Quarry",
    club: "choir",
    posted: ago(10, "11:00"),
    kind: "event",
    category: "arts_music",
    on: -5,
    from: "16:30",
    caption: ({ on, from }) =>
      text`
        Jam in the Quarry 🎸🪘 ${on.weekday} ${on.d} ${on.month}, ${from.pm} till the light goes. Any \
        instrument you can carry. Yes, someone is bringing a harp again.
      `,
  },
  {
    key: "dumpling-class",
    title: "包饺子课 Dumpling class",
    club: "lantern",
    posted: ago(14, "17:45"),
    kind: "event",
    category: "food_dining",
    on: -7,
    from: "17:00",
    to: "19:00",
    caption: ({ on, from, to }) =>
      text`
        🥟 包饺子课 Dumpling class 🥟

        日期：${on.in("zh")}
        时间：${from.h24}-${to.h24}
        地点：Teaching Kitchen, Guild House

        Pork & chive, or mushroom & tofu. $7, eat what you fold.
      `,
  },
  {
    key: "solar-talk",
    title: "Lunchtime talk: Can a campus run on its own roofs?",
    club: "green",
    posted: ago(16, "10:30"),
    kind: "event",
    category: "environment_sustainability",
    second: "academic_workshops",
    on: -3,
    from: "13:00",
    to: "14:00",
    caption: ({ on, from, to }) =>
      text`
        Can a campus run on its own roofs? ☀️ Lunchtime talk by the engineer who counted them.

        ${on.weekday} ${on.d} ${on.month} | ${from.bare}-${to.PM} | Bellbird Theatre | free, BYO lunch
      `,
  },
  {
    key: "soldering-night",
    title: "Solder & Chill",
    club: "robots",
    posted: ago(20, "16:16"),
    kind: "event",
    category: "tech_innovation",
    on: -13,
    from: "18:00",
    caption: ({ on, from }) =>
      text`
        Solder & Chill 🔥 make a badge that blinks rude words in Morse

        📅 ${on.d} ${on.mon}
        ⏰ ${from.PM}
        📍 Makers' Workshop
        $4
      `,
  },
  {
    key: "proof-clinic",
    title: "Proof clinic",
    club: "maths",
    posted: ago(18, "13:00"),
    kind: "event",
    category: "academic_workshops",
    on: -15,
    from: "15:00",
    to: "17:00",
    caption: ({ on, from, to }) =>
      text`
        Proof clinic 🩹 Bring a proof that limps. We will find out whether it needs induction, a \
        picture or a kind goodbye.

        ${on.th} ${on.month}, ${from.full}-${to.full}, Ironbark Library, Discussion Room 4
      `,
  },
  {
    key: "book-sorting",
    title: "Sorting morning for the prison library program",
    club: "openhands",
    posted: ago(9, "10:00"),
    kind: "event",
    category: "volunteering_community",
    on: -4,
    from: "10:00",
    to: "13:00",
    caption: ({ on, from, to }) =>
      text`
        4,000 donated books. Nobody knows what is in the boxes. 📦📚

        Sorting morning for the prison library program
        📅 ${on.weekday} ${on.d} ${on.month}
        ⏰ ${from.bare}am-${to.pm}
        📍 Saltbush Hall loading dock (follow the trolley tracks)
      `,
  },
  {
    key: "night-ferry",
    title: "Night ferry to Heron Island",
    club: "climbers",
    posted: ago(13, "19:10"),
    kind: "event",
    category: "travel_adventure",
    on: -10,
    from: "17:15",
    caption: ({ on, from }) =>
      text`
        Night ferry to Heron Island and back, chips included ⛴️🍟

        ${on.wkd} ${on.d} ${on.mon} ${from.pm}, Pier 2. $11, bring a jumper, the wind has opinions.
      `,
  },
  {
    key: "breathing-space",
    title: "Breathing Space",
    club: "pulse",
    posted: ago(5, "08:00"),
    kind: "event",
    category: "health_wellness",
    on: -2,
    from: "12:30",
    to: "13:15",
    caption: ({ on, from, to }) =>
      text`
        Breathing Space 🫁 guided, secular, no incense. ${on.weekday} ${on.d} ${on.month}, \
        ${from.bare}–${to.pm}, Wren Room. Come late, leave early, nobody minds.
      `,
  },
  {
    key: "pricing-clinic",
    title: "You are not charging enough: a workshop",
    club: "founders",
    posted: ago(11, "09:30"),
    kind: "event",
    category: "entrepreneurship",
    on: -6,
    from: "17:00",
    caption: ({ on, from }) =>
      text`
        You are not charging enough. A workshop. 💸

        🗓️ ${on.slashed}
        🕔 ${from.PM}
        📍 The Old Boilerhouse
      `,
  },
  {
    key: "ensemble-meet-the-players",
    title: "Meet the players",
    club: "choir",
    posted: ago(16, "18:05"),
    kind: "event",
    category: "recruitment",
    second: "arts_music",
    on: -12,
    from: "18:00",
    to: "19:30",
    caption: ({ on, from, to }) =>
      text`
        Curious about joining? Meet the players, try a double bass, eat our biscuits 🎶🍪

        ${on.weekday} ${on.d} ${on.mon}, ${from.bare}-${to.pm}, Bellbird Theatre green room. New members \
        of every level wanted (basses especially, basses always).
      `,
  },
];
