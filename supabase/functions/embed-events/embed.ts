/** Embeds events: those without a vector, or whose text or model changed since. */
import { type Ai, OutOfTime, restAfter, RowFault } from "../_shared/edge/ai/ai.ts";
import { SAMPLE_TEXT } from "../_shared/edge/ai/sample.ts";
import { createBlame } from "../_shared/edge/ai/blame.ts";
import { cleanCaption } from "../_shared/text/caption.ts";
import {
  type ClaimedText,
  claimEmbeddings,
  completeEmbeddings,
  failEmbeddings,
} from "../_shared/edge/db/embedding.ts";
import type { Db } from "../_shared/edge/db/client.ts";
import { embeddingText } from "../_shared/event/embedding_text.ts";
import { merge } from "./merge.ts";
import { nextTry } from "../_shared/edge/run/retry.ts";
import { type Deadline, messageOf, requireTime } from "../_shared/edge/run/run.ts";

/** Texts a call: far below OpenAI's 2,048, so that a batch fits its token limit, and as many as Gemini takes. */
const LIMITS = { texts: 100, perRun: Infinity };

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
 * next run does. True: time was up, or the model takes no more texts a run, and more may be due.
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
  const { texts: atOnce, perRun } = ai.embeddingLimits ?? LIMITS;
  const asked = ai.embeddingModel; // before an answer says more
  while (deadline.isOpen() && counts.claimed < perRun) {
    const limit = Math.min(atOnce, perRun - counts.claimed);
    const texts = await claimEmbeddings(db, now(), asked, limit, leaseSec);
    if (texts.length === 0) return false;
    counts.claimed += texts.length;
    const pending = new Set(texts);
    try {
      await embedClaim(pending, asked, deps, counts);
    } catch (error) {
      await giveBack([...pending], error, deps);
      if (error instanceof OutOfTime) break;
      throw error;
    }
  }
  return counts.embedded > 0;
}

/** Takes out of `pending` what is written. */
async function embedClaim(
  pending: Set<ClaimedText>,
  asked: string,
  { db, ai, now, deadline }: EmbedDeps,
  counts: EmbedCounts,
): Promise<void> {
  const fail = async (text: ClaimedText, { message: error }: RowFault) => {
    const retryAt = nextTry(now(), text.attempt);
    await failEmbeddings(db, [text], { error, retryAt, counts: true });
    counts[retryAt ? "failed" : "given_up"]++;
    pending.delete(text);
  };
  const probe = () => ai.embed([SAMPLE_TEXT], deadline.signal);
  const blame = createBlame({ noun: "text", probe, fail });

  /** A text that the provider refuses must not hold up the others: a refused batch is tried one by one. */
  async function embedTexts(texts: ClaimedText[]): Promise<void> {
    try {
      counts.calls++;
      deadline.spend(texts.length * TEXT_CPU_MS);
      const vectors = await ai.embed(texts.map(textOf), deadline.signal);
      await blame.clear();
      const model = { asked, model: ai.embeddingModel };
      counts.embedded += await completeEmbeddings(db, model, texts, vectors);
      for (const text of texts) pending.delete(text);
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      if (texts.length === 1) return await blame.hold(texts[0]!, error);
      for (const text of texts) {
        requireTime(deadline);
        await embedTexts([text]);
      }
    }
  }
  await embedTexts([...pending]);
  await blame.settle();
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
  return embeddingText({ ...text, excerpt: cleanCaption(text.excerpt) });
}
