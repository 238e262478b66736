/** Reads posts: what each is about, when and where. */
import { type Ai, OutOfTime, ProviderDown, restAfter, RowFault } from "../_shared/edge/ai/ai.ts";
import { SAMPLE_POST } from "../_shared/edge/ai/sample.ts";
import { createBlame } from "../_shared/edge/ai/blame.ts";
import { concurrently } from "../_shared/edge/run/concurrently.ts";
import {
  type ClaimedPost,
  claimPosts,
  completeReading,
  failReading,
} from "../_shared/edge/db/posts.ts";
import { type Db, DbError } from "../_shared/edge/db/client.ts";
import type { Draft } from "../_shared/event/draft.ts";
import { readingOf } from "../_shared/event/reading.ts";
import { type Given, readGiven } from "../_shared/post/given.ts";
import { nextTry } from "../_shared/edge/run/retry.ts";
import { type Deadline, messageOf, requireTime } from "../_shared/edge/run/run.ts";

/** CPU of one post, milliseconds: up to 4 by the offline rules, 2 by a model. */
const POST_CPU_MS = 4;

export interface ClassifyDeps {
  db: Db;
  ai: Ai;
  now: () => Date;
  timeZone: string;
  minConfidence: number;
  concurrency: number;
  /** Longer than a claimed post may be under way. */
  leaseSec: number;
  deadline: Deadline;
}

/** What a run did. `failed` posts are tried again, `given_up` ones are not. */
export const noneClassified = () => ({
  claimed: 0,
  classified: 0,
  /** Events that the posts tell of. */
  events: 0,
  needs_review: 0,
  failed: 0,
  given_up: 0,
});
export type ClassifyCounts = ReturnType<typeof noneClassified>;

/**
 * Claims posts until none is due or time is up. A post that cannot be read keeps its error and is
 * tried again later; the others go on. True: time was up, and more may be due.
 *
 * @throws {ProviderDown} after giving back what was claimed
 */
export async function classify(deps: ClassifyDeps, counts: ClassifyCounts): Promise<boolean> {
  const { db, concurrency, now, leaseSec, deadline } = deps;
  while (deadline.isOpen()) {
    const posts = await claimPosts(db, now(), concurrency * 2, leaseSec);
    if (posts.length === 0) return false;
    counts.claimed += posts.length;
    const pending = new Set(posts);
    try {
      await classifyClaim(pending, deps, counts);
    } catch (error) {
      const retryAt = new Date(now().getTime() + restAfter(error) * 1000);
      const failure = { error: messageOf(error), retryAt, counts: false };
      await Promise.all([...pending].map((post) => failReading(db, post, failure)));
      if (error instanceof OutOfTime) break;
      throw error;
    }
  }
  return counts.classified > 0;
}

/** Takes out of `pending` what is written. */
async function classifyClaim(
  pending: Set<ClaimedPost>,
  deps: ClassifyDeps,
  counts: ClassifyCounts,
): Promise<void> {
  const { ai, db, now, timeZone, deadline, concurrency } = deps;
  const fail = async (post: ClaimedPost, error: unknown) => {
    const retryAt = nextTry(now(), post.attempt);
    await failReading(db, post, { error: messageOf(error), retryAt, counts: true });
    counts[retryAt ? "failed" : "given_up"]++;
    pending.delete(post);
  };
  const probe = () => ai.extract(SAMPLE_POST, timeZone, deadline.signal);
  const blame = createBlame({ noun: "post", probe, fail });
  await concurrently(concurrency, [...pending], async (post) => {
    requireTime(deadline);
    deadline.spend(POST_CPU_MS);
    try {
      const given = readGiven(post.given);
      const isCancelled = given?.status === "cancelled"; // no provider has to be asked about it
      const drafts = isCancelled ? [] : await ai.extract(factsOf(post), timeZone, deadline.signal);
      if (!isCancelled) await blame.clear();
      await write(post, { drafts, given }, deps, counts);
      pending.delete(post);
    } catch (error) {
      if (error instanceof RowFault) await blame.hold(post, error);
      else if (isAboutPost(error)) await fail(post, error);
      else throw error;
    }
  });
  await blame.settle();
}

const factsOf = ({ text, posted_at }: ClaimedPost) => ({
  caption: text,
  posted_at: new Date(posted_at),
});

async function write(
  post: ClaimedPost,
  { drafts, given }: { drafts: Draft[]; given: Given | null },
  { db, ai, now, timeZone, minConfidence }: ClassifyDeps,
  counts: ClassifyCounts,
): Promise<void> {
  const options = { timeZone, minConfidence };
  const before = { known: post.events, given };
  const reading = readingOf(drafts, factsOf(post), before, options);
  if (!await completeReading(db, now(), post, ai.extractionModel, reading)) return;
  counts.classified++;
  counts.events += reading.events.length;
  if ([reading, ...reading.events].some(({ needs_review }) => needs_review)) counts.needs_review++;
}

/** Whether other posts may still do: neither time, nor the provider, nor the database is at fault. */
function isAboutPost(error: unknown): boolean {
  if (error instanceof DbError) return error.isAboutData;
  return !(error instanceof OutOfTime || error instanceof ProviderDown);
}
