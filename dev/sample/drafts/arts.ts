import { next } from "../calendar.ts";
import { ago, type Draft, hoursAgo, text } from "../draft.ts";

const smallRoom = { on: next("Sat", 1), from: "19:30", to: "21:30" };

/** Drafts of arts_music. */
export const arts: Draft[] = [
  {
    key: "songs-for-a-small-room",
    title: "Songs for a Small Room",
    club: "choir",
    posted: ago(15, "18:30"),
    kind: "event",
    category: "arts_music",
    ...smallRoom,
    caption: ({ on, from, to }) =>
      text`
        🎻 𝗦𝗢𝗡𝗚𝗦 𝗙𝗢𝗥 𝗔 𝗦𝗠𝗔𝗟𝗟 𝗥𝗢𝗢𝗠 🎻

        One evening, twenty-six players, no microphones. The Loose Ensemble's end-of-season concert: two \
        premieres by student composers, a folk song suite, and that one film theme you will pretend not \
        to cry at.

        📅 ${on.weekday} ${on.d} ${on.month}
        🕢 ${from.full} – ${to.full} (doors half an hour before)
        📍 Bellbird Theatre
        🎟 $10 students, $18 everybody else, under 12 free

        Tickets through the link in bio.
      `,
  },
  {
    key: "songs-for-a-small-room-reminder",
    title: "Songs for a Small Room",
    club: "choir",
    posted: hoursAgo(14),
    kind: "event",
    category: "arts_music",
    ...smallRoom,
    caption: ({ on, from }) =>
      text`
        Dress rehearsal done, two strings broken, nobody cried (yet) 🥲🎶

        SONGS FOR A SMALL ROOM
        ${on.wkd} ${on.d} ${on.mon}, ${from.pm}, Bellbird Theatre
        31 tickets left!
      `,
  },
  {
    key: "open-mic",
    title: "Open mic",
    club: "choir",
    posted: ago(2, "20:45"),
    kind: "event",
    category: "arts_music",
    second: "social_cultural",
    on: next("Wed"),
    from: "19:00",
    to: "22:00",
    caption: ({ on, from, to }) =>
      text`
        open mic open mic open mic 🎤

        poems, sets, a cappella, kazoo. two songs or eight minutes, whichever comes first. sign up at \
        the door or just come and clap.

        ${on.weekday} ${on.short}
        ${from.bare}-${to.pm}
        the old boilerhouse (bar open, mocktails $6)

        be kind to first timers or be gone 🖤
      `,
  },
  {
    key: "sprocket-silent-film",
    title: "A silent comedy with a very loud piano",
    club: "film",
    posted: ago(6, "12:00"),
    kind: "event",
    category: "arts_music",
    on: next("Tue", 2),
    from: "18:15",
    to: "20:30",
    caption: ({ on, from, to }) =>
      text`
        🎞️ Sprocket presents: a silent comedy with a very loud piano

        A century-old film on a real 16 mm projector, scored live by a pianist who has never seen it \
        before. She has asked us not to tell her how it ends.

        Screening ${on.weekday} ${on.d} ${on.month}, ${from.h24}–${to.h24}
        Larkin Cinema (basement of the Larkin Building, follow the popcorn)
        Free for Sprocket members, $4 otherwise 🍿
      `,
  },
  {
    key: "ink-and-paper",
    title: "墨 Ink & Paper",
    club: "lantern",
    posted: ago(5, "10:40"),
    kind: "event",
    category: "arts_music",
    second: "social_cultural",
    on: next("Mon"),
    from: "15:00",
    to: "17:00",
    caption: ({ on, from, to }) =>
      text`
        墨 Ink & Paper 🖌️

        A slow afternoon of calligraphy with Auntie Mei, who has been writing shop signs for forty years \
        and will fix your posture too. Brushes, ink and paper provided. Wear black, or regret it.

        🗓 ${on.wkd} ${on.th} ${on.mon} | 🕒 ${from.bare}-${to.pm}
        📍 Saltbush Hall, Studio 1
        $6 materials, 16 places, DM to book
      `,
  },
  {
    key: "life-drawing-plants",
    title: "Botanical drawing",
    club: "green",
    posted: ago(9, "14:14"),
    kind: "event",
    category: "arts_music",
    second: "environment_sustainability",
    on: next("Fri", 1),
    from: "13:00",
    caption: ({ on, from }) =>
      text`
        Still life, but it is alive 🌿✏️

        Botanical drawing in the campus glasshouse with Greenhouse's resident illustrator. Beginners very \
        welcome, the models hold still.

        ${on.month} ${on.d}, ${from.pm}
        Glasshouse 2, behind the Quarry
        Bring any paper. Pencils, stools and ginger tea are on us.
      `,
  },
];
