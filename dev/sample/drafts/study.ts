import { next } from "../calendar.ts";
import { ago, type Draft, hoursAgo, text } from "../draft.ts";

/** Drafts of academic_workshops. */
export const study: Draft[] = [
  {
    key: "integrals-iced-coffee",
    title: "Integrals & Iced Coffee",
    club: "maths",
    posted: ago(4, "12:05"),
    kind: "event",
    category: "academic_workshops",
    on: next("Wed"),
    from: "16:00",
    to: "18:00",
    caption: ({ on, from, to }) =>
      text`
        INTEGRALS & ICED COFFEE is back 🧊☕

        Bring the problem set that has been staring at you since week 4. Three tutors, two whiteboards, \
        one very large jug of cold brew.

        📅 ${on.weekday} ${on.d} ${on.month}
        🕓 ${from.bare}-${to.pm}
        📍 Larkin Building, Room 2.14

        Free for everyone, no sign-up. Calculus 1 and 2, but we will not turn away a lost linear \
        algebra soul.

        #proofbycoffee #maths #merribrook
      `,
  },
  {
    key: "sql-from-zero",
    title: "SQL from Zero",
    club: "data",
    posted: ago(2, "17:31"),
    kind: "event",
    category: "academic_workshops",
    second: "tech_innovation",
    media: "CAROUSEL_ALBUM",
    on: next("Thu"),
    from: "17:30",
    to: "19:00",
    caption: ({ on, from, to }) =>
      text`
        SELECT you FROM students WHERE curious = true; 🗃️

        Our beginners' workshop "SQL from Zero" takes you from an empty screen to your first JOIN in \
        ninety minutes. Laptop needed, experience not.

        🗓️ ${on.d} ${on.mon} | ${from.bare}-${to.PM}
        📍 Ironbark Library, Training Lab 1
        💸 Free for members, $5 for everyone else

        Swipe for what we will cover ➡️ and grab a seat at the link in bio. There are 40, and they are \
        the comfortable ones.
      `,
  },
  {
    key: "excel-for-the-afraid",
    title: "Excel for People Who Are Afraid of Excel",
    club: "finance",
    posted: ago(6, "09:12"),
    kind: "event",
    category: "academic_workshops",
    second: "career_networking",
    on: next("Tue", 1),
    from: "13:00",
    to: "14:30",
    caption: ({ on, from, to }) =>
      text`
        Does a pivot table make you want to pivot out of the room? 📊😰

        Excel for People Who Are Afraid of Excel is a slow, kind, hands-on session: lookups, pivot \
        tables, and the three shortcuts that will make your intern supervisor gasp.

        Date: ${on.weekday}, ${on.th} ${on.month}
        Time: ${from.full} – ${to.full}
        Location: Saltbush Hall, Computer Lab B

        Register through the Linktree in our bio. Bring a charger, the sockets are rationed 🔌
      `,
  },
  {
    key: "exam-study-hall",
    title: "Study with us at Ironbark Library",
    club: "maths",
    posted: ago(1, "19:40"),
    kind: "event",
    category: "academic_workshops",
    on: next("Mon", 1),
    from: "11:00",
    to: "16:30",
    caption: ({ on, from, to }) =>
      text`
        Your bed is not a desk. Come and study with us 📚

        @proofbycoffee takes over the whole of Ironbark Library Level 3 on ${on.weekday} ${on.d} \
        ${on.month}, ${from.pm}-${to.pm}. Silent side, whispering side, and a tutor on duty at the \
        round table who has passed everything you are about to sit.

        Free fruit, free tea, earplugs by donation.
      `,
  },
  {
    key: "essay-triage",
    title: "Essay triage",
    club: "french",
    posted: hoursAgo(7),
    kind: "event",
    category: "academic_workshops",
    on: 3,
    from: "14:00",
    to: "16:00",
    caption: ({ on, from, to }) =>
      text`
        Essay triage 🩺 ${on.near}, ${from.bare}-${to.pm}, Wren Room, Guild House.

        Bring a draft in French, at any stage of despair. Our third-years will read a page with you and \
        mark what a tutor would mark. Accents are free of charge: é è ê ç œ.

        @francophones.mbu
      `,
  },
];
