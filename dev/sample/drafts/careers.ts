import { next } from "../calendar.ts";
import { ago, type Draft, hoursAgo, text } from "../draft.ts";

/** The night and its reminder are one event. */
const industryNight = { on: next("Wed", 2), from: "18:00", to: "20:30" };

/** Drafts of career_networking and entrepreneurship. */
export const careers: Draft[] = [
  {
    key: "industry-night",
    title: "Industry Night",
    club: "finance",
    posted: ago(13, "10:00"),
    kind: "event",
    category: "career_networking",
    media: "CAROUSEL_ALBUM",
    ...industryNight,
    caption: ({ on, from, to }) =>
      text`
        💼 INDUSTRY NIGHT 💼

        Twelve firms. One room. A suspicious amount of sparkling water.

        Join Merribrook Economics & Finance Students for our biggest networking night of the year: \
        short talks from a central banker, a climate-risk modeller and somebody who left consulting to \
        make cheese, then two hours of conversation with people who were in your seat not long ago.

        ${on.weekday} ${on.d} ${on.month} ${from.pm}
        The Great Hall, Guild House (ends ${to.pm})
        🎟️ $12 members / $18 non-members, canapés included

        Dress code: smart casual. Tickets at the link in bio.

        #mefs #networking #careers #students
      `,
  },
  {
    key: "industry-night-reminder",
    title: "Industry Night",
    club: "finance",
    posted: ago(1, "12:15"),
    kind: "event",
    category: "career_networking",
    ...industryNight,
    caption: ({ on, from }) =>
      text`
        ⏳ INDUSTRY NIGHT: final release tickets are live!

        Not sure what to say to a recruiter? Swipe for five openers that are not "so, what do you do".

        📅 ${on.th} ${on.month}
        🕕 ${from.PM}
        📍 The Great Hall, Guild House
      `,
  },
  {
    key: "resume-roast",
    title: "Resume Roast",
    club: "data",
    posted: ago(3, "18:22"),
    kind: "event",
    category: "career_networking",
    on: next("Fri"),
    from: "12:00",
    to: "14:00",
    caption: ({ on, from, to }) =>
      text`
        🔥 RESUME ROAST (medium rare) 🔥
        @mbu.datasoc x @mefs.mbu

        Hand your CV to an actual hiring manager. Receive truth. Receive pizza. In that order.

        WHEN: ${on.wkd} ${on.d} ${on.mon}, ${from.pm} – ${to.pm}
        WHERE: Larkin Building, Level 1 Atrium
        COST: free, with an RSVP through our bio

        Print two copies, one for notes and one for tears.
      `,
  },
  {
    key: "women-in-engineering-breakfast",
    title: "Women & Non-Binary Engineers' Breakfast",
    club: "robots",
    posted: ago(8, "08:00"),
    kind: "event",
    category: "career_networking",
    second: "tech_innovation",
    on: next("Tue"),
    from: "07:45",
    to: "09:15",
    caption: ({ on, from, to }) =>
      text`
        Good morning, engineers 🌅🥐

        The Women & Non-Binary Engineers' Breakfast brings eight alumni to one long table: rail, medical \
        devices, rockets, and one who designs rollercoasters for a living.

        🗓 ${on.weekday} ${on.d} ${on.month}
        ⏰ ${from.full} to ${to.full}
        📍 Kestrel Pavilion, upstairs
        🎟 Free, but there are only 36 chairs. RSVP in bio.

        All women, non-binary and gender-diverse students welcome.
      `,
  },
  {
    key: "alumni-zoom",
    title: "Online panel: what do you do with a maths degree?",
    club: "maths",
    posted: ago(5, "20:10"),
    kind: "event",
    category: "career_networking",
    on: next("Thu", 2),
    from: "19:00",
    to: "20:00",
    caption: ({ on, from, to }) =>
      text`
        "But what do you DO with a maths degree?" says every aunt, every holiday.

        Ask four people who would know. Online panel on Zoom with an actuary, a cryptographer, a maths \
        teacher and a person who predicts the price of avocados 🥑

        ${on.weekday}, ${on.month} ${on.th}
        ${from.full} - ${to.full}
        Zoom link in bio, questions in the comments 👇
      `,
  },
  {
    key: "pitch-night",
    title: "Pitch Night at the Shed",
    club: "founders",
    posted: ago(9, "16:45"),
    kind: "event",
    category: "entrepreneurship",
    on: next("Thu", 2),
    from: "18:30",
    to: "21:00",
    caption: ({ on, from, to }) =>
      text`
        🚀 PITCH NIGHT at the Shed

        Ten student teams. Three minutes each. One gong, and we are not afraid to use it.

        This round: a bike lock that texts you, compost as a service, and an app that tells your \
        housemates whose turn it is (we fear for this founder).

        🗓️ ${on.slashed}
        🕡 Doors ${from.pm}, done by ${to.pm}
        📍 The Old Boilerhouse
        🍕 Pizza, prizes, a $500 people's choice award

        Come to cheer. Free entry for all students. @founders.shed.mbu
      `,
  },
  {
    key: "landing-page-in-a-night",
    title: "Landing page in a night",
    club: "founders",
    posted: hoursAgo(20),
    kind: "event",
    category: "entrepreneurship",
    second: "academic_workshops",
    on: 4,
    from: "17:00",
    to: "20:00",
    caption: ({ on, from, to }) =>
      text`
        Idea at five. Landing page by eight. First sign-up before you get home. 🌙

        Our founders-in-residence will sit with you while you find out whether anybody wants the thing \
        you are about to build. No code, no deck, no jargon.

        ${on.near}, ${from.bare}-${to.pm} 📍 Saltbush Hall, Studio 3
        $5, dinner included. Twenty places, link in bio.
      `,
  },
  {
    key: "fireside-failure",
    title: "A fireside chat about failing",
    club: "founders",
    posted: ago(2, "11:11"),
    kind: "event",
    category: "entrepreneurship",
    second: "career_networking",
    on: next("Mon", 2),
    from: "17:30",
    caption: ({ on, from }) =>
      text`
        A fireside chat about failing 🔥🪵

        Oriel Tan started three companies. Two are gone and she will tell you exactly why, with numbers. \
        The third one makes hearing aids.

        📆 ${on.wkd} ${on.th} ${on.mon}
        🕠 ${from.pm}
        📌 Bellbird Theatre foyer (there is a real fire)

        Free. Tea provided. No recording, so that she can be honest.
      `,
  },
];
