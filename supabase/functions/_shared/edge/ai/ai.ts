/** What the pipeline asks of an AI provider. `openai`, `supabase` and `offline` are siblings behind it. */
import type { Config, SettingName } from "../config/config.ts";
import type { Draft, Post } from "../../event/draft.ts";
import { DIMENSIONS } from "../../vector/dimensions.ts";

export interface Ai {
  /** Kept beside what it read: provider/model. */
  readonly extractionModel: string;
  /**
   * Kept beside its vectors, as only vectors of one model compare: provider/model@dimensions, the size
   * that the model itself answers. Some servers tell it only by their first answer: there it is
   * provider/model until then.
   */
  readonly embeddingModel: string;
  /** Texts in one call, and in one run of embed-events; 100 and any number without it. */
  readonly embeddingLimits?: { texts: number; perRun: number };
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
  /** What an operator should know of models that still work, as that one of them ends. Never fails. */
  warnings?(signal: AbortSignal): Promise<string[]>;
}

/** The provider will not do this input; others may do. */
export class RowFault extends Error {
  override name = "RowFault";
  /** `isRefusal`: the provider refused a request, in words of its own. `settings`: what may be the cause. */
  constructor(
    message: string,
    readonly about: { isRefusal?: boolean; settings?: readonly SettingName[] } = {},
  ) {
    super(message);
  }
}

/** Seconds for which rows rest, at least and at most, whatever a provider says; and where it says nothing. */
const REST_SEC = { min: 1, max: 3600, unsaid: 60 };

/** The provider does nothing for anybody now: no connection, no credit, wrong setting, overloaded. */
export class ProviderDown extends Error {
  override name = "ProviderDown";
  /** Between a second and an hour. */
  readonly retryAfterSec: number;
  /** `settings`: those to look at. */
  constructor(
    message: string,
    retryAfterSec?: number,
    readonly settings: readonly SettingName[] = [],
  ) {
    super(message);
    const { min, max, unsaid } = REST_SEC;
    const said = retryAfterSec ?? unsaid;
    this.retryAfterSec = said > 0 ? Math.min(max, Math.max(min, Math.ceil(said))) : unsaid;
  }
}

/** The run's time ended while the provider was at work: nobody's fault, and the next run goes on. */
export class OutOfTime extends Error {
  override name = "OutOfTime";
}

/** How long rows rest that are given back because of `error`, in seconds. */
export function restAfter(error: unknown): number {
  if (error instanceof OutOfTime) return 0;
  return error instanceof ProviderDown ? error.retryAfterSec : REST_SEC.unsaid;
}

/**
 * Name of the embedding model that the settings choose, for callers that compare vectors but make none.
 * Where only the server knows the size, it is the name alone: the database knows the rest.
 */
export function embeddingModelOf(config: Config): string {
  switch (config.get("AI_PROVIDER")) {
    case "offline":
      return `offline/hashing@${DIMENSIONS}`;
    case "supabase":
      return "supabase/gte-small@384";
    case "openai": {
      const size = askedDimensions(config);
      return `openai/${config.get("OPENAI_EMBEDDING_MODEL")}${size > 0 ? `@${size}` : ""}`;
    }
  }
}

/** The dimensions that an OpenAI server is asked for; 0: none, as most models have one size and many servers refuse. */
export function askedDimensions(config: Config): number {
  const takesAny = /(^|\/)text-embedding-3-/.test(config.get("OPENAI_EMBEDDING_MODEL"));
  return config.get("OPENAI_EMBEDDING_DIMENSIONS") ?? (takesAny ? DIMENSIONS : 0);
}

/**
 * A vector of any size as one of DIMENSIONS: the first of a longer one, which suits models trained for it
 * (Matryoshka), or a shorter one with zeros after it, which keeps every cosine.
 * @throws {RangeError} where it is no vector, or has no direction
 */
export function fitVector(vector: ArrayLike<number>): Float32Array {
  const values = finite(vector);
  const fitted = new Array<number>(DIMENSIONS).fill(0);
  for (let i = 0; i < Math.min(values.length, DIMENSIONS); i++) fitted[i] = values[i]!;
  return checkVector(fitted);
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
  const values = finite(vector);
  const norm = Math.hypot(...values);
  if (norm === 0 || norm === Infinity) {
    throw new RangeError(`Cannot take a vector as it has no direction: its length is ${norm}`);
  }
  return Float32Array.from(values, (value) => value / norm);
}

function finite(vector: ArrayLike<number>): number[] {
  const values = Array.from(vector);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return values;
  const found = `current value at ${bad} is ${String(values[bad]).slice(0, 40)}`;
  throw new RangeError(`Cannot take a vector as its values must be finite: ${found}`);
}
