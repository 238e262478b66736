/**
 * Reads the community's aggregates as the database stores them (`ranking_community`, written by
 * private.write_community_answer). Numbers in its texts are base-92 digits, starting at "#".
 */
import { coMembershipOf, type Sharing } from "./co_membership.ts";
import {
  type Community,
  credenceOf,
  type OrganiserFacts,
  shrinkTally,
  START_STEP_MS,
  type Tally,
  type UpcomingFacts,
} from "./community.ts";
import { instant } from "./time.ts";

/** The stored answer: one row per organiser, most members first. */
export interface CommunityAnswer {
  /** Time of the count and start of the period it covers, ISO 8601. */
  as_of: string;
  since: string;
  /** Confirmed members. */
  members: number;
  /** Members that the pairs are counted over. */
  voters: number;
  /** Votes, first votes and first votes ever per event, decayed. */
  means: [votes: number, first: number, ever: number];
  organisers: OrganiserRow[];
  /** Members in common: the text of organiser i has one digit for each organiser before it. */
  pairs: string[];
  /** Nineteen characters per upcoming event; see `readUpcoming`. */
  upcoming: string;
}

type OrganiserRow = [
  name: string,
  category: string | null,
  members: number,
  paired: number,
  weight: number,
  votes: number,
  first: number,
  ever: number,
  /** Gaps between successive starts in quarter hours, two digits each, counted from `since`. */
  starts: string,
];

const BASE = 92;
const ZERO = "#".charCodeAt(0);
const LARGEST = BASE * BASE - 1;

/**
 * Decodes the stored answer.
 *
 * @throws {TypeError} if `since` is no instant.
 */
export function readCommunity(answer: CommunityAnswer): Community {
  const [meanRate, meanFirstRate, meanRecruitRate] = answer.means;
  const since = instant(answer.since, "since");
  const means = { meanRate, meanFirstRate, meanRecruitRate };
  // An organiser without a past event has members at most, but no record.
  const organisers = new Map(
    answer.organisers.filter((row) => row[8] !== "")
      .map((row) => [row[0], factsOf(row, since, means)]),
  );
  const upcoming = readUpcoming(answer.upcoming);
  return {
    ...means,
    organisers,
    coMembership: coMembershipOf(
      sharingIn(answer),
      (name) => organisers.get(name)?.category ?? null,
    ),
    // Undefined for an event posted after the count: its series is unknown.
    tallyOf: (id) => upcoming.get(id.slice(-ID_LENGTH))?.tally,
    upcoming: (id) => upcoming.get(id.slice(-ID_LENGTH)),
    members: answer.members,
  };
}

function factsOf(
  [, category, members, , weight, votes, first, recruits, starts]: OrganiserRow,
  since: number,
  means: Pick<Community, "meanRate" | "meanFirstRate" | "meanRecruitRate">,
): OrganiserFacts {
  const tally: Tally = { weight, votes, first, recruits };
  return {
    starts: readStarts(starts, since),
    ...shrinkTally(tally, means, credenceOf(members)),
    category,
  };
}

/**
 * Epoch ms, in steps of a quarter hour because `since` is a full hour. A gap of the largest number
 * is a step without an event.
 */
function readStarts(text: string, since: number): number[] {
  const starts: number[] = [];
  let quarter = 0;
  for (let at = 0; at + 1 < text.length; at += 2) {
    const gap = twoDigits(text, at);
    quarter += gap;
    if (gap < LARGEST) starts.push(since + quarter * START_STEP_MS);
  }
  return starts;
}

function sharingIn({ organisers, pairs, voters }: CommunityAnswer): Sharing {
  return {
    names: organisers.slice(0, pairs.length).map(([name]) => name),
    sizes: organisers.slice(0, pairs.length).map((row) => row[3]),
    shared: (a, b) => b < pairs[a]!.length ? COUNTS[digit(pairs[a]!, b)]! : 0,
    voters,
  };
}

/** The count that each digit of `pairs` encodes: exact up to 30, then six steps per doubling. */
const COUNTS = Array.from(
  { length: BASE },
  (_, digit) => digit <= 30 ? digit : 30 * 2 ** ((digit - 30) / 6),
);

const ID_LENGTH = 8;
const EVENT_LENGTH = ID_LENGTH + 11;

/**
 * Keyed by the last characters of the id. For ten thousand events, a collision has a chance of
 * about 1%.
 */
function readUpcoming(text: string): Map<string, UpcomingFacts> {
  const events = new Map<string, UpcomingFacts>();
  for (let at = 0; at + EVENT_LENGTH <= text.length; at += EVENT_LENGTH) {
    const values = at + ID_LENGTH;
    events.set(text.slice(at, values), {
      votes: twoDigits(text, values),
      members_shown: digit(text, values + 2),
      tally: {
        weight: sum(text, values + 3),
        votes: sum(text, values + 5),
        first: sum(text, values + 7),
        recruits: sum(text, values + 9),
      },
    });
  }
  return events;
}

const sum = (text: string, at: number) => 2 ** (twoDigits(text, at) / 350) - 1;
const digit = (text: string, at: number) => text.charCodeAt(at) - ZERO;
const twoDigits = (text: string, at: number) => digit(text, at) * BASE + digit(text, at + 1);
