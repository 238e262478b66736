import { next } from "../calendar.ts";
import { ago, type Draft, text } from "../draft.ts";

/** Drafts of social_cultural. */
export const culture: Draft[] = [
  {
    key: "malam-budaya",
    title: "Malam Budaya",
    club: "kita",
    posted: ago(11, "19:00"),
    kind: "event",
    category: "social_cultural",
    media: "CAROUSEL_ALBUM",
    on: next("Sat", 2),
    from: "18:00",
    to: "22:00",
    caption: ({ on, from, to }) =>
      text`
        ✨ MALAM BUDAYA ✨

        Selamat datang, semua! Kita invites you to our annual culture night: angklung you can join in, \
        a wayang shadow play retold as a share-house drama, zapin, joget, and a buffet that our mums \
        have been arguing about since March.

        🗓️ ${on.weekday}, ${on.th} ${on.month} (${on.in("id")})
        ⏰ ${from.PM} – ${to.PM}
        📍 The Great Hall, Guild House
        👘 Dress code: batik, kebaya, baju kurung, or your brightest shirt

        🎟️ Early bird $22 members / $28 friends. At the door $35, so jangan lambat!

        Jumpa di sana 💛

        .
        .
        .
        #kita #malambudaya #batik #merribrook #malaysianstudents #indonesianstudents
      `,
  },
  {
    key: "soiree-crepes",
    title: "Soirée crêpes & conversation",
    club: "french",
    posted: ago(4, "18:00"),
    kind: "event",
    category: "social_cultural",
    second: "food_dining",
    on: next("Thu"),
    from: "18:30",
    to: "21:00",
    caption: ({ on, from, to }) =>
      text`
        🇫🇷 Soirée crêpes & conversation 🥞

        Débutants, bilingues, nostalgiques: tout le monde est le bienvenu ! On parle, on mange, on \
        refait le monde, et on se dispute sur le Nutella.

        📅 ${on.in("fr")}
        🕡 ${from.fr} – ${to.fr}
        📍 Cuisine commune, Guild House

        (In English: crêpes and conversation, ${on.weekday} ${on.d} ${on.month}, ${from.bare}–${to.pm}. \
        Any level of French, including "bonjour". Members free, others a gold coin.)
      `,
  },
  {
    key: "lantern-night",
    title: "灯笼之夜 Lantern Night",
    club: "lantern",
    posted: ago(7, "21:05"),
    kind: "event",
    category: "social_cultural",
    second: "food_dining",
    on: next("Fri", 1),
    from: "18:30",
    to: "21:30",
    caption: ({ on, from, to }) =>
      text`
        🏮 灯笼之夜 LANTERN NIGHT 🏮

        包饺子、猜灯谜、做灯笼，还有热茶和老歌。中文说得好不好都没关系，来就对了！

        Fold dumplings, solve riddles, paint a lantern and hang it over Wren Courtyard with three hundred \
        others. No Chinese needed, appetite required 🥟

        日期 / Date: ${on.slashed} (${on.weekday})
        时间 / Time: ${from.full}-${to.full}
        地点 / Place: Wren Courtyard, rain plan Saltbush Hall
        门票 / Tickets: $8, lantern included
      `,
  },
  {
    key: "quad-picnic",
    title: "Picnic",
    club: "kita",
    posted: ago(2, "13:37"),
    kind: "event",
    category: "social_cultural",
    on: next("Sun"),
    from: "11:30",
    caption: ({ on, from }) =>
      text`
        Homesick? Same. So we are having a picnic 🧺

        ${on.wkd} ${on.d} ${on.mon}, from ${from.pm}, under the big fig on Quarry Lawn. Congkak, carrom, \
        guitar, karipap. Bring a mat, a friend, and one song you know all the words to.

        Tak perlu daftar, datang saja 🌿 @kita.mbu
      `,
  },
  {
    key: "language-speed-friending",
    title: "Speed friending",
    club: "lantern",
    posted: ago(3, "09:30"),
    kind: "event",
    category: "social_cultural",
    on: next("Wed"),
    from: "17:00",
    to: "18:30",
    caption: ({ on, from, to }) =>
      text`
        Five languages. Four minutes each. Zero awkward silences (lie) 💬

        Speed friending with @francophones.mbu & @kita.mbu

        📅${on.d} ${on.mon}
        🕔${from.bare}-${to.pm}
        📍Kestrel Pavilion
        🧋first 50 get bubble tea

        中文・Français・Bahasa・English・and whatever you bring 🌏
      `,
  },
];
