/** Interface of an AI provider. `openai`, `supabase` and `offline` implement it. */
import type { Config, SettingName } from "../config/config.ts";
import type { Draft, Post } from "../../event/draft.ts";
import { DIMENSIONS } from "../../vector/dimensions.ts";

/** An AI provider: reads posts and embeds texts. */
export interface Ai {
  /** Stored with each draft: provider/model. */
  readonly extractionModel: string;
  /**
   * Stored with each vector, because only vectors of one model are comparable:
   * provider/model@dimensions, with the model's native size. Some servers reveal the size only by
   * their first answer; until then it is provider/model.
   */
  readonly embeddingModel: string;
  /** Maximum texts per call and per run of embed-events; default: 100 and unlimited. */
  readonly embeddingLimits?: { texts: number; perRun: number };
  /**
   * Reads one post: returns a draft for each event that it tells of, in its order, or one draft if it
   * tells of none. Dates of the drafts are in `timeZone`.
   *
   * @throws {RowFault} if the provider fails for this post only
   * @throws {ProviderDown} if it fails for all posts
   * @throws {OutOfTime} if `signal` aborts the call
   */
  extract(post: Post, timeZone: string, signal: AbortSignal): Promise<Draft[]>;
  /**
   * Embeds texts as L2-normalised vectors of DIMENSIONS numbers, in the order of the texts.
   *
   * @throws {RowFault} if the provider refuses these texts
   * @throws {ProviderDown} if it fails for all texts
   * @throws {OutOfTime} if `signal` aborts the call
   */
  embed(texts: string[], signal: AbortSignal): Promise<Float32Array[]>;
  /** Warnings for operators about working models, such as a planned shutdown. Never fails. */
  warnings?(signal: AbortSignal): Promise<string[]>;
}

/** The provider fails for this input; other inputs may succeed. */
export class RowFault extends Error {
  override name = "RowFault";
  /**
   * `isRefusal`: the provider refused the request with a message of its own. `settings`: possible
   * causes.
   */
  constructor(
    message: string,
    readonly about: { isRefusal?: boolean; settings?: readonly SettingName[] } = {},
  ) {
    super(message);
  }
}

/** Bounds of the rest before rows are retried, in seconds, and its default. */
const REST_SEC = { min: 1, max: 3600, unsaid: 60 };

/** The provider fails for every input: no connection, no credit, wrong setting, overload. */
export class ProviderDown extends Error {
  override name = "ProviderDown";
  /** Between a second and an hour. */
  readonly retryAfterSec: number;
  /** `settings`: possible causes. */
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

/** The run's time ended during a call. Not an error of any row; the next run continues. */
export class OutOfTime extends Error {
  override name = "OutOfTime";
}

/** Seconds before rows released because of `error` are retried. */
export function restAfter(error: unknown): number {
  if (error instanceof OutOfTime) return 0;
  return error instanceof ProviderDown ? error.retryAfterSec : REST_SEC.unsaid;
}

/**
 * Name of the configured embedding model, for callers that compare vectors but create none. Without
 * the size if only the server knows it; the database knows the rest.
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

/**
 * Dimensions to request from an OpenAI server. 0 requests none, because most models have one size
 * and many servers reject the field.
 */
export function askedDimensions(config: Config): number {
  const takesAny = /(^|\/)text-embedding-3-/.test(config.get("OPENAI_EMBEDDING_MODEL"));
  return config.get("OPENAI_EMBEDDING_DIMENSIONS") ?? (takesAny ? DIMENSIONS : 0);
}

/**
 * Fits a vector of any size to DIMENSIONS. Truncates a longer one, which suits models trained for
 * it (Matryoshka); pads a shorter one with zeros, which keeps every cosine.
 *
 * @throws {RangeError} for a value that is not finite, or a vector without direction
 */
export function fitVector(vector: ArrayLike<number>): Float32Array {
  const values = finite(vector);
  const fitted = new Array<number>(DIMENSIONS).fill(0);
  for (let i = 0; i < Math.min(values.length, DIMENSIONS); i++) fitted[i] = values[i]!;
  return checkVector(fitted);
}

/**
 * Normalises a vector for storage.
 *
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
