import { next } from "../calendar.ts";
import { ago, type Draft, hoursAgo, text } from "../draft.ts";

/** Drafts of recruitment: events, and posts that only have a deadline. */
export const recruitment: Draft[] = [
  {
    key: "sprocket-info-night",
    title: "Committee Info Night",
    club: "film",
    posted: ago(2, "12:30"),
    kind: "event",
    category: "recruitment",
    on: next("Thu"),
    from: "18:00",
    to: "19:00",
    caption: ({ on, from, to }) =>
      text`
        Ever wanted to argue about subtitles for a living? 🎬

        Sprocket is looking for its next committee, and we would like you to meet us before you apply. \
        Committee Info Night, ${on.weekday} ${on.d} ${on.month}, ${from.bare}–${to.pm}, Larkin Cinema. \
        Choc tops on us.

        Programmer · Projectionist (we train you) · Treasurer · Person Who Makes The Posters
      `,
  },
  {
    key: "robotics-open-day",
    title: "Team Open Day",
    club: "robots",
    posted: ago(1, "14:40"),
    kind: "event",
    category: "recruitment",
    second: "tech_innovation",
    on: next("Wed", 2),
    from: "12:30",
    to: "14:30",
    caption: ({ on, from, to }) =>
      text`
        🔩 TEAM OPEN DAY 🔩 mechanical, electrical, code, and the criminally underrated finance team

        Meet the people, poke the rover, find your sub-team.

        ${on.wkd} ${on.d} ${on.mon} ⏱ ${from.full}-${to.full} 📍 Makers' Workshop, Larkin Basement

        First-years: yes, you. Especially you.
      `,
  },
  {
    key: "openhands-agm",
    title: "Annual General Meeting",
    club: "openhands",
    posted: ago(5, "13:13"),
    kind: "event",
    category: "recruitment",
    second: "volunteering_community",
    on: next("Mon", 1),
    from: "17:00",
    caption: ({ on, from }) =>
      text`
        Annual General Meeting (stay with us) 🗳️🍕

        Every role is up for election, pizza is non-negotiable, and last year we were done in 48 minutes.

        Date: ${on.d} ${on.month}
        Time: ${from.pm}
        Location: Saltbush Hall, Room 214

        Nominate yourself or a friend through the form in our bio.
      `,
  },
  {
    key: "peer-supporter-applications",
    title: "Become a Peer Supporter",
    club: "pulse",
    posted: ago(6, "12:00"),
    kind: "deadline",
    category: "recruitment",
    second: "health_wellness",
    on: next("Sun"),
    from: "23:59",
    caption: ({ on, from }) =>
      text`
        Become a Peer Supporter 💚

        You will be trained (two full days, paid), you will be supported, and you will be the friendly \
        face that somebody needed.

        Applications close ${on.weekday} ${on.d} ${on.month}, ${from.full}. Link in bio.
      `,
  },
  {
    key: "founders-cohort-deadline",
    title: "Applications for the next Shed cohort",
    club: "founders",
    posted: ago(3, "08:08"),
    kind: "deadline",
    category: "entrepreneurship",
    second: "recruitment",
    on: next("Fri"),
    from: "17:00",
    caption: ({ on, from }) =>
      text`
        ‼️ Applications for the next Shed cohort are due ${on.th} ${on.month}, ${from.pm} ‼️

        Twelve weeks, a desk with your name on it, $2,000 with no strings and no equity. One page is \
        enough. A good page.
      `,
  },
  {
    key: "data-projects-deadline",
    title: "Project teams are open",
    club: "data",
    posted: ago(8, "18:00"),
    kind: "deadline",
    category: "recruitment",
    second: "tech_innovation",
    on: next("Mon", 1),
    from: "23:59",
    caption: ({ on, from }) =>
      text`
        Project teams are OPEN 📈

        🐧 Penguin counting with the zoo
        🚋 Tram delays, explained
        🎙️ Subtitles for lectures in four languages

        Apply by ${on.d} ${on.mon} ${from.pm}. We read on a rolling basis, so earlier is kinder.
        #datasoc #projects
      `,
  },
  {
    key: "choir-needs-violas",
    title: "We need violas",
    club: "choir",
    posted: hoursAgo(40),
    kind: "announcement",
    category: "recruitment",
    second: "arts_music",
    caption: () =>
      text`
        Violas. We need violas. 🎻 No audition, no judgement, no vibrato required. If you own one, have \
        owned one, or once stood near one: DM us.
      `,
  },
  {
    key: "esports-team-results",
    title: "Varsity roster is out",
    club: "esports",
    posted: ago(4, "20:00"),
    kind: "announcement",
    category: "gaming_esports",
    second: "recruitment",
    caption: () =>
      text`
        📢 Varsity roster is out! Swipe to see who made the five. 84 of you tried out, which is absurd, \
        thank you. Reserves and coaches have been emailed.
      `,
  },
];
