import { next } from "../calendar.ts";
import { ago, type Draft, hoursAgo, text } from "../draft.ts";

/** Drafts of sports_fitness and health_wellness. */
export const sport: Draft[] = [
  {
    key: "social-volleyball",
    title: "Volleyball",
    club: "sideline",
    posted: hoursAgo(9),
    kind: "event",
    category: "sports_fitness",
    on: 2,
    from: "18:00",
    to: "20:00",
    caption: ({ on, from, to }) =>
      text`
        Volleyball is on again ${on.near}, ${from.bare}-${to.pm} 🏐

        Harrow Park Sports Hall, court 3. All levels, mixed teams, rotating every game so that nobody \
        gets stuck with me. $3 to cover the court, first time free. Indoor shoes please!!

        @sideline.mbu
      `,
  },
  {
    key: "sunday-5k",
    title: "Slow 5k, good coffee",
    club: "sideline",
    posted: ago(3, "06:50"),
    kind: "event",
    category: "sports_fitness",
    second: "health_wellness",
    on: next("Sun"),
    from: "08:00",
    caption: ({ on, from }) =>
      text`
        Slow 5k, good coffee. 🏃‍♀️🏃🏾🏃‍♂️

        ${on.weekday} ${on.d} ${on.month} ${from.pm}, meet at the Harrow Park rotunda. We run at the pace \
        of the slowest story. Prams, dogs and walkers welcome. Coffee after at The Tin Kettle, Fenner St \
        (members' discount, sweaty people's corner).
      `,
  },
  {
    key: "futsal-cup",
    title: "Clubs' Futsal Cup",
    club: "sideline",
    posted: ago(10, "17:17"),
    kind: "event",
    category: "sports_fitness",
    media: "VIDEO",
    on: next("Sat"),
    caption: ({ on }) =>
      text`
        ⚽ CLUBS' FUTSAL CUP ⚽
        Sixteen clubs. One ugly trophy.

        Mixed teams of 5 (+3 subs), at least two women or non-binary players on court. Chess won last \
        year and has not stopped talking about it.

        🗓️ ${on.wkd} ${on.short}, all day (draw in the captains' chat)
        📍 Harrow Park Sports Hall
        💰 $40 a team, sausage sizzle included

        Team captains: form in bio. Spectators: free, loud, welcome 📣
      `,
  },
  {
    key: "first-time-bouldering",
    title: "First-Timers' Bouldering Night",
    club: "climbers",
    posted: ago(5, "15:00"),
    kind: "event",
    category: "sports_fitness",
    on: next("Tue"),
    from: "17:00",
    to: "19:30",
    caption: ({ on, from, to }) =>
      text`
        Never climbed? Perfect, you have no bad habits yet 🧗

        First-Timers' Bouldering Night
        when: ${on.weekday} ${on.th} ${on.month}
        time: ${from.pm} to ${to.pm}
        where: Gritstone Climbing Gym, 40 Mill Lane
        what: entry + shoes + a patient human, $15 members, $21 non-members

        Wear something you can bend in. Meet at the bike racks behind Guild House half an hour earlier if \
        you would like to walk over together 🥾
      `,
  },
  {
    key: "lunch-yoga",
    title: "Lunch-hour yoga",
    club: "pulse",
    posted: hoursAgo(3),
    kind: "event",
    category: "health_wellness",
    second: "sports_fitness",
    on: 1,
    from: "12:00",
    to: "12:45",
    caption: ({ on, from, to }) =>
      text`
        Unclench your jaw. Drop your shoulders. Now read on 🧘

        Lunch-hour yoga ${on.near} ${from.pm}–${to.pm}, Quarry Lawn (Saltbush Hall foyer if it is wet). \
        Mats provided, no flexibility required, eat before or after but please not during.

        Free, always. 💚 Pulse Peer Wellbeing
      `,
  },
  {
    key: "therapy-dogs",
    title: "The dogs are coming back",
    club: "pulse",
    posted: ago(2, "08:45"),
    kind: "event",
    category: "health_wellness",
    on: next("Wed"),
    from: "11:00",
    to: "13:00",
    caption: ({ on, from, to }) =>
      text`
        THE DOGS ARE COMING BACK 🐕🐩🦮

        Biscuit, Professor Plum and Keith will be lying on the floor of the Kestrel Pavilion \
        ${on.weekday} ${on.d} ${on.month}, ${from.bare}am-${to.pm}. You may lie there too.

        Ten minutes a group, queue from the stairs. If you are having a rough week tell us at the desk \
        and you go straight in, no questions.
      `,
  },
  {
    key: "sleep-talk",
    title: "How to sleep in a share house",
    club: "pulse",
    posted: ago(6, "21:30"),
    kind: "event",
    category: "health_wellness",
    second: "academic_workshops",
    on: next("Mon", 1),
    from: "19:30",
    to: "20:15",
    caption: ({ on, from, to }) =>
      text`
        It is 3 am and you are reading this. Hi. 👋

        Online talk: "How to sleep in a share house" with sleep researcher Dr Imani Osei. Cameras off, \
        pyjamas on, questions anonymous.

        🌙 ${on.weekday} ${on.th} ${on.month}
        🌙 ${from.full} – ${to.full}
        🌙 on Zoom, link in bio
      `,
  },
  {
    key: "cold-swim",
    title: "Sunrise dip",
    club: "pulse",
    posted: ago(1, "16:20"),
    kind: "event",
    category: "health_wellness",
    second: "sports_fitness",
    on: next("Sat"),
    from: "07:00",
    caption: ({ on, from }) =>
      text`
        Sunrise dip 🌊 ${on.wkd} ${on.d} ${on.mon} @ ${from.pm}

        Pennant Beach, meet at the blue boatshed. In for as long as you like, out to porridge and hot \
        chocolate. Surf lifesavers on duty. Squealing permitted and indeed encouraged.
      `,
  },
];
