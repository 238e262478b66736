/** What the pipeline asks of an AI provider. `openai` and `offline` are siblings behind this type. */
import type { Config } from "./config.ts";
import type { Draft, Post } from "./draft.ts";

/** Dimensions of every vector; the column `event_embeddings.embedding` has as many. */
export const DIMENSIONS = 512;

export interface Ai {
  /** Kept beside what it read: provider/model. */
  readonly extractionModel: string;
  /** Kept beside its vectors, as only vectors of one model compare: provider/model@dimensions. */
  readonly embeddingModel: string;
  /**
   * Reads one post. Dates of the answer are in `timeZone`.
   * @throws {RowFault} for this post alone
   * @throws {ProviderDown} for all posts
   * @throws {OutOfTime} when `signal` ends the call
   */
  extract(post: Post, timeZone: string, signal: AbortSignal): Promise<Draft>;
  /**
   * One vector a text, in their order, L2-normalised, DIMENSIONS long.
   * @throws {RowFault} where the provider refuses these texts
   * @throws {ProviderDown}
   * @throws {OutOfTime}
   */
  embed(texts: string[], signal: AbortSignal): Promise<Float32Array[]>;
}

/** The provider will not do this input; others may do. */
export class RowFault extends Error {
  override name = "RowFault";
}

/** The provider does nothing for anybody now: no connection, no credit, wrong key, overloaded. */
export class ProviderDown extends Error {
  override name = "ProviderDown";
  constructor(message: string, readonly retryAfterSec: number, options?: ErrorOptions) {
    super(message, options);
  }
}

/** The run's time ended while the provider was at work: nobody's fault, and the next run goes on. */
export class OutOfTime extends Error {
  override name = "OutOfTime";
}

/** How long rows rest that are given back because of `error`, in seconds. */
export function restAfter(error: unknown): number {
  if (error instanceof OutOfTime) return 0;
  return error instanceof ProviderDown ? error.retryAfterSec : 60;
}

/** Name of the embedding model that the settings choose, for those who compare vectors but make none. */
export function embeddingModelOf(config: Config): string {
  return config.get("AI_PROVIDER") === "offline"
    ? `offline/hashing@${DIMENSIONS}`
    : `openai/${config.get("OPENAI_EMBEDDING_MODEL")}@${DIMENSIONS}`;
}

/**
 * A vector as it may be stored.
 * @throws {RangeError} for a wrong dimension, a value that is not finite, or a zero vector
 */
export function checkVector(vector: ArrayLike<number>): Float32Array {
  if (vector.length !== DIMENSIONS) {
    throw new RangeError(
      `Cannot take a vector as it must have ${DIMENSIONS} dimensions: current value has ${vector.length}`,
    );
  }
  const values = Array.from(vector);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(
      `Cannot take a vector as its values must be finite: current value at ${bad} is ${
        values[bad]
      }`,
    );
  }
  const norm = Math.hypot(...values);
  if (norm === 0 || norm === Infinity) {
    throw new RangeError(`Cannot take a vector as it has no direction: its length is ${norm}`);
  }
  return Float32Array.from(vector, (value) => value / norm);
}
