/** From the database to what ranking takes: the pool of candidates, and members with their history. */
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
import { createVectorCache, type VectorCache } from "../../vector/cache.ts";

/** What everybody did is counted every quarter of an hour: asked as often, in the background … */
const FRESH_MS = 15 * 60_000;
/** … again a minute after it could not be had … */
const RETRY_MS = 60_000;
/** … while what is known serves; not if it was asked for longer ago than this. */
const STALE_MS = 6 * 3_600_000;
/** Who has nothing ranks without it rather than wait longer. */
const PATIENCE_MS = 1_500;
/** What was counted longer ago than this is told to be old. */
const OLD_MS = 2 * 3_600_000;
/** What has begun since the pool was digested is in it still. */
const POOL_MS = 10 * 60_000;

export interface Source {
  /**
   * All upcoming events, digested for ranking as of `now` or up to ten minutes before; calls under way
   * at once share one. Without what everybody did, or with what is old of it, where nothing else is at
   * hand: `communityProblem` says so.
   */
  pool(db: Db, now: Date): Promise<Pool<Event>>;
  /** Why the last pool was made without what everybody did, or with what is old; null: it is of today. */
  readonly communityProblem: string | null;
  /** Vectors of events that members voted on, kept for the next call. */
  readonly voted: VectorCache;
  /** The vector of an event, past ones too; undefined while it has none. */
  vectorOf(db: Db, id: string): Promise<Float32Array | undefined>;
  /** Upcoming events nearest to a vector, best first. */
  nearest(db: Db, request: NearestRequest): Promise<Near[]>;
  /** The cosine above which two events are alike, as known now or some hours before. */
  alikeFrom(db: Db, now: Date): Promise<number>;
}

/** What everybody did, as of when. */
interface Counted {
  community: Community;
  /** Epoch ms; null: it was not counted yet. */
  asOf: number | null;
}

const NOBODY: Counted = { community: unknownCommunity(), asOf: null };

/** Keeps catalogue and pool warm between calls of one function. */
export function createSource(model: string, timeZone: string): Source {
  const voted = createVectorCache();
  const catalogue: Catalogue = createCatalogue(model, (ids) => ids.forEach(voted.delete));
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
    // Events are never old: who was called off is in no pool from here on.
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
    pool: (db, now) => running ??= freshPool(db, now).finally(() => running = null),
    vectorOf: async (db, id) =>
      catalogue.index.get(id) ?? decodeVectors(await eventVectors(db, model, [id])).get(id),
    nearest: (db, request) => nearestEvents(db, model, catalogue, request),
  };
}

async function readCounted(db: Db): Promise<Counted> {
  const answer = await rankingCommunity(db);
  return answer ? { community: readCommunity(answer), asOf: Date.parse(answer.as_of) } : NOBODY;
}

function problemOf(counted: Counted | undefined, asOf: number | null, now: number): string | null {
  if (!counted) return "what everybody did could not be read";
  if (asOf === null) return "what everybody did is not counted yet";
  if (now - asOf <= OLD_MS) return null;
  return `what everybody did was last counted at ${new Date(asOf).toISOString()}`;
}

/** Resolves after `ms`, or never where `signal` ends the wait; no timer is left behind. */
function patience(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}

/** A member as ranking takes it, and the events that are in a mail to them. */
export interface KnownMember {
  member: Member;
  mailed: ReadonlySet<string>;
}

/**
 * Members by id, with the vectors of what they voted on; unknown ids are missing. `kept` has vectors of
 * earlier calls, and takes those of this one.
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
