import assert from "node:assert/strict";
import { DbError } from "./db/client.ts";
import { SqlError, testDb } from "./db/test_db.ts";
import { createSource } from "./source.ts";

const NOW = new Date("2025-08-20T09:00:00Z");

/** A database without a row. `away`: how many calls fail at first. */
function emptyDb({ away = 0 } = {}) {
  const { db, named } = testDb({
    upcoming_events: () => ({ watermark: null, events: [], gone: [], upcoming: 0 }),
    ranking_community: () => {
      if (away-- > 0) throw new SqlError("57P01");
      return { past: [], pairs: [], upcoming: [], members: 0, voters: 0 };
    },
  });
  return { db, asked: () => named("ranking_community").length };
}

Deno.test("createSource().pool() asks once what everybody did, however many ask at once", async () => {
  const { db, asked } = emptyDb();
  const source = createSource("test/model@512", "UTC");
  const pools = await Promise.all(Array.from({ length: 20 }, () => source.pool(db, NOW)));
  assert.equal(asked(), 1);
  assert.equal(new Set(pools).size, 1);
});

Deno.test("createSource().pool() serves a minute, and never one of a later clock", async () => {
  const { db, asked } = emptyDb();
  const source = createSource("test/model@512", "UTC");
  const at = (seconds: number) => source.pool(db, new Date(NOW.getTime() + seconds * 1000));
  await at(0);
  await at(60);
  assert.equal(asked(), 1);
  await at(61);
  assert.equal(asked(), 2);
  await at(0);
  assert.equal(asked(), 3);
});

Deno.test("createSource().pool() asks again after a failure", async () => {
  const { db, asked } = emptyDb({ away: 1 });
  const source = createSource("test/model@512", "UTC");
  await assert.rejects(source.pool(db, NOW), DbError);
  assert.deepEqual((await source.pool(db, NOW)).candidates, []);
  assert.equal(asked(), 2);
});
