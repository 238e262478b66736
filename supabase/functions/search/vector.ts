/** The vector of a query, of the catalogue's model: made offline, or asked of the provider and kept. */
import type { Ai } from "../_shared/edge/ai/ai.ts";
import type { Db } from "../_shared/edge/db/client.ts";
import { keepSearch, readSearch } from "../_shared/edge/db/search.ts";
import { inBackground } from "../_shared/edge/run/background.ts";
import { hash32 } from "../_shared/text/hash.ts";
import { DAY_MS } from "../_shared/time/units.ts";
import { embedOffline } from "../_shared/vector/embed_offline.ts";
import { remember } from "./caches.ts";

export interface VectorDeps {
  db: Db;
  now: Date;
  model: string;
  /** Null: vectors are made offline. */
  ai: (() => Promise<Ai>) | null;
  vectors: Map<string, Float32Array>;
}

/** A slow provider must not hold up the other lists. */
const PATIENCE_MS = 1_500;
const KEPT_MS = 30 * DAY_MS;

/** Null if the provider fails or is slow, or if its model is not the catalogue's. */
export async function queryVector(text: string, deps: VectorDeps): Promise<Float32Array | null> {
  if (text === "") return null;
  if (deps.ai === null) return embedOffline(text);
  const { vectors, db, now, model } = deps;
  const key = `vector ${hash32(text).toString(16)} ${hash32(`2 ${text}`).toString(16)}`;
  const known = vectors.get(key);
  if (known) return known;
  try {
    const kept = await readSearch(db, key, model, now) as number[] | null;
    const vector = kept ? Float32Array.from(kept) : await askProvider(text, deps.ai, model);
    if (vector === null) return null;
    remember(vectors, key, vector);
    if (!kept) {
      const expires = new Date(now.getTime() + KEPT_MS);
      inBackground(keepSearch(db, key, model, [...vector], expires));
    }
    return vector;
  } catch (error) {
    console.error(error);
    return null;
  }
}

async function askProvider(text: string, open: () => Promise<Ai>, model: string) {
  const ai = await open();
  const [vector] = await ai.embed([text], AbortSignal.timeout(PATIENCE_MS));
  // Some servers tell their size by the first answer, so a model's full name begins with the short one.
  const isSame = ai.embeddingModel === model || ai.embeddingModel.startsWith(`${model}@`);
  return isSame ? vector ?? null : null;
}
