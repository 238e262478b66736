/** The provider for OpenAI or any server with its API. */
import OpenAI, { APIConnectionTimeoutError, APIError, APIUserAbortError } from "openai";
import {
  type Ai,
  askedDimensions,
  embeddingModelOf,
  fitVector,
  OutOfTime,
  ProviderDown,
  RowFault,
} from "./ai.ts";
import { DIMENSIONS } from "../../vector/dimensions.ts";
import type { Config } from "../config/config.ts";
import { asObject } from "./json.ts";
import { endOf } from "./models.ts";
import { FORMAT, messagesOf } from "./prompt.ts";
import { readDrafts } from "./read_drafts.ts";
import { readVectors } from "./read_vectors.ts";
import { SAMPLE_TEXT } from "./sample.ts";
import {
  type Call,
  errorIn,
  fieldsOf,
  type Refused,
  remedy,
  triage,
  triageInside,
} from "./triage.ts";
import { wholeFetch } from "./wire.ts";

/**
 * Creates the OpenAI provider. Posts and events may use different servers.
 *
 * @throws {SettingError} if a setting is missing or malformed
 */
export function openaiAi(config: Config): Ai {
  const extraction = extractor(config);
  const embedding = embedder(config);
  return {
    extractionModel: `openai/${config.get("OPENAI_EXTRACTION_MODEL")}`,
    get embeddingModel() {
      return embedding.model();
    },
    extract: extraction,
    embed: embedding.embed,
    warnings: (signal) => endsOf(config, signal),
  };
}

function extractor(config: Config): Ai["extract"] {
  const key = config.get("OPENAI_API_KEY");
  const client = clientOf(config, config.get("OPENAI_BASE_URL"), key);
  const model = config.get("OPENAI_EXTRACTION_MODEL");
  const effort = config.get("OPENAI_REASONING_EFFORT");
  const limit = config.get("OPENAI_MAX_OUTPUT_TOKENS");
  const call = {
    model,
    settings: { model: "OPENAI_EXTRACTION_MODEL", key: "OPENAI_API_KEY", url: "OPENAI_BASE_URL" },
    values: {
      OPENAI_EXTRACTION_MODEL: model,
      OPENAI_REASONING_EFFORT: effort,
      OPENAI_MAX_OUTPUT_TOKENS: limit,
    },
  } as const;
  /** Older servers know the limit only by its older name. */
  let limitField = "max_completion_tokens";

  return async (post, timeZone, signal) => {
    let sent = limitField;
    const send = () => {
      sent = limitField;
      return client.post<unknown>("/chat/completions", {
        body: {
          model,
          messages: messagesOf(post, timeZone),
          response_format: FORMAT,
          ...effort !== "" && { reasoning_effort: effort },
          ...limit > 0 && { [limitField]: limit },
        },
        signal,
      });
    };
    const adapt = (fields: string[]) => {
      const isRefused = fields.includes(sent) && sent === "max_completion_tokens";
      if (isRefused) limitField = "max_tokens";
      return isRefused;
    };
    return readDrafts(await answerOf(send, { ...call, input: post.caption }, key, adapt));
  };
}

function embedder(config: Config) {
  const ownKey = config.get("OPENAI_EMBEDDING_KEY");
  const key = ownKey ?? config.get("OPENAI_API_KEY");
  const url = config.get("OPENAI_EMBEDDING_BASE_URL") ?? config.get("OPENAI_BASE_URL");
  const client = clientOf(config, url, key);
  const model = config.get("OPENAI_EMBEDDING_MODEL");
  /**
   * Native size of the server's vectors, whatever size was requested; unknown before its first
   * answer.
   */
  let native: number | undefined;
  let dimensions = askedDimensions(config);

  async function ask(texts: string[], signal: AbortSignal): Promise<number[][]> {
    let sent = dimensions;
    const send = () => {
      sent = dimensions;
      return client.post<unknown>("/embeddings", {
        body: {
          model,
          input: texts,
          ...dimensions > 0 && { dimensions },
          // Some proxies corrupt base64.
          encoding_format: "float",
        },
        signal,
      });
    };
    const adapt = (fields: string[]) => {
      const isOurs = sent > 0 && config.get("OPENAI_EMBEDDING_DIMENSIONS") === undefined;
      if (isOurs && fields.includes("dimensions")) dimensions = 0;
      return isOurs && dimensions === 0;
    };
    const call = {
      model,
      settings: {
        model: "OPENAI_EMBEDDING_MODEL",
        key: ownKey === undefined ? "OPENAI_API_KEY" : "OPENAI_EMBEDDING_KEY",
        url: "OPENAI_EMBEDDING_BASE_URL",
      },
      values: { OPENAI_EMBEDDING_MODEL: model, OPENAI_EMBEDDING_DIMENSIONS: sent },
      input: texts.join("\n"),
    } as const;
    return readVectors(await answerOf(send, call, key, adapt), texts.length);
  }

  /** The native size. If sizes differ, embeds a sample text to determine it. */
  async function settle(vectors: number[][], signal: AbortSignal): Promise<number> {
    const size = vectors[0]?.length ?? 0;
    const isOne = vectors.every(({ length }) => length === size);
    if (isOne && (native ?? size) === size) return size;
    const [own] = await ask([SAMPLE_TEXT], signal);
    return own?.length ?? 0;
  }

  return {
    model: () => native === undefined ? embeddingModelOf(config) : `openai/${model}@${native}`,
    embed: async (texts: string[], signal: AbortSignal) => {
      const vectors = await ask(texts, signal);
      native = await settle(vectors, signal);
      warnOfCut(model, native);
      return vectors.map((vector) => fit(vector, native!));
    },
  };
}

/** Warnings about the model's shutdown, from OpenAI's API or from our own list. */
async function endsOf(config: Config, signal: AbortSignal): Promise<string[]> {
  const client = clientOf(config, config.get("OPENAI_BASE_URL"), config.get("OPENAI_API_KEY"));
  const name = "OPENAI_EXTRACTION_MODEL";
  const model = config.get(name);
  const isOpenAi = new URL(config.get("OPENAI_BASE_URL")).hostname === "api.openai.com";
  const known = isOpenAi ? endOf(model) : undefined;
  const path = `/models/${encodeURIComponent(model)}`;
  const day = await client.get<unknown>(path, { signal, maxRetries: 0 })
    .then((answer) => asObject(answer)?.shutdown_date, () => undefined);
  if (known !== undefined) return [known];
  if (typeof day !== "string" || !/^\d{4}-\d\d-\d\d/.test(day)) return [];
  return [`${model} is shut down on ${day.slice(0, 10)}: set ${name} to a model that stays`];
}

/** Models with a logged warning. */
const cut = new Set<string>();

function warnOfCut(model: string, native: number): void {
  if (native <= DIMENSIONS || cut.has(model)) return;
  cut.add(model);
  console.warn(
    `${model} answers ${native} numbers: the first ${DIMENSIONS} are kept, which suits models trained ` +
      "for it (Matryoshka); how much others lose was not measured",
  );
}

/** A shorter vector is no embedding. */
const FEWEST = 16;

function fit(vector: number[], native: number): Float32Array {
  try {
    if (vector.length !== native || native < FEWEST) {
      const must = native < FEWEST ? `${FEWEST} dimensions or more` : `${native} dimensions`;
      throw new RangeError(
        `Cannot take a vector as it must have ${must}: current value has ${vector.length}`,
      );
    }
    return fitVector(vector);
  } catch (error) {
    throw new RowFault((error as Error).message, { settings: ["OPENAI_EMBEDDING_MODEL"] });
  }
}

function clientOf(config: Config, baseURL: string, apiKey: string): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL,
    timeout: config.get("OPENAI_TIMEOUT_SEC") * 1000,
    // The SDK retries 408, 409, 429, 5xx and lost connections with backoff, respecting Retry-After.
    maxRetries: config.get("OPENAI_MAX_RETRIES"),
    fetch: wholeFetch,
    // Otherwise the SDK would read these from the environment.
    organization: null,
    project: null,
  });
}

/**
 * Returns the body of an answer. Throws its error as one of the row or of the provider.
 *
 * @param key removed from messages
 * @param adapt may change the request after a refusal of these fields; returns whether it did
 */
async function answerOf(
  send: () => Promise<unknown>,
  call: Call,
  key: string,
  adapt: (fields: string[]) => boolean,
): Promise<unknown> {
  try {
    const answer = await send();
    const error = errorIn(answer);
    if (error === undefined) return answer;
    throw triageInside(withoutKey(error, key), call, Date.now());
  } catch (error) {
    if (error instanceof RowFault || error instanceof ProviderDown) throw error;
    if (error instanceof APIUserAbortError) {
      throw new OutOfTime("Stopped waiting for the provider as the run's time is over");
    }
    if (!(error instanceof APIError) || error.status === undefined) {
      throw unreachable(error, call, key);
    }
    const refused = refusedBy(error, key);
    if (adapt(fieldsOf(refused, call))) return await answerOf(send, call, key, adapt);
    throw triage(refused, call);
  }
}

function refusedBy({ status, error, message, headers }: APIError, key: string): Refused {
  return { status: status!, body: withoutKey(error ?? message, key), headers, now: Date.now() };
}

/** Some servers repeat the key in their message. */
function withoutKey(body: unknown, key: string): unknown {
  return JSON.parse((JSON.stringify(body) ?? "null").replaceAll(key, "(key)"));
}

/** No connection, a timeout, or an aborted answer. */
function unreachable(error: unknown, { settings }: Call, key: string): ProviderDown {
  const { message, cause } = error as Error;
  const isLate = error instanceof APIConnectionTimeoutError;
  const why = cause instanceof Error ? `${message} ${cause.message}` : message;
  const check = [isLate ? "OPENAI_TIMEOUT_SEC" as const : settings.url];
  const text = why.replaceAll(key, "(key)").replace(/\/\/[^/\s]*@/g, "//").replace(/\s+/g, " ")
    .slice(0, 300);
  return new ProviderDown(`Cannot reach the provider: ${text}${remedy(check)}`, undefined, check);
}
