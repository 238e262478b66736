/** Loads posts into the database, one batch per request. */
import type { PostgrestError, SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { onceMore } from "../../supabase/functions/_shared/edge/db/client.ts";
import { type Post, type PostRow, toRow } from "../../supabase/functions/_shared/post/post.ts";

/** Maximum posts per request; with real captions that is about 200 KB. */
const BATCH_POSTS = 200;
/** Maximum characters of JSON per request, so that long captions do not exceed a server's limit. */
const BATCH_CHARACTERS = 1_000_000;
const TIMEOUT_MS = 60_000;

/** Results of a batch; they add up to its size. */
export interface Counts {
  inserted: number;
  updated: number;
  unchanged: number;
}

/** Number of posts that a server accepted, changed or not. */
export function taken({ inserted, updated, unchanged }: Counts): number {
  return inserted + updated + unchanged;
}

const count = z.int().nonnegative();
const answerSchema = z.tuple([
  z.object({ inserted: count, updated: count, unchanged: count }),
]);

/** A batch was not loaded; earlier batches stay loaded. The message contains the remedy. */
export class LoadError extends Error {
  override name = "LoadError";
}

/**
 * Loads posts in order and yields the counts of each batch. Stops at the first failure, because its
 * cause (no server, wrong key) would also fail the next batch. Loading everything again is
 * harmless.
 *
 * @param db client with the secret key
 * @param url the client's URL, for messages
 * @throws {LoadError} if a batch fails
 */
export async function* loadPosts(
  db: SupabaseClient,
  url: string,
  posts: Post[],
): AsyncGenerator<Counts> {
  for (const p_posts of batches(posts.map(toRow))) {
    const { data, error, status } = await onceMore(() =>
      db.rpc("ingest_posts", { p_posts }).abortSignal(AbortSignal.timeout(TIMEOUT_MS))
    );
    if (error) throw new LoadError(explain(error, status, url), { cause: error });
    const answer = answerSchema.safeParse(data);
    if (!answer.success) {
      throw new LoadError(
        `Cannot load posts: ${url} returned no counts; apply the migrations to it`,
      );
    }
    yield answer.data[0];
  }
}

/** Splits rows, in order, by number and by size. A row larger than the limit is sent alone. */
export function batches(rows: PostRow[]): PostRow[][] {
  const all: PostRow[][] = [];
  let room = 0;
  for (const row of rows) {
    const size = JSON.stringify(row).length;
    const last = all.at(-1);
    if (last && last.length < BATCH_POSTS && size <= room) {
      last.push(row);
      room -= size;
    } else {
      all.push([row]);
      room = BATCH_CHARACTERS - size;
    }
  }
  return all;
}

/** One sentence with the error and its remedy. `status` 0 means no response. */
export function explain(
  error: Pick<PostgrestError, "code" | "message" | "details">,
  status: number,
  url: string,
): string {
  if (status === 0) {
    return `Cannot reach ${url}: ${reasonOf(error)}; ` +
      "start the local stack with `deno task dev`, or name another with --url or SUPABASE_URL";
  }
  if (status === 401 || status === 403 || error.code === "42501") {
    const remedy = isLocal(url)
      ? "put the lines into .env that `deno task dev` printed at its start"
      : "put the project's secret key into .env as SUPABASE_SECRET_KEY";
    return `${url} does not let this key load posts (${status}); ${remedy}`;
  }
  if (error.code === "PGRST202") {
    const remedy = isLocal(url) ? "`deno task dev`" : "`npx supabase@3 db push --remote --yes`";
    return `${url} has no function ingest_posts; apply the migrations with ${remedy}`;
  }
  if (status === 404) return `${url} is no Supabase project (404); check --url or SUPABASE_URL`;
  return `${url} answered ${status}: ${error.message.slice(0, 300) || "nothing"}`;
}

const isLocal = (url: string) => /^https?:\/\/(127\.[\d.]+|localhost|\[::1\])(:|\/|$)/.test(url);

/**
 * A short reason. The cause is in the details, over three lines; only common causes have a short
 * name.
 */
function reasonOf({ message, details }: Pick<PostgrestError, "message" | "details">): string {
  const cause = /Caused by: (.+)/.exec(details)?.[1] ?? message;
  if (/connection refused/i.test(cause)) return "connection refused";
  if (/lookup address|dns error/i.test(cause)) return "there is no such host";
  if (/requests to port \d+ are blocked/i.test(cause)) return "HTTP clients refuse this port";
  if (/timed? ?out/i.test(cause)) return `no answer within ${TIMEOUT_MS / 1000} s`;
  return cause.slice(0, 300);
}
