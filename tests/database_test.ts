import assert from "node:assert/strict";
import { DIMENSIONS } from "../supabase/functions/_shared/vector/dimensions.ts";
import { CAPTION_LIMIT } from "../supabase/functions/_shared/text/caption.ts";
import { CATEGORY_LABELS, KINDS } from "../supabase/functions/_shared/event/event.ts";
import { MAX_ATTEMPTS } from "../supabase/functions/_shared/edge/run/retry.ts";
import { MAX_FAILURES } from "../supabase/functions/send-newsletters/settle.ts";
import { MAX_EVENTS } from "../supabase/functions/_shared/event/reading.ts";
import { migratedDatabase } from "./pgtap.ts";

Deno.test("constants in both TypeScript and SQL are equal", async () => {
  await using database = await migratedDatabase();
  const answer = async (expression: string) =>
    JSON.parse(await database.run(`select (${expression})::text`));
  assert.deepEqual(
    await answer("select json_agg(array[id, label] order by position) from event_categories"),
    Object.entries(CATEGORY_LABELS),
  );
  assert.equal(await answer("private.max_attempts()"), MAX_ATTEMPTS);
  assert.equal(await answer("private.max_mail_failures()"), MAX_FAILURES);
  assert.equal(
    await answer(
      "select atttypmod from pg_attribute where attrelid = 'event_embeddings'::regclass and attname = 'embedding'",
    ),
    DIMENSIONS,
  );
  assert.equal(await answer("private.max_events_of_post()"), MAX_EVENTS);
  for (const [i, kind] of KINDS.entries()) {
    await database.run(
      `insert into posts (source, external_id, text, posted_at, kind)
       values ('test', '${i}', repeat('x', 100000), now(), '${kind}')`,
    );
  }
  await database.run(
    `insert into events (post_id, excerpt, posted_at, title, starts_at)
     select id, text, posted_at, 'T', now() + interval '1 day' from posts where kind = 'event'`,
  );
  const { events: [candidate] } = await answer("merge_candidates(now())");
  assert.equal(candidate.caption.length, CAPTION_LIMIT);
});
