/**
 * The queues of posts and events with concurrent workers; PGlite, with its single connection, cannot test
 * this.
 */
import assert from "node:assert/strict";
import type { Sql } from "postgres";
import { atOnce, connect } from "./connections.ts";
import { createDatabase } from "./server.ts";

const WORKERS = 8;
const TRIALS = 1000;
const NOW = "2026-11-20T09:00:00Z";
const LEASE = "5 minutes";

const posts = (count: number, text = "Chess night on Friday") =>
  Array.from({ length: count }, (_, index) => ({
    source: "test",
    external_id: `${index}`,
    text: `${text} (${index})`,
    posted_at: NOW,
  }));

Deno.test("the queues of posts and events are correct under eight workers", async (t) => {
  await using project = await createDatabase();
  await using workers = await connect(project.url, { count: WORKERS, role: "service_role" });
  const { sql } = workers;

  await t.step(
    "ingest_posts() called concurrently with one batch writes each post once",
    async () => {
      for (let trial = 0; trial < 100; trial++) {
        const batch = posts(40, `Chess night ${trial}`);
        const answers = await atOnce(WORKERS, (worker) => {
          const turned = [...batch.slice(worker * 5), ...batch.slice(0, worker * 5)];
          return sql`select * from ingest_posts(${sql.json(turned)})`;
        });
        const sums = { inserted: 0, updated: 0, unchanged: 0 };
        for (const [answer] of answers) {
          for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += answer?.[key];
        }
        const written = trial === 0 ? { inserted: 40, updated: 0 } : { inserted: 0, updated: 40 };
        assert.deepEqual(sums, { ...written, unchanged: 40 * (WORKERS - 1) });
      }
      const [row] =
        await sql`select count(*)::integer as n, count(distinct external_id)::integer as m
        from posts`;
      assert.deepEqual({ ...row }, { n: 40, m: 40 });
    },
  );

  await sql`delete from posts`;
  await sql`select ingest_posts(${sql.json(posts(24))})`;

  await t.step("claim_posts() gives each post to only one worker", async () => {
    await claimAtOnce(sql, {
      reset: () => sql`update posts set read_attempts = 0, read_not_before = '-infinity'`,
      claim: () => sql`select id from claim_posts(${NOW}, 5, ${LEASE})`,
    });
  });

  await sql`insert into events (id, post_id, excerpt, posted_at, title)
    select id, id, text, posted_at, 'Chess night' from posts`;

  await t.step("claim_embeddings() gives each event to only one worker", async () => {
    await claimAtOnce(sql, {
      reset: () => sql`update events set embed_attempts = 0, embed_not_before = '-infinity'`,
      claim: () => sql`select id from claim_embeddings(${NOW}, 'test', 5, ${LEASE})`,
    });
  });
});

interface Claims {
  reset(): PromiseLike<unknown>;
  claim(): PromiseLike<Iterable<{ id?: string }>>;
}

/** All workers claim concurrently: each row goes to one of them, and several get some. */
async function claimAtOnce(sql: Sql, { reset, claim }: Claims) {
  const [row] = await sql`select count(*)::integer as n from posts`;
  let contended = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    await reset();
    const answers = (await atOnce(WORKERS, claim)).map((rows) => [...rows]);
    const ids = answers.flat().map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, `claimed twice in trial ${trial}`);
    assert.equal(ids.length, row?.n, `left over in trial ${trial}`);
    if (answers.filter((rows) => rows.length > 0).length > 1) contended++;
  }
  assert.ok(contended > TRIALS / 100, `the workers met in ${contended} trials only`);
}
