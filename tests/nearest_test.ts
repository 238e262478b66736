/** Search in memory and in the database gives the same results with any filter. */
import assert from "node:assert/strict";
import { type Stack, startStack } from "../dev/stack/stack.ts";
import { createCatalogue } from "../supabase/functions/_shared/edge/catalogue/catalogue.ts";
import type { Db } from "../supabase/functions/_shared/edge/db/client.ts";
import {
  type Near,
  nearestInDatabase,
  type NearestRequest,
} from "../supabase/functions/_shared/edge/db/nearest.ts";
import {
  nearestEvents,
  nearestInMemory,
} from "../supabase/functions/_shared/edge/catalogue/nearest.ts";
import {
  clusteredVectors,
  createRandom,
} from "../supabase/functions/_shared/vector/test_vectors.ts";
import { eventOf, insertion } from "./event_rows.ts";
import { createClient } from "@supabase/supabase-js";

const NOW = new Date("2025-08-20T09:00:00Z");
const MODEL = "test@512";
const COUNT = 160;
const day = (days: number) => NOW.getTime() + days * 86_400_000;
/** Whether the result includes the event, or one with the same score within memory's precision. */
const isTied = (near: Near[], score: number, id: string) =>
  near.some(({ event, score: other }) => event.id === id && Math.abs(other - score) < 2e-3);
const idsOf = (near: Near[]) => near.map(({ event }) => event.id);

/** Adds events with vectors: one in eight past, two categories, one on each day to come. */
async function fill(stack: Stack, vectors: Float32Array[]) {
  const rows = vectors.map((_, n) =>
    eventOf({
      title: `Event ${n}`,
      starts_at: new Date(day(n % 8 === 0 ? -1 : 1 + n % 100)).toISOString(),
      category: n % 3 === 0 ? "arts_music" : "food_dining",
    })
  );
  await stack.sql(...insertion(rows));
  await stack.sql(
    `insert into public.event_embeddings (event_id, embedding, model, text_hash)
     select id, numbers::extensions.halfvec, $3, ''
     from unnest($1::uuid[], $2::text[]) v (id, numbers)`,
    [rows.map(({ id }) => id), vectors.map((vector) => `[${vector}]`), MODEL],
  );
}

Deno.test("nearestEvents() finds the same events in memory and in the database", async (t) => {
  const random = createRandom(3);
  const vectors = clusteredVectors(random, COUNT + 8, 512, { clusters: 30, spread: 0.7 });
  const queries = vectors.splice(COUNT);
  const stack = await startStack({ schedules: false });
  try {
    await fill(stack, vectors);
    const auth = { persistSession: false, autoRefreshToken: false };
    const client = createClient(stack.url, stack.secretKey, { auth });
    const db: Db = { client, url: stack.url, key: stack.secretKey };
    const catalogue = createCatalogue(MODEL);
    const ask = { query: queries[0]!, k: 10, now: NOW };

    await t.step("a cold function queries the database, a warm one its memory", async () => {
      const cold = await nearestEvents(db, MODEL, catalogue, ask);
      assert.equal(catalogue.isLoaded, false);
      assert.equal(cold.length, 10);
      await catalogue.refresh(db, NOW);
      assert.equal(catalogue.index.size, COUNT - COUNT / 8);
      const asked: string[] = [];
      const client = Object.assign(Object.create(db.client), {
        rpc: (name: never, args: never) => (asked.push(name), db.client.rpc(name, args)),
      });
      const warm = await nearestEvents({ ...db, client }, MODEL, catalogue, ask);
      assert.deepEqual(asked, ["upcoming_events"], "only what changed");
      assert.deepEqual(warm.map(({ event }) => event), cold.map(({ event }) => event));
    });

    const filters: Record<string, Partial<NearestRequest>> = {
      "no filter": {},
      "a category": { categories: ["arts_music"] },
      "a few days": { from: day(10), to: day(14) },
      "exclusions": {
        exclude: new Set(idsOf(nearestInMemory(catalogue, ask)).slice(0, 5)),
      },
      "nothing left": { categories: ["gaming_esports"] },
    };
    /** Share of ranks with the same event, or one equally near within a thousandth. */
    const agreement = async () => {
      const same: boolean[] = [];
      for (const filter of Object.values(filters)) {
        for (const query of queries) {
          const request = { ...ask, ...filter, query };
          const database = await nearestInDatabase(db, MODEL, request);
          nearestInMemory(catalogue, request).forEach(({ event, score }, i) => {
            const there = database[i];
            const isNear = there !== undefined && Math.abs(there.score - score) < 2e-3;
            same.push(isNear && (there.event.id === event.id || isTied(database, score, event.id)));
          });
        }
      }
      return same.filter(Boolean).length / same.length;
    };

    await t.step("the results are equal with a scan", async () => {
      await stack.sql("set enable_indexscan = off");
      await stack.sql("discard plans");
      assert.equal(await agreement(), 1);
    });

    await t.step("the results are nearly always equal with the approximate index", async () => {
      await stack.sql("set enable_indexscan = on");
      await stack.sql("set enable_seqscan = off");
      await stack.sql("set enable_sort = off");
      await stack.sql("discard plans");
      assert.ok(await agreement() > 0.95);
      await stack.sql("select pg_stat_force_next_flush()");
      const [usage] = await stack.sql<{ times: number }>(
        `select idx_scan::int as times from pg_stat_user_indexes
         where indexrelname = 'event_embeddings_nearest'`,
      );
      assert.ok(usage!.times > 0, "the index was not used");
    });

    await t.step("only the service may search", async () => {
      const anon = createClient(stack.url, stack.publishableKey, { auth });
      const { error } = await anon.rpc("nearest_events", {
        p_query: Array.from(queries[0]!),
        p_model: MODEL,
        p_now: NOW,
        p_limit: 1,
      });
      assert.equal(error?.code, "42501");
    });
  } finally {
    await stack.stop();
  }
});
