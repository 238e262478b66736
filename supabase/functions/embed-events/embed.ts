/** Embeds events: those without a vector, or whose text or model changed since. */
import { type Ai, OutOfTime, restAfter, RowFault } from "../_shared/ai.ts";
import { cleanCaption } from "../_shared/caption.ts";
import {
  type ClaimedText,
  claimEmbeddings,
  completeEmbeddings,
  failEmbeddings,
} from "../_shared/db/embedding.ts";
import type { Db } from "../_shared/db/client.ts";
import { embeddingText } from "../_shared/embedding_text.ts";
import { merge } from "./merge.ts";
import { nextTry } from "../_shared/retry.ts";
import { type Deadline, messageOf } from "../_shared/run.ts";

/** Texts a call: far below the provider's 2,048, so that a batch fits its token limit too. */
const BATCH = 100;

/** CPU of one text, milliseconds: as measured, rounded up. */
const TEXT_CPU_MS = 0.5;

export interface EmbedDeps {
  db: Db;
  ai: Ai;
  now: () => Date;
  /** Longer than a claimed event may be under way. */
  leaseSec: number;
  deadline: Deadline;
  timeZone: string;
}

/** What a run did. `failed` events are tried again, `given_up` ones are not. */
export const noneEmbedded = () => ({
  claimed: 0,
  embedded: 0,
  failed: 0,
  given_up: 0,
  calls: 0,
  /** Events merged with, split from, or completed by another post. */
  merged: 0,
});
export type EmbedCounts = ReturnType<typeof noneEmbedded>;

/**
 * Claims events until none is due or time is up, then merges those that are one: where time is up, the
 * next run does. True: time was up, and more may be due.
 *
 * @throws {ProviderDown} after giving back what was claimed
 */
export async function embed(deps: EmbedDeps, counts: EmbedCounts): Promise<boolean> {
  const { db, now, timeZone, deadline } = deps;
  const isMore = await embedDue(deps, counts);
  if (deadline.isOpen()) counts.merged = await merge(db, now(), timeZone);
  return isMore;
}

async function embedDue(deps: EmbedDeps, counts: EmbedCounts): Promise<boolean> {
  const { db, ai, now, leaseSec, deadline } = deps;
  while (deadline.isOpen()) {
    const texts = await claimEmbeddings(db, now(), ai.embeddingModel, BATCH, leaseSec);
    if (texts.length === 0) return false;
    counts.claimed += texts.length;
    try {
      await embedBatch(texts, deps, counts);
    } catch (error) {
      if (error instanceof OutOfTime) break;
      throw error;
    }
  }
  return counts.embedded > 0;
}

/** A text the provider refuses must not hold up the others: a refused batch is tried one by one. */
async function embedBatch(
  texts: ClaimedText[],
  deps: EmbedDeps,
  counts: EmbedCounts,
): Promise<void> {
  const { db, ai, now, deadline } = deps;
  try {
    counts.calls++;
    deadline.spend(texts.length * TEXT_CPU_MS);
    const vectors = await ai.embed(texts.map(textOf), deadline.signal);
    counts.embedded += await completeEmbeddings(db, ai.embeddingModel, texts, vectors);
  } catch (error) {
    if (!(error instanceof RowFault)) {
      await giveBack(texts, error, deps);
      throw error;
    }
    if (texts.length > 1) return await embedOneByOne(texts, deps, counts);
    const retryAt = nextTry(now(), texts[0]!.attempt);
    await failEmbeddings(db, texts, { error: error.message, retryAt, counts: true });
    counts[retryAt ? "failed" : "given_up"]++;
  }
}

async function embedOneByOne(texts: ClaimedText[], deps: EmbedDeps, counts: EmbedCounts) {
  let next = 0;
  try {
    while (next < texts.length) {
      if (!deps.deadline.isOpen()) throw new OutOfTime("The run has used up its time or its CPU");
      await embedBatch([texts[next++]!], deps, counts);
    }
  } catch (error) {
    await giveBack(texts.slice(next), error, deps);
    throw error;
  }
}

/** The events were not to blame: their attempt does not count. */
async function giveBack(
  texts: ClaimedText[],
  error: unknown,
  { db, now }: EmbedDeps,
): Promise<void> {
  const retryAt = new Date(now().getTime() + restAfter(error) * 1000);
  await failEmbeddings(db, texts, { error: messageOf(error), retryAt, counts: false });
}

function textOf(text: ClaimedText): string {
  return embeddingText({ ...text, caption: cleanCaption(text.caption) });
}
