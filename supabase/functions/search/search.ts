/** Search in plain words, for members, guests and the service. */
import { z } from "zod";
import type { Ai } from "../_shared/edge/ai/ai.ts";
import type { Source } from "../_shared/edge/catalogue/source.ts";
import type { Indexed } from "../_shared/edge/catalogue/search_index.ts";
import type { Db } from "../_shared/edge/db/client.ts";
import { callerKey } from "../_shared/edge/http/caller_key.ts";
import type { Caller } from "../_shared/edge/http/http.ts";
import { instant } from "../_shared/edge/http/instant.ts";
import { CATEGORIES } from "../_shared/event/event.ts";
import { passes } from "../_shared/event/filters.ts";
import {
  bodyOf,
  MOST_ITEMS,
  type SearchBody,
  type SearchItem,
  withTaste,
} from "../_shared/search/answer.ts";
import type { Document } from "../_shared/search/document.ts";
import { CHIPS, parseQuery, type Query } from "../_shared/search/query.ts";
import { search as find } from "../_shared/search/search.ts";
import { type Understood, understoodOf } from "../_shared/search/understood.ts";
import { civilOf } from "../_shared/time/civil.ts";
import { cached, type CacheStatus } from "./cached.ts";
import type { Caches } from "./caches.ts";
import { queryVector } from "./vector.ts";

/** Body of a request. */
export const SearchInput = z.strictObject({
  q: z.string().trim().min(1).max(500),
  limit: z.int().min(1).max(MOST_ITEMS).default(10),
  /** Limits events to starts in [from, to), beside what `q` says. */
  from: instant.optional(),
  to: instant.optional(),
  categories: z.array(z.enum(CATEGORIES)).min(1).max(CATEGORIES.length).optional(),
  /** A place, in place of one that `q` names. */
  near: z.string().trim().min(1).max(100).optional(),
  /** Chips of `understood` that were taken off. */
  ignore: z.array(z.enum(CHIPS)).max(CHIPS.length).default([]),
}).refine(({ from = -Infinity, to = Infinity }) => !(from >= to), {
  path: ["to"],
  error: "must be after from",
});
export type SearchInput = z.output<typeof SearchInput>;

export interface SearchAnswer extends Omit<SearchBody, "source_stats"> {
  understood: Understood;
  debug: {
    request_id: string;
    execution_time_ms: number;
    /** Milliseconds of each step. */
    steps: Record<string, number>;
    cache_status: CacheStatus;
    /** Events in each list of the search. */
    source_stats: SearchBody["source_stats"];
  };
}

export interface SearchDeps extends Caches {
  db: Db;
  now: () => Date;
  model: string;
  timeZone: string;
  /** Of the service; keys the hash of guests' addresses. */
  secret: string;
  /** Null: vectors are made offline. */
  ai: (() => Promise<Ai>) | null;
  source: Source;
}

/** Calls a minute, as docs/api.md says. */
const MEMBER_LIMIT = 60;
const ADDRESS_LIMIT = 600;
const PAID_ADDRESS_LIMIT = 30;

/**
 * Finds events.
 *
 * @throws {HttpError} 429 above the limit of calls
 * @throws {DbError} if the events cannot be loaded
 */
export async function search(
  input: SearchInput,
  caller: Caller,
  headers: Headers,
  deps: SearchDeps,
): Promise<SearchAnswer> {
  const watch = stopwatch();
  const { db, timeZone, source } = deps;
  const now = deps.now();
  const [catalogue] = await Promise.all([
    source.catalogue(db, now),
    takeToken(caller, headers, now, deps),
  ]);
  watch.lap("catalogue");
  const indexed = await deps.index.update(db, catalogue);
  watch.lap("index");
  const local = civilOf(now, timeZone);
  const { near, ignore } = input;
  const query = parseQuery(input.q, { now: local, corpus: indexed.corpus, near, ignore });
  watch.lap("parse");
  const make = () => findAll(input, query, indexed, now, deps);
  const { body, status } = await cached(query, input, indexed.version, make, now, deps);
  watch.lap("find");
  const primary = await personal(body.primary, caller, now, deps);
  watch.lap("taste");
  return {
    understood: understoodOf(query, indexed.corpus),
    reply: body.reply,
    primary: primary.slice(0, input.limit),
    total: body.total,
    nearby: body.nearby,
    relaxed: body.relaxed,
    debug: {
      request_id: requestIdOf(headers),
      execution_time_ms: watch.total(),
      steps: watch.laps,
      cache_status: status,
      source_stats: body.source_stats,
    },
  };
}

async function findAll(
  input: SearchInput,
  query: Query,
  { corpus }: Indexed,
  now: Date,
  deps: SearchDeps,
): Promise<SearchBody> {
  const filters = { from: input.from, to: input.to, categories: input.categories };
  const vector = await queryVector(query.words.join(" "), { ...deps, now });
  const found = find(query, corpus, {
    limit: MOST_ITEMS,
    allow: ({ event }: Document) => passes(event, filters, now),
    vector,
    isSemantic: deps.ai !== null,
  });
  const year = Number(civilOf(now, deps.timeZone).date.slice(0, 4));
  return bodyOf(found, query, { timeZone: deps.timeZone, year });
}

/** Members see near equals in the order of their taste; without it the search still answers. */
async function personal(
  items: SearchItem[],
  { userId }: Caller,
  now: Date,
  { tastes, ...deps }: SearchDeps,
): Promise<SearchItem[]> {
  if (userId === null || items.length < 2) return items;
  try {
    const ids = new Set(items.map(({ event }) => event.id));
    return withTaste(items, await tastes.of(userId, ids, { ...deps, now }));
  } catch (error) {
    console.error(error);
    return items;
  }
}

async function takeToken(caller: Caller, headers: Headers, now: Date, deps: SearchDeps) {
  const isPaid = deps.ai !== null;
  const perAddress = isPaid ? PAID_ADDRESS_LIMIT : ADDRESS_LIMIT;
  const perMinute = caller.userId === null ? perAddress : MEMBER_LIMIT;
  const key = await callerKey(caller, headers, deps.secret, now);
  await deps.limit.take(deps.db, key && `search ${key}`, { perMinute, isPaid }, now);
}

/** The platform's id if it is well formed. */
function requestIdOf(headers: Headers): string {
  const given = headers.get("sb-request-id") ?? "";
  return /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}

function stopwatch() {
  const start = performance.now();
  let last = start;
  const laps: Record<string, number> = {};
  const rounded = (ms: number) => Math.round(ms * 10) / 10;
  return {
    laps,
    lap(name: string) {
      const now = performance.now();
      laps[name] = rounded(now - last);
      last = now;
    },
    total: () => rounded(performance.now() - start),
  };
}
