/** Posts into the database, a batch per request. */
import type { PostgrestError, SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { onceMore } from "../../supabase/functions/_shared/edge/db/client.ts";
import { type Post, type PostRow, toRow } from "../../supabase/functions/_shared/post/post.ts";

/** Posts per request at most; real captions make this about 200 KB. */
const BATCH_POSTS = 200;
/** Characters of JSON per request at most, so that long captions do not make a body nobody takes. */
const BATCH_CHARACTERS = 1_000_000;
const TIMEOUT_MS = 60_000;

/** What became of the posts of a batch; they add up to its size. */
export interface Counts {
  inserted: number;
  updated: number;
  unchanged: number;
}

/** The posts that a server has taken, changed or not. */
export function taken({ inserted, updated, unchanged }: Counts): number {
  return inserted + updated + unchanged;
}

const count = z.int().nonnegative();
const answerSchema = z.tuple([
  z.object({ inserted: count, updated: count, unchanged: count }),
]);

/** A batch was not loaded; what was yielded before stays loaded. The message holds the remedy. */
export class LoadError extends Error {
  override name = "LoadError";
}

/**
 * Loads posts in order and yields the counts of each batch. Stops at the first that fails: what
 * failed it (no server, wrong key) would fail the next, and loading all again costs nothing.
 *
 * @param db Client with the secret key. @param url Where it points, for the messages.
 * @throws {LoadError}
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
      throw new LoadError(`${url} answered something else than counts; apply the migrations to it`);
    }
    yield answer.data[0];
  }
}

/** Splits rows, in order, by number and by size. A row larger than the limit goes alone. */
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

/** One sentence: what went wrong and what to do. `status` 0 means that no answer came. */
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

/** The cause stands in the details, three lines long; these are the ones that have a short name. */
function reasonOf({ message, details }: Pick<PostgrestError, "message" | "details">): string {
  const cause = /Caused by: (.+)/.exec(details)?.[1] ?? message;
  if (/connection refused/i.test(cause)) return "connection refused";
  if (/lookup address|dns error/i.test(cause)) return "there is no such host";
  if (/requests to port \d+ are blocked/i.test(cause)) return "HTTP clients refuse this port";
  if (/timed? ?out/i.test(cause)) return `no answer within ${TIMEOUT_MS / 1000} s`;
  return cause.slice(0, 300);
}
