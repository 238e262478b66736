import { next } from "../calendar.ts";
import { ago, type Draft, hoursAgo, text } from "../draft.ts";

/** Drafts of food_dining and travel_adventure. */
export const foodAndTravel: Draft[] = [
  {
    key: "sourdough",
    title: "Sourdough for Beginners",
    club: "cooks",
    posted: ago(4, "08:20"),
    kind: "event",
    category: "food_dining",
    second: "academic_workshops",
    on: next("Fri"),
    from: "16:00",
    to: "18:30",
    caption: ({ on, from, to }) =>
      text`
        Meet Doughlene 🫙 She is eleven, she lives in a jar, and a piece of her can be yours.

        Sourdough for Beginners
        📅 ${on.weekday}, ${on.d} ${on.month}
        🕓 ${from.full} – ${to.full}
        📍 Teaching Kitchen, Guild House
        💰 $15 members, $20 non-members (flour, jar and one loaf included)

        Vegan. Contains gluten, obviously. Book in bio, 18 benches only.
      `,
  },
  {
    key: "nasi-lemak",
    title: "Nasi lemak",
    club: "kita",
    posted: hoursAgo(18),
    kind: "event",
    category: "food_dining",
    second: "social_cultural",
    on: 3,
    from: "11:30",
    to: "14:00",
    caption: ({ on, from, to }) =>
      text`
        NASI LEMAK IS BACK ON THE LAWN 🍛🇲🇾🇮🇩

        ${on.near} // ${from.bare}am – ${to.pm} // or until the sambal runs out, whichever is sooner
        Quarry Lawn, look for the yellow umbrella

        $9 ayam, $8 tempeh (vegan), extra telur $1.50. Cash or tap. First ten in line get teh tarik free.

        Lapar? Same.
      `,
  },
  {
    key: "potluck",
    title: "The Long Table potluck",
    club: "cooks",
    posted: ago(5, "19:25"),
    kind: "event",
    category: "food_dining",
    second: "social_cultural",
    on: next("Sun", 1),
    from: "17:00",
    caption: ({ on, from }) =>
      text`
        The Long Table 🍽️ a potluck for people whose kitchen is one hot plate

        ${on.wkd} ${on.th} ${on.month}, ${from.pm} onwards
        Wren Courtyard, one table, sixty seats

        Cook something your family makes. Label the allergens. Tell us the story in one sentence on the \
        little card. Can't cook? You are on bread, and bread is important.
      `,
  },
  {
    key: "coffee-cupping",
    title: "Coffee cupping",
    club: "cooks",
    posted: ago(2, "07:07"),
    kind: "event",
    category: "food_dining",
    on: next("Tue"),
    from: "10:00",
    to: "11:00",
    caption: ({ on, from, to }) =>
      text`
        Slurp loudly, it is science ☕👃

        Coffee cupping with the roasters from The Tin Kettle: five beans, fifteen spoons, and the word \
        "mouthfeel" used without irony.

        ${on.weekday} ${on.d} ${on.mon} ${from.bare}-${to.pm}
        The Tin Kettle, 12 Fenner St
        $6, decaf drinkers will be loved anyway
      `,
  },
  {
    key: "mount-corven",
    title: "Mount Corven day walk",
    club: "climbers",
    posted: ago(9, "17:40"),
    kind: "event",
    category: "travel_adventure",
    second: "sports_fitness",
    media: "CAROUSEL_ALBUM",
    on: next("Sun"),
    from: "07:30",
    to: "17:00",
    caption: ({ on, from, to }) =>
      text`
        Mount Corven day walk 🥾⛰️

        14 km, 620 m up, one waterfall, lunch with a view of absolutely everything. Moderate: if you can \
        climb four flights and still complain, you are fine.

        🗓️ ${on.weekday} ${on.d} ${on.month}
        🚌 Bus leaves Guild House ${from.full}, back ${to.full}
        💵 $18 members, $25 guests (bus + emergency snakes, the lolly kind)

        Packing list in our highlights. Rain cancels, drizzle does not.
        @bootlaces.mbu
      `,
  },
  {
    key: "stargazing-camp",
    title: "Stargazing Camp at Lake Tarrin",
    club: "climbers",
    posted: ago(14, "20:20"),
    kind: "event",
    category: "travel_adventure",
    on: next("Fri", 2),
    from: "16:00",
    caption: ({ on, from, after }) =>
      text`
        No phones. Two nights. Roughly nine thousand stars. 🌌⛺

        Stargazing Camp at Lake Tarrin
        ${on.weekday} ${on.d} ${on.month} – ${after(2).weekday} ${after(2).d} ${after(2).month}
        Convoy leaves the north car park at ${from.pm}

        $65 with tent, $50 with your own. Telescopes from the astronomy department, stories from the \
        ranger, marshmallows from us. Vegetarian kitchen.
      `,
  },
  {
    key: "coast-day-trip",
    title: "Day trip to Pennant Beach and the lighthouse",
    club: "french",
    posted: ago(3, "21:00"),
    kind: "event",
    category: "travel_adventure",
    second: "social_cultural",
    on: next("Sat", 2),
    caption: ({ on }) =>
      text`
        Cap sur la mer ! 🌊🧀 Day trip to Pennant Beach and the lighthouse

        📆 ${on.wkd} ${on.short} / ${on.in("fr")}
        🚆 Early train, Merribrook Central (time in the group chat, soyez à l'heure)
        🥖 Pique-nique partagé: bring something to cut, spread or pour

        Train fare only. Everyone welcome, le français est optionnel, la crème solaire non.
      `,
  },
];
