import { ago, type Draft, hoursAgo, text } from "../draft.ts";

/** Posts without an event: recaps, merchandise, surveys, thanks. Some still name days and times. */
export const notices: Draft[] = [
  {
    key: "trivia-recap",
    title: "Trivia recap",
    club: "chess",
    posted: ago(5, "12:00"),
    kind: "recap",
    category: "gaming_esports",
    second: "social_cultural",
    media: "CAROUSEL_ALBUM",
    caption: () =>
      text`
        That was LOUD 🧠💥 Congratulations to "Quizzy Rascals", who won last night by half a point and a \
        capital city. Swipe for the blurriest victory photo in our history. Thank you to everyone who \
        smelled the mystery jars.
      `,
  },
  {
    key: "movie-night-recap",
    title: "Movie night recap",
    club: "kita",
    posted: ago(8, "22:22"),
    kind: "recap",
    category: "social_cultural",
    on: -9,
    caption: ({ on }) =>
      text`
        Terima kasih semua 💛 ${on.weekday}'s movie night had 94 people, 60 chairs and one box of tissues. \
        You sat on the stairs, you shared the kuih, you sang the credits. We are still finding popcorn.
      `,
  },
  {
    key: "pickleball-recap",
    title: "Pickleball recap",
    club: "sideline",
    posted: ago(10, "19:30"),
    kind: "recap",
    category: "sports_fitness",
    caption: () =>
      text`
        0 injuries, 41 beginners, 1 paddle on the roof. Pickleball people, you were magnificent 🥒✨ \
        Photos are up, tag yourselves!
      `,
  },
  {
    key: "camp-throwback",
    title: "Throwback to our first camp",
    club: "climbers",
    posted: ago(18, "20:00"),
    kind: "recap",
    category: "travel_adventure",
    caption: () =>
      text`
        Throwback to our first camp, when we forgot the tent poles and slept under a tarpaulin and it was, \
        somehow, the best night of the year 🏕️ What is your favourite Bootlaces memory? 👇
      `,
  },
  {
    key: "jam-recap",
    title: "Jam recap",
    club: "choir",
    posted: ago(4, "09:40"),
    kind: "recap",
    category: "arts_music",
    media: "VIDEO",
    on: -5,
    from: "16:30",
    caption: ({ on, from }) =>
      text`
        ${on.weekday}, ${from.pm}: four guitars and a tambourine. Two hours later: forty people, one harp, \
        and the security guard on spoons. Thank you, Quarry 🎶
      `,
  },
  {
    key: "hoodie-drop",
    title: "Hoodie drop",
    club: "robots",
    posted: ago(7, "17:00"),
    kind: "announcement",
    category: null,
    media: "CAROUSEL_ALBUM",
    caption: () =>
      text`
        HOODIE DROP 🧥⚙️ Heavy cotton, embroidered gear, pockets that fit a multimeter. $48, sizes XS to \
        4XL. Pre-order through the link in bio; we only print what you order.
      `,
  },
  {
    key: "tote-restock",
    title: "The totes are back",
    club: "green",
    posted: ago(11, "11:30"),
    kind: "announcement",
    category: "environment_sustainability",
    caption: () =>
      text`
        The totes are back 🌻 Printed on op-shop pillowcases, so no two are the same. $6 at the \
        Greenhouse desk, or free if you bring us a pillowcase.
      `,
  },
  {
    key: "hoodie-deadline",
    title: "Last call for hoodies",
    club: "robots",
    posted: ago(2, "17:00"),
    kind: "deadline",
    category: null,
    on: 4,
    from: "22:00",
    caption: ({ on, from }) =>
      text`
        Last call for hoodies! Pre-orders close ${on.weekday} ${on.d} ${on.month} at ${from.pm}, after \
        that you will have to steal one from a friend 🧥
      `,
  },
  {
    key: "photo-competition",
    title: "One frame, one story: photo competition",
    club: "film",
    posted: ago(9, "13:30"),
    kind: "deadline",
    category: "arts_music",
    on: 9,
    from: "23:59",
    caption: ({ on, from }) =>
      text`
        📸 One frame, one story. Send us a single photograph that could be the last shot of a film.

        Entries close: ${on.wkd} ${on.d} ${on.mon}, ${from.full}
        Prize: a year of free screenings and your frame on our poster
      `,
  },
  {
    key: "grant-round",
    title: "Micro-grants are open",
    club: "founders",
    posted: ago(15, "10:20"),
    kind: "deadline",
    category: "entrepreneurship",
    on: 13,
    caption: ({ on }) =>
      text`
        Micro-grants are open: up to $750 for a prototype, a permit or a really good domain name. Short \
        form, quick answer. Submissions due by ${on.th} ${on.month}. Ask us anything in the comments 💬
      `,
  },
  {
    key: "meet-the-committee",
    title: "Meet the committee",
    club: "lantern",
    posted: ago(19, "18:18"),
    kind: "announcement",
    category: "social_cultural",
    media: "CAROUSEL_ALBUM",
    caption: () =>
      text`
        认识一下我们！Meet the committee 👋 Swipe to find out who hoards the good teapot, who can fold a \
        dumpling in four seconds, and who still thinks mooncakes are breakfast.
      `,
  },
  {
    key: "sponsor-thanks",
    title: "Thank you to our sponsors",
    club: "finance",
    posted: ago(12, "09:00"),
    kind: "announcement",
    category: "career_networking",
    caption: () =>
      text`
        A huge thank you to our sponsors, without whom this would be eleven people and a packet of chips. \
        Member discounts now at The Tin Kettle (10%), Mill Lane Books (15%) and Gritstone Climbing (20%).
      `,
  },
  {
    key: "exam-luck",
    title: "Good luck with exams",
    club: "maths",
    posted: ago(3, "07:00"),
    kind: "announcement",
    category: "academic_workshops",
    caption: () =>
      text`
        Good luck to everyone sitting exams 🍀 Sleep counts as revision. Drink water. Read the question \
        twice. If you find yourself dividing by zero, go for a walk.
      `,
  },
  {
    key: "library-hours",
    title: "Library opening hours",
    club: "maths",
    posted: ago(6, "15:45"),
    kind: "announcement",
    category: "academic_workshops",
    caption: () =>
      text`
        PSA: Ironbark Library is open 7am to midnight until the end of exams, and the good kettle is on \
        Level 2 now. You did not hear it from us ☕🤫
      `,
  },
  {
    key: "survey",
    title: "Survey: what would make campus kinder?",
    club: "pulse",
    posted: ago(8, "14:00"),
    kind: "announcement",
    category: "health_wellness",
    caption: () =>
      text`
        Two minutes, nine questions, one honest answer: what would make campus kinder? Survey in our bio. \
        Ten of you win a $30 voucher, all of you win a slightly better university 💚
      `,
  },
  {
    key: "graduate-programs",
    title: "Graduate programs are opening",
    club: "finance",
    posted: hoursAgo(26),
    kind: "announcement",
    category: "career_networking",
    caption: () =>
      text`
        🎓 Graduate programs are opening! We have put the twenty that matter into one spreadsheet, with \
        closing dates, visa rules and whether they ever reply. Link in bio. Tell a friend who is \
        pretending not to worry.
      `,
  },
  {
    key: "chess-result",
    title: "We drew with Harrowgate University",
    club: "chess",
    posted: hoursAgo(11),
    kind: "recap",
    category: "gaming_esports",
    caption: () =>
      text`
        We drew with Harrowgate University 4–4 ♟️ and it was board eight, in time trouble, a rook down, \
        that saved us. Somebody give Anselm a sandwich.
      `,
  },
  {
    key: "lost-scarf",
    title: "Lost: green scarf",
    club: "choir",
    posted: hoursAgo(33),
    kind: "announcement",
    category: null,
    caption: () =>
      text`
        LOST: one green scarf, hand-knitted, about 3 metres, answers to "Gerald". Last seen at rehearsal. \
        No questions asked. 🧣💔
      `,
  },
];
