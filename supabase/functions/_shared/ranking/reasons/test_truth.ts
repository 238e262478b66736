/** Checks that the words of a reason are true. For tests; shares no code with the citations. */
import assert from "node:assert/strict";
import { CATEGORY_LABELS, type Event, labelOf } from "../../event/event.ts";
import type { Pool } from "../pool.ts";
import type { CommunityRows, Member, Vote } from "../types.ts";

export const COMMUNITY = "Australia/Melbourne";
const DAY = 86_400_000;

/** The inputs of a ranking, to check its reasons against. */
export interface World {
  member: Member;
  now: number;
  pool: Pool<Event>;
  rows: CommunityRows;
}

/** Local date and time of an instant (epoch ms). Uses Intl alone, none of the citations' code. */
export function partsOf(ms: number, timeZone: string) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "long",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  });
  const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  const day = Date.UTC(+part.year!, +part.month! - 1, +part.day!) / DAY;
  const hour = +part.hour!;
  const name = hour < 5 || hour > 21
    ? "night"
    : hour < 12
    ? "morning"
    : hour < 17
    ? "afternoon"
    : "evening";
  return { weekday: part.weekday!, day, hour, minute: +part.minute!, name };
}

/** The facts about one event and its reader, as functions of the words in the reason. */
class Facts {
  readonly zone: string;
  readonly chosen: Vote[];
  readonly start: number;
  constructor(readonly event: Event, readonly world: World) {
    this.zone = world.member.time_zone!;
    this.chosen = world.member.votes.filter(({ action }) =>
      action === "going" || action === "like"
    );
    this.start = Date.parse(event.starts_at);
  }
  at = (ms: number) => partsOf(ms, this.zone);
  startOf = ({ event }: Vote) => Date.parse(event.starts_at);
  /** The event's day in the reader's calendar; an all-day event has one date everywhere. */
  day = () => partsOf(this.start, this.event.is_all_day ? COMMUNITY : this.zone);
  today = () => this.at(this.world.now).day;
  verb(votes: Vote[]): string {
    assert.ok(votes.length > 0, "a verb of no votes");
    const liked = votes.some(({ action }) => action === "like");
    const went = votes.some((v) => v.action === "going" && this.startOf(v) < this.world.now);
    const goes = votes.some((v) => v.action === "going" && this.startOf(v) >= this.world.now);
    if (goes) return liked || went ? "chose" : "are going to";
    return liked && went ? "went to or liked" : liked ? "liked" : "went to";
  }
  of = (club: string) => this.chosen.filter(({ event }) => event.organisers.includes(club));
  held = (club: string) =>
    this.world.rows.past.filter(({ organisers }) => organisers.includes(club))
      .toSorted((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));
  /** Votes for events with an hour in that part of the day. */
  inPart = (part: string) =>
    this.chosen.filter((vote) => {
      const { hour, minute } = partsOf(this.startOf(vote), COMMUNITY);
      return (hour > 0 || minute > 0) && this.at(this.startOf(vote)).name === part;
    });
  onDay = (votes: Vote[], weekday: string) =>
    votes.filter((vote) => {
      const at = this.at(this.startOf(vote));
      return at.weekday === weekday && at.hour >= 5;
    });
}

const V = "(?<verb>went to or liked|went to|liked|are going to|chose)";
const CLUB = "(?<club>Club \\d)";
const DAYS = "(?<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day";
const PART = "(?<part>morning|afternoon|evening|night)";
type Words = Record<string, string | undefined>;

/** Every form of words with a check of its claim. */
const FORMS: [pattern: string, check: (words: Words, facts: Facts) => boolean][] = [
  [
    `Like “(?<title>.+)”, which you ${V}`,
    ({ title, verb }, f) =>
      f.chosen.some((vote) => vote.event.title === title && f.verb([vote]) === verb),
  ],
  [
    `(?:(?<some>\\d+) of the (?<of>\\d+)|(?<both>Both)|All (?<all>\\d+)) events you ${V} (?:were|are) (?<category>.+)`,
    (w, f) => {
      const [all, some] = [
        f.chosen.length,
        f.chosen.filter(({ event }) => labelOf(event.category!) === w.category).length,
      ];
      const said = w.both ? [2, 2] : w.all ? [+w.all, +w.all] : [+w.some!, +w.of!];
      return said[0] === some && said[1] === all && labelOf(f.event.category!) === w.category &&
        w.verb === f.verb(f.chosen);
    },
  ],
  [
    "You like (?<category>.+)",
    ({ category }, f) =>
      labelOf(f.event.category!) === category &&
      f.world.member.preferences[f.event.category!]! > 0.5,
  ],
  [
    `You ${V} (?:an event|(?<n>\\d+) events) of ${CLUB}`,
    ({ verb, n = 1, club }, f) => f.of(club!).length === +n && f.verb(f.of(club!)) === verb,
  ],
  [
    `You ${V} (?:(?<n>\\d+) of )?${CLUB}'s last (?:event|(?<last>\\d+) events)`,
    ({ verb, n = 1, last = 1, club }, f) => {
      const ids = f.held(club!).slice(-last).map(({ id }) => id);
      const votes = f.of(club!).filter(({ event }) => ids.includes(event.id));
      return ids.length === +last && votes.length === +n && f.verb(votes) === verb;
    },
  ],
  [`You ${V} (?:an event of ${CLUB} on a ${DAYS} ${PART})`, ({ verb, club, day, part }, f) => {
    const votes = f.onDay(f.inPart(part!), `${day}day`).filter(({ event }) =>
      event.organisers.includes(club!)
    );
    return votes.length === 1 && f.verb(votes) === verb && isAt(f, day!, part!);
  }],
  [
    `You ${V} (?<n>\\d+) events of ${CLUB} on ${DAYS} ${PART}s`,
    ({ verb, n, club, day, part }, f) => {
      const votes = f.onDay(f.inPart(part!), `${day}day`).filter(({ event }) =>
        event.organisers.includes(club!)
      );
      return votes.length === +n! && f.verb(votes) === verb && isAt(f, day!, part!);
    },
  ],
  [
    `You ${V} ${CLUB} before, and most who come return`,
    ({ verb, club }, f) =>
      f.verb(f.of(club!).filter((vote) => f.startOf(vote) < f.world.now)) === verb,
  ],
  [
    `You ${V} “(?<title>.+)” before`,
    ({ verb, title }, f) =>
      seriesIs(f, verb!, (titles) => titles.length === 1 && titles[0] === title),
  ],
  [
    `You ${V} “(?<title>.+)” (?<n>\\d+) times before`,
    ({ verb, title, n }, f) =>
      seriesIs(
        f,
        verb!,
        (titles) => titles.length === +n! && titles.every((each) => each === title),
      ),
  ],
  [
    `You ${V} “(?<title>.+)” and (?<n>\\d+) more of its series`,
    ({ verb, title, n }, f) =>
      seriesIs(f, verb!, (titles) => titles.length === +n! + 1 && titles.includes(title!)),
  ],
  [
    `People who go to ${CLUB} also go to (?<to>Club \\d)`,
    ({ club, to }, f) =>
      f.of(club!).length > 0 && f.event.organisers.includes(to!) && shared(f, club!, to!) >= 2,
  ],
  [
    `People who go to ${CLUB} also go to (?<category>.+) events`,
    ({ club, category }, f) =>
      f.of(club!).length > 0 && Object.values<string>(CATEGORY_LABELS).includes(category!),
  ],
  [
    "(?<n>\\d+) members are interested",
    ({ n }, f) =>
      +n! >= 3 && f.world.rows.upcoming.find(({ id }) => id === f.event.id)!.votes === +n!,
  ],
  [`${CLUB}'s first event here in (?<n>\\d+) (?<unit>day|week)s?`, ({ club, n, unit }, f) => {
    const last = Date.parse(f.held(club!).at(-1)!.starts_at);
    const days = f.day().day - f.at(last).day;
    const between = f.world.pool.candidates.some(({ event }) =>
      event.organisers.includes(club!) && Date.parse(event.starts_at) < f.start
    );
    return !between && (unit === "day" ? days : Math.floor(days / 7)) === +n!;
  }],
  [
    `${CLUB} had only (?<n>\\d+) events? here in the past year`,
    ({ club, n }, f) => f.held(club!).length === +n!,
  ],
  [
    `(?:Something new from ${CLUB}|${CLUB.replace("club", "rare")} rarely holds this)`,
    ({ club, rare }, f) => f.event.organisers.includes(club ?? rare!),
  ],
  [
    `(?:${CLUB}'s events draw many members|Many members (?:start with|try) ${
      CLUB.replace("club", "to")
    }(?: for the first time)?)`,
    ({ club, to }, f) => f.event.organisers.includes(club ?? to!),
  ],
  [
    `(?<when>This|On a) ${DAYS} ${PART}, (?<habit>.+)`,
    ({ when, day, part, habit }, f) =>
      isAt(f, day!, part!) && (when === "This") === (f.day().day - f.today() < 6) &&
      isHabit(f, habit!, f.onDay(f.inPart(part!), `${day}day`)),
  ],
  [
    `(?:In the|At) ${PART}, (?<habit>.+)`,
    ({ part, habit }, f) => f.at(f.start).name === part && isHabit(f, habit!, f.inPart(part)),
  ],
  ["Today", (_, f) => f.day().day === f.today()],
  ["On now", (_, f) => f.event.is_all_day && f.day().day < f.today()],
  [`Coming up on ${DAYS}`, ({ day }, f) => {
    const ahead = f.day().day - f.today();
    return ahead > 0 && ahead < 6 && f.day().weekday === `${day}day`;
  }],
  ["Starts in (?<n>\\d+) days", ({ n }, f) => f.day().day - f.today() === +n!],
  ["Just posted", (_, f) => postedAgo(f) <= 1],
  ["Posted (?<n>\\d+) days ago", ({ n }, f) => postedAgo(f) === +n!],
  ["Also coming up|One of the next events", () => true],
  [
    "New here: you are among the first to see it",
    (_, f) => f.world.rows.upcoming.find(({ id }) => id === f.event.id)!.members_shown < 3,
  ],
];

function isAt(f: Facts, day: string, part: string): boolean {
  const at = f.at(f.start);
  return !f.event.is_all_day && at.weekday === `${day}day` && at.name === part && at.hour >= 5;
}

function isHabit(f: Facts, habit: string, votes: Vote[]): boolean {
  const [, n, verb] = /^like (\d+) events you (.+)$/.exec(habit) ?? [];
  if (n) return votes.length === +n && f.verb(votes) === verb;
  return habit === "when you usually go out" && votes.length >= 3 &&
    votes.length * 2 >= f.chosen.length && f.verb(votes) === "went to";
}

const plain = (title: string) => title.replace(/\d+/g, "").trim();

function seriesIs(f: Facts, verb: string, check: (titles: string[]) => boolean): boolean {
  const votes = f.of(f.event.organisers[0]!).filter((vote) =>
    plain(vote.event.title) === plain(f.event.title) && f.startOf(vote) < f.world.now
  );
  return f.verb(votes) === verb && check(votes.map(({ event }) => event.title));
}

function shared({ world }: Facts, a: string, b: string): number {
  const found = world.rows.pairs.filter(({ organiser_a: x, organiser_b: y }) =>
    (x === a && y === b) || (x === b && y === a)
  );
  return found.at(-1)?.members ?? 0;
}

function postedAgo({ event, world, at }: Facts): number {
  const { posted_at } = world.pool.candidates.find((c) => c.event.id === event.id)!;
  return at(world.now).day - at(Date.parse(posted_at)).day;
}

/**
 * The pattern that matches a reason.
 *
 * @throws {AssertionError} if no pattern matches, or if the words are false.
 */
export function formOf(text: string, event: Event, world: World): string {
  const facts = new Facts(event, world);
  const said = text.replace(/ \(we do not know your taste yet\)$/, "");
  for (const [pattern, isSo] of FORMS) {
    const match = new RegExp(`^(?:${pattern})$`).exec(said);
    if (!match) continue;
    assert.ok(
      isSo(match.groups ?? {}, facts),
      `${text}: ${JSON.stringify({ event, zone: facts.zone })}`,
    );
    return pattern;
  }
  throw new assert.AssertionError({ message: `no form of words for: ${text}` });
}
