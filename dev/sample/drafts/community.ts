import { next } from "../calendar.ts";
import { ago, type Draft, hoursAgo, text } from "../draft.ts";

/** Drafts of volunteering_community and environment_sustainability. */
export const community: Draft[] = [
  {
    key: "soup-kitchen",
    title: "Cooking and serving at the Fenner Street Community Kitchen",
    club: "openhands",
    posted: ago(3, "10:10"),
    kind: "event",
    category: "volunteering_community",
    second: "food_dining",
    on: next("Mon"),
    from: "16:30",
    to: "19:30",
    caption: ({ on, from, to }) =>
      text`
        Eighty dinners need twelve pairs of hands 🍲

        We are cooking and serving at the Fenner Street Community Kitchen on ${on.weekday} ${on.d} \
        ${on.month}, ${from.bare}–${to.pm}. Chopping, ladling, washing up, and sitting down for a chat, \
        which is the part people thank you for.

        No experience needed, hair tied back, closed shoes. Sign up in bio so that we buy enough onions.
      `,
  },
  {
    key: "blood-donation",
    title: "Group blood donation",
    club: "openhands",
    posted: ago(7, "11:45"),
    kind: "event",
    category: "volunteering_community",
    second: "health_wellness",
    on: next("Tue", 2),
    from: "09:30",
    to: "12:00",
    caption: ({ on, from, to }) =>
      text`
        🩸 One hour. Three lives. A free biscuit.

        Group blood donation, walking over together from Guild House.

        📅 ${on.wkd} ${on.d} ${on.mon}
        ⏰ ${from.full}–${to.full}
        📍 Mill Lane Donor Centre

        First time? Stand next to Priya, she has done it 31 times and narrates. Eat breakfast, drink \
        water, bring ID.
      `,
  },
  {
    key: "homework-club",
    title: "Homework Club",
    club: "openhands",
    posted: hoursAgo(30),
    kind: "event",
    category: "volunteering_community",
    on: 5,
    from: "15:30",
    to: "17:30",
    caption: ({ on, from, to }) =>
      text`
        Can you explain fractions without making a face? 🍕➗

        Homework Club at Corven Library needs tutors for Years 4 to 9. Come and try one afternoon, \
        ${on.near}, ${from.bare}-${to.pm}. We pair you with an experienced tutor and a very honest \
        ten-year-old.

        (Working With Children Check needed to continue. We help with the form.)
      `,
  },
  {
    key: "creek-clean-up",
    title: "Creek Clean-Up",
    club: "green",
    posted: ago(4, "07:30"),
    kind: "event",
    category: "environment_sustainability",
    second: "volunteering_community",
    on: next("Sat"),
    from: "09:00",
    to: "11:30",
    caption: ({ on, from, to }) =>
      text`
        Last time we pulled a shopping trolley, two scooters and a wedding cake topper out of Merribrook \
        Creek. There is more. 🦆

        CREEK CLEAN-UP
        ${on.weekday} ${on.d} ${on.month}
        ${from.full} to ${to.full}
        Meet: footbridge behind Harrow Park

        Gloves, bags and waders provided. Scones from @whisk.mbu afterwards. Platypus sightings not \
        guaranteed but devoutly hoped for.
      `,
  },
  {
    key: "clothes-swap",
    title: "The Big Swap",
    club: "green",
    posted: ago(6, "18:50"),
    kind: "event",
    category: "environment_sustainability",
    second: "social_cultural",
    on: next("Thu", 1),
    from: "12:00",
    to: "15:00",
    caption: ({ on, from, to }) =>
      text`
        Bring five, take five 👗👖🧥

        THE BIG SWAP
        🗓 ${on.th} ${on.month} (${on.wkd})
        ⏰ ${from.pm}-${to.pm}
        📍 Guild House foyer

        Clean, loved, no holes (unless they came with holes). Mending table with real humans who can do \
        invisible hems. Whatever is left goes to the Fenner Street shelter.
      `,
  },
  {
    key: "repair-cafe",
    title: "Repair Café",
    club: "green",
    posted: ago(1, "11:20"),
    kind: "event",
    category: "environment_sustainability",
    second: "tech_innovation",
    on: next("Sun"),
    from: "13:00",
    to: "16:00",
    caption: ({ on, from, to }) =>
      text`
        Don't bin it. Bring it. 🔧☕

        Repair Café with @bitsandbolts.mbu: toasters, zips, bike brakes, headphones, heirloom lamps.
        ${on.wkd} ${on.d} ${on.mon} from ${from.pm} to ${to.pm} at the Makers' Workshop, Larkin Basement.

        Success rate so far 71%. Cake rate so far 100%. By donation.
      `,
  },
  {
    key: "tree-planting",
    title: "Community planting day",
    club: "green",
    posted: ago(12, "09:09"),
    kind: "event",
    category: "environment_sustainability",
    second: "volunteering_community",
    on: next("Sun", 2),
    from: "08:30",
    caption: ({ on, from }) =>
      text`
        1,000 seedlings, one hillside, you 🌱

        Community planting day at Corven Reserve on ${on.weekday} the ${on.th} of ${on.month}. Free bus \
        from the Guild House turning circle at ${from.full}, home by two. Wide hat, long sleeves, sturdy \
        shoes. Lunch is on the council, sunscreen is on us.
      `,
  },
];
