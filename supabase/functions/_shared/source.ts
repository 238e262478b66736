/** From the database to what ranking takes: the pool of candidates, and members with their history. */
import { type Catalogue, createCatalogue } from "./catalogue.ts";
import type { Db } from "./db/client.ts";
import { cosineLevels, type Near, type NearestRequest } from "./db/nearest.ts";
import { eventVectors, type MemberRow, rankingCommunity, rankingMembers } from "./db/ranking.ts";
import type { Event } from "./event.ts";
import { decodeVectors } from "./half.ts";
import { cutOff } from "./likeness.ts";
import { nearestEvents } from "./nearest.ts";
import { buildCommunity, type Community } from "./ranking/community.ts";
import { type Pool, preparePool } from "./ranking/pool.ts";
import type { Member } from "./ranking/types.ts";
import { refreshed } from "./refreshed.ts";

/** What everybody did is dear to ask and changes slowly: asked once in so long, in the background … */
const FRESH_MS = 60_000;
/** … while what is known serves; not if it is older than this. */
const STALE_MS = 600_000;

export interface Source {
  /**
   * All upcoming events, digested for ranking as of `now` or up to ten minutes before; calls under way
   * at once share one.
   */
  pool(db: Db, now: Date): Promise<Pool<Event>>;
  /** The vector of an event, past ones too; undefined while it has none. */
  vectorOf(db: Db, id: string): Promise<Float32Array | undefined>;
  /** Upcoming events nearest to a vector, best first. */
  nearest(db: Db, request: NearestRequest): Promise<Near[]>;
  /** The cosine above which two events are alike, as known now or up to ten minutes before. */
  alikeFrom(db: Db, now: Date): Promise<number>;
}

/** Keeps catalogue and pool warm between calls of one function. */
export function createSource(model: string, timeZone: string): Source {
  const catalogue: Catalogue = createCatalogue(model);
  const communityAt = refreshed<Community>({
    freshMs: FRESH_MS,
    staleMs: STALE_MS,
    inBackground,
  });
  const alikeAt = refreshed<number>({ freshMs: FRESH_MS, staleMs: STALE_MS, inBackground });
  let known: { pool: Pool<Event>; version: number; community: Community } | null = null;
  let running: Promise<Pool<Event>> | null = null;

  async function freshPool(db: Db, at: Date): Promise<Pool<Event>> {
    const now = at.getTime();
    // Events are never old: who was called off is in no pool from here on.
    await catalogue.refresh(db, at);
    const load = async () => buildCommunity(await rankingCommunity(db, at), now);
    const community = await communityAt(now, load);
    const { version } = catalogue;
    if (known?.version !== version || known.community !== community || known.pool.now > now) {
      const pool = preparePool(catalogue.candidates(), community, now, timeZone);
      known = { pool, version, community };
    }
    return known.pool;
  }

  return {
    alikeFrom: (db, now) =>
      alikeAt(now.getTime(), async () => cutOff(await cosineLevels(db, model))),
    pool: (db, now) => running ??= freshPool(db, now).finally(() => running = null),
    vectorOf: async (db, id) =>
      catalogue.index.get(id) ?? decodeVectors(await eventVectors(db, model, [id])).get(id),
    nearest: (db, request) => nearestEvents(db, model, catalogue, request),
  };
}

/**
 * Lets work go on when nobody waits for it. The hosted runtime freezes a function that has answered, or
 * ends it, unless it is told what is still under way; what is lost all the same is asked for again.
 */
function inBackground(work: Promise<unknown>): void {
  const logged = work.catch(console.error);
  (globalThis as Hosted).EdgeRuntime?.waitUntil(logged);
}

interface Hosted {
  EdgeRuntime?: { waitUntil(work: Promise<unknown>): void };
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
