/** Replays a world week by week: the data known on each Monday, and the members' later choices. */
import { hash32 } from "../supabase/functions/_shared/text/hash.ts";
import { buildCommunity } from "../supabase/functions/_shared/ranking/community.ts";
import { type Pool, preparePool } from "../supabase/functions/_shared/ranking/pool.ts";
import { DAY_MS } from "../supabase/functions/_shared/time/units.ts";
import type {
  CommunityRows,
  Member,
  OrganiserPairRow,
  PastEventRow,
  Vote,
} from "../supabase/functions/_shared/ranking/types.ts";
import type { PastEvent, World } from "./data.ts";

/** One member in one week. */
export interface Task {
  member: Member;
  /** Positions in the pool of the member's choices. */
  chosen: ReadonlySet<number>;
}

/** One week of the replay. */
export interface Week {
  /** Monday, 00:00 UTC, epoch ms. */
  monday: number;
  /** Pool a millisecond earlier, so that all events from Monday on are upcoming. */
  pool: Pool;
  /** Members with history. */
  known: Task[];
  /** Members with their first choice in this week, with one declared category and no history. */
  cold: Task[];
}

const WEEK_MS = 7 * DAY_MS;
/** A Monday. */
const EPOCH = Date.UTC(2001, 0, 1);

/**
 * The Mondays of the last `count` full weeks, earliest first. A week is full if the data has events
 * after its Saturday; a truncated week is not representative.
 */
export function lastMondays({ events }: World, count: number): number[] {
  const end = events.at(-1)!.start - 6 * DAY_MS;
  const last = EPOCH + Math.floor((end - EPOCH) / WEEK_MS) * WEEK_MS;
  return Array.from({ length: count }, (_, i) => last - (count - 1 - i) * WEEK_MS);
}

/** Yields the weeks of these Mondays. A model only gets data from before its Monday. */
export function* replay(world: World, mondays: readonly number[]): Generator<Week> {
  const past: Past = {
    votes: new Map(),
    events: [],
    organisers: new Map(),
    pairs: new Map(),
  };
  let next = 0;
  for (const monday of mondays) {
    while (next < world.events.length && world.events[next]!.start < monday) {
      happen(past, world.events[next++]!);
    }
    const coming = world.events.slice(next).filter((e) => e.start < monday + WEEK_MS);
    yield weekOf(world, past, coming, monday);
  }
}

function weekOf(world: World, past: Past, coming: PastEvent[], monday: number): Week {
  // An event that starts with the Monday itself is upcoming, because the list is made just before.
  const now = monday - 1;
  const community = buildCommunity(rowsOf(past, monday), now);
  // The data has no posting times. All are equal, so that freshness has no effect.
  const posted_at = new Date(monday).toISOString();
  const candidates = coming.map((event) => ({ event, vector: event.vector, posted_at }));
  const pool = preparePool(candidates, community, now, "UTC");
  const chosen = new Map<string, Set<number>>();
  coming.forEach((event, i) => {
    for (const member of event.members) {
      chosen.set(member, (chosen.get(member) ?? new Set()).add(i));
    }
  });
  const week: Week = { monday, pool, known: [], cold: [] };
  for (const [id, positions] of chosen) {
    const votes = past.votes.get(id);
    if (votes) {
      week.known.push({ member: { id, votes: [...votes], preferences: {} }, chosen: positions });
    } else {
      const preferences = declared(world, id, monday);
      week.cold.push({ member: { id, votes: [], preferences }, chosen: positions });
    }
  }
  return week;
}

/**
 * A new member's answer when asked for one category: the category they choose most from this Monday
 * on. A third of the members, selected by a hash, answer with a wrong one.
 */
function declared(world: World, member: string, monday: number): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { category, start } of world.choices.get(member) ?? []) {
    if (category !== null && start >= monday) {
      counts.set(category, (counts.get(category) ?? 0) + 1);
    }
  }
  const [favourite] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (favourite === undefined) return {};
  if (hash32(`${member} errs`) % 3 !== 0) return { [favourite]: 1 };
  const others = world.categories.filter((category) => category !== favourite);
  const wrong = others[hash32(`${member} ticks`) % others.length];
  return wrong === undefined ? {} : { [wrong]: 1 };
}

/** The past so far. Grows event by event, so that each Monday only costs its new events. */
interface Past {
  votes: Map<string, Vote[]>;
  events: PastEventRow[];
  organisers: Map<string, Set<string>>;
  pairs: Map<string, OrganiserPairRow>;
}

function happen(past: Past, event: PastEvent): void {
  const { id, title, starts_at, organisers, category, vector } = event;
  const facts = { id, title, starts_at, organisers, category };
  const vote: Vote = { event: facts, vector, action: "going", voted_at: starts_at };
  let [first_votes, first_ever] = [0, 0];
  for (const member of event.members) {
    if (visit(past, member, organisers)) first_votes++;
    const votes = past.votes.get(member);
    if (votes) votes.push(vote);
    else {
      first_ever++;
      past.votes.set(member, [vote]);
    }
  }
  const votes = event.members.length;
  past.events.push({ id, title, starts_at, category, organisers, votes, first_votes, first_ever });
}

/** Whether all these organisers are new to the member; counts the new pairs. */
function visit(past: Past, member: string, organisers: readonly string[]): boolean {
  const known = past.organisers.get(member) ?? new Set();
  past.organisers.set(member, known);
  const isFirst = !organisers.some((name) => known.has(name));
  for (const name of organisers) {
    if (known.has(name)) continue;
    known.add(name);
    for (const other of known) {
      const [organiser_a, organiser_b] = name < other ? [name, other] : [other, name];
      const key = `${organiser_a}\n${organiser_b}`;
      const pair = past.pairs.get(key) ?? { organiser_a, organiser_b, members: 0 };
      pair.members++;
      past.pairs.set(key, pair);
    }
  }
  return isFirst;
}

/** The rows that SQL would return on this Monday. */
function rowsOf({ votes, events, pairs }: Past, monday: number): CommunityRows {
  const recent = events.filter(({ starts_at }) => Date.parse(starts_at) >= monday - 365 * DAY_MS);
  return {
    past: recent,
    pairs: [...pairs.values()],
    upcoming: [],
    members: votes.size,
    voters: votes.size,
  };
}
