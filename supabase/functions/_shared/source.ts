/** From the database to what ranking takes: the pool of candidates, and members with their history. */
import { type Catalogue, createCatalogue } from "./catalogue.ts";
import type { Db } from "./db/client.ts";
import type { Near, NearestRequest } from "./db/nearest.ts";
import { eventVectors, type MemberRow, rankingCommunity, rankingMembers } from "./db/ranking.ts";
import type { Event } from "./event.ts";
import { decodeVectors } from "./half.ts";
import { nearestEvents } from "./nearest.ts";
import { buildCommunity } from "./ranking/community.ts";
import { type Pool, preparePool } from "./ranking/pool.ts";
import type { Member } from "./ranking/types.ts";

/** What everybody did changes slowly: a pool serves this long unless the events change. */
const POOL_MS = 60_000;

export interface Source {
  /** All upcoming events, digested for ranking as of `now`; calls under way at once share one. */
  pool(db: Db, now: Date): Promise<Pool<Event>>;
  /** The vector of an event, past ones too; undefined while it has none. */
  vectorOf(db: Db, id: string): Promise<Float32Array | undefined>;
  /** Upcoming events nearest to a vector, best first. */
  nearest(db: Db, request: NearestRequest): Promise<Near[]>;
}

/** Keeps catalogue and pool warm between calls of one function. */
export function createSource(model: string, timeZone: string): Source {
  const catalogue: Catalogue = createCatalogue(model);
  let pool: Pool<Event> | null = null;
  let version = -1;
  let running: Promise<Pool<Event>> | null = null;

  async function freshPool(db: Db, now: Date): Promise<Pool<Event>> {
    await catalogue.refresh(db, now);
    const age = pool ? now.getTime() - pool.now : Infinity;
    if (!pool || catalogue.version !== version || age < 0 || age > POOL_MS) {
      const community = buildCommunity(await rankingCommunity(db, now), now.getTime());
      version = catalogue.version;
      pool = preparePool(catalogue.candidates(), community, now.getTime(), timeZone);
    }
    return pool;
  }

  return {
    pool: (db, now) => running ??= freshPool(db, now).finally(() => running = null),
    vectorOf: async (db, id) =>
      catalogue.index.get(id) ?? decodeVectors(await eventVectors(db, model, [id])).get(id),
    nearest: (db, request) => nearestEvents(db, model, catalogue, request),
  };
}

/** A member as ranking takes it, and the events that are in a mail to them. */
export interface KnownMember {
  member: Member;
  mailed: ReadonlySet<string>;
}

/** Members by id, with the vectors of what they voted on; unknown ids are missing. */
export async function loadMembers(
  db: Db,
  now: Date,
  model: string,
  userIds: string[],
): Promise<Map<string, KnownMember>> {
  const { members, events } = await rankingMembers(db, now, userIds);
  const vectors = events.length > 0
    ? decodeVectors(await eventVectors(db, model, events.map(({ id }) => id)))
    : new Map<string, Float32Array>();
  const facts = new Map(events.map((event) => [event.id, event]));
  const votesOf = (row: MemberRow) =>
    row.votes.flatMap(({ event_id, action, voted_at }) => {
      const event = facts.get(event_id);
      return event ? [{ event, vector: vectors.get(event_id), action, voted_at }] : [];
    });
  return new Map(members.map((row) => [row.id, {
    member: {
      id: row.id,
      preferences: row.preferences,
      votes: votesOf(row),
      daysShown: new Map(Object.entries(row.days_shown)),
    },
    mailed: new Set(row.mailed),
  }]));
}
