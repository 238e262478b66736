/**
 * Loads the inputs of ranking from the database: the pool of candidates, and members with their
 * history.
 */
import { inBackground } from "../run/background.ts";
import { type Catalogue, createCatalogue } from "./catalogue.ts";
import type { Db } from "../db/client.ts";
import { cosineLevels, type Near, type NearestRequest } from "../db/nearest.ts";
import { eventVectors, type MemberRow, rankingCommunity, rankingMembers } from "../db/ranking.ts";
import type { Event } from "../../event/event.ts";
import { cutOff } from "../../ranking/likeness.ts";
import { nearestEvents } from "./nearest.ts";
import { type Community, unknownCommunity } from "../../ranking/community.ts";
import { readCommunity } from "../../ranking/community_answer.ts";
import { type Pool, preparePool } from "../../ranking/pool.ts";
import type { Member } from "../../ranking/types.ts";
import { refreshed } from "./refreshed.ts";
import { decodeVectors } from "../../vector/blob.ts";
import { DAY_MS } from "../../time/units.ts";
import { createVectorCache, type VectorCache } from "../../vector/cache.ts";

/**
 * The community query is expensive and its answer changes every quarter of an hour, so it is
 * refreshed as often, in the background …
 */
const FRESH_MS = 15 * 60_000;
/** … and retried a minute after a failure … */
const RETRY_MS = 60_000;
/** … while the cached answer serves up to this age. */
const STALE_MS = 6 * 3_600_000;
/** Without a cached answer, a call waits this long and then ranks without community data. */
const PATIENCE_MS = 1_500;
/** Counts older than this are reported as old. */
const OLD_MS = 2 * 3_600_000;
/** Events that have begun since the pool was built are still in it, so it is rebuilt this often. */
const POOL_MS = 10 * 60_000;

/** Inputs of ranking, cached between calls. */
export interface Source {
  /**
   * All upcoming events, prepared for ranking at `now` or up to ten minutes earlier. Concurrent
   * calls share one pool. If community data is missing or old, the pool is built nevertheless, and
   * `communityProblem` says so.
   *
   * @throws {DbError} if the events cannot be loaded
   */
  pool(db: Db, now: Date): Promise<Pool<Event>>;
  /** The problem with the community data of the last pool: missing or old; null for none. */
  readonly communityProblem: string | null;
  /** Vectors of voted events, cached for the next call. */
  readonly voted: VectorCache;
  /** The catalogue, up to date as of `now`, for readers that need no pool. */
  catalogue(db: Db, now: Date): Promise<Catalogue>;
  /** The vector of an event, past ones included; undefined if it has none. */
  vectorOf(db: Db, id: string): Promise<Float32Array | undefined>;
  /** Upcoming events nearest to a vector, best first. */
  nearest(db: Db, request: NearestRequest): Promise<Near[]>;
  /** The cosine above which two events are alike, cached for some hours. */
  alikeFrom(db: Db, now: Date): Promise<number>;
}

/** Community data with the time of the count. */
interface Counted {
  community: Community;
  /** Epoch ms; null before the first count. */
  asOf: number | null;
}

const NOBODY: Counted = { community: unknownCommunity(), asOf: null };

/**
 * Creates a source with caches for the lifetime of the function.
 *
 * @param daysAhead loads only events that start within that many days, as a newsletter needs them
 */
export function createSource(model: string, timeZone: string, daysAhead?: number): Source {
  const voted = createVectorCache();
  // The limit moves once a day, because every move loads the catalogue again.
  const before = (now: Date) => daysAhead === undefined ? null : nextDay(now, daysAhead);
  const catalogue = createCatalogue(model, (ids) => ids.forEach(voted.delete), before);
  const refreshing = {
    freshMs: FRESH_MS,
    staleMs: STALE_MS,
    retryMs: RETRY_MS,
    patience: (signal: AbortSignal) => patience(PATIENCE_MS, signal),
    inBackground,
  };
  const countedAt = refreshed<Counted>(refreshing);
  const alikeAt = refreshed<number>(refreshing);
  let known: { pool: Pool<Event>; version: number; community: Community } | null = null;
  let running: Promise<Pool<Event>> | null = null;
  let problem: string | null = null;

  async function freshPool(db: Db, at: Date): Promise<Pool<Event>> {
    const now = at.getTime();
    // Events are always current: from here on no pool contains a cancelled one.
    const [counted] = await Promise.all([
      countedAt(now, () => readCounted(db)),
      catalogue.refresh(db, at),
    ]);
    const { community, asOf } = counted ?? NOBODY;
    problem = problemOf(counted, asOf, now);
    const { version } = catalogue;
    const age = now - (known?.pool.now ?? -Infinity);
    const isOther = known?.version !== version || known.community !== community;
    if (isOther || age < 0 || age > POOL_MS) {
      const pool = preparePool(catalogue.candidates(), community, now, timeZone);
      known = { pool, version, community };
    }
    return known!.pool;
  }

  return {
    alikeFrom: async (db, now) => {
      const load = async () => cutOff(await cosineLevels(db, model));
      return await alikeAt(now.getTime(), load) ?? await load();
    },
    voted,
    get communityProblem() {
      return problem;
    },
    catalogue: async (db, now) => {
      await catalogue.refresh(db, now);
      return catalogue;
    },
    pool: (db, now) => running ??= freshPool(db, now).finally(() => running = null),
    vectorOf: async (db, id) =>
      catalogue.index.get(id) ?? decodeVectors(await eventVectors(db, model, [id])).get(id),
    nearest: (db, request) => nearestEvents(db, model, catalogue, request),
  };
}

/** The first midnight (UTC) at least `days` days after `now`. */
const nextDay = (now: Date, days: number) =>
  new Date(Math.ceil(now.getTime() / DAY_MS + days) * DAY_MS);

async function readCounted(db: Db): Promise<Counted> {
  const answer = await rankingCommunity(db);
  return answer ? { community: readCommunity(answer), asOf: Date.parse(answer.as_of) } : NOBODY;
}

function problemOf(counted: Counted | undefined, asOf: number | null, now: number): string | null {
  if (!counted) return "the community's votes could not be read";
  if (asOf === null) return "the community's votes are not counted yet";
  if (now - asOf <= OLD_MS) return null;
  return `the community's votes were last counted at ${new Date(asOf).toISOString()}`;
}

/** Resolves after `ms`, or never if `signal` ends the wait; clears its timer. */
function patience(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}

/** A member as input of ranking, and the ids of events in their mails. */
export interface KnownMember {
  member: Member;
  mailed: ReadonlySet<string>;
}

/**
 * Loads members by id with the vectors of their voted events; unknown ids are missing.
 *
 * @param kept cache of vectors; receives those of this call
 */
export async function loadMembers(
  db: Db,
  now: Date,
  model: string,
  userIds: string[],
  kept?: VectorCache,
): Promise<Map<string, KnownMember>> {
  const { members, events } = await rankingMembers(db, now, userIds);
  const facts = events.map(([id, title, starts_at, category, organisers]) => ({
    id,
    title,
    starts_at,
    category,
    organisers,
  }));
  const vectors = await vectorsOf(db, model, facts.map(({ id }) => id), kept);
  const votesOf = (row: MemberRow) =>
    row.votes.flatMap(([at, action, voted_at]) => {
      const event = facts[at];
      return event ? [{ event, vector: vectors.get(event.id), action, voted_at }] : [];
    });
  return new Map(members.map((row) => [row.id, {
    member: {
      id: row.id,
      time_zone: row.time_zone ?? undefined,
      preferences: row.preferences,
      votes: votesOf(row),
      daysShown: new Map(Object.entries(row.days_shown)),
    },
    mailed: new Set(row.mailed),
  }]));
}

async function vectorsOf(
  db: Db,
  model: string,
  ids: string[],
  kept: VectorCache = createVectorCache(),
): Promise<Map<string, Float32Array>> {
  const found = new Map(ids.flatMap((id) => {
    const vector = kept.get(id);
    return vector ? [[id, vector] as const] : [];
  }));
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length === 0) return found;
  for (const [id, vector] of decodeVectors(await eventVectors(db, model, missing))) {
    kept.set(id, vector);
    found.set(id, vector);
  }
  return found;
}
