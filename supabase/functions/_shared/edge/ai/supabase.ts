/**
 * The platform's embedding model, gte-small, in the functions' runtime: no key, no cost. The
 * offline rules read posts. Vectors have 384 dimensions and are padded, which keeps every cosine.
 */
import { type Ai, embeddingModelOf, fitVector, OutOfTime, ProviderDown, RowFault } from "./ai.ts";
import { messageOf } from "../run/run.ts";
import { type Config, SettingError } from "../config/config.ts";
import { extractAll } from "../../extract/extract_all.ts";

const MODEL = "gte-small";
const NATIVE = 384;
/** Characters of a text that are embedded. The model reads 512 tokens, and every text costs CPU. */
const LONGEST = 4_000;
/** Larger requests were killed in tests, because the platform limits CPU time. */
const TEXTS_PER_RUN = 5;

interface Session {
  run(text: string, options: { mean_pool: boolean; normalize: boolean }): unknown;
}

/** The relevant globals of the runtime; optional. */
interface Runtime {
  Supabase?: { ai?: { Session?: new (model: string) => Session } };
}

/** One session per runtime, because loading the model takes longer than using it. */
const sessions = new WeakMap<Runtime, Session>();

/**
 * Creates the provider.
 *
 * @param runtime object with `Supabase.ai`
 */
export function supabaseAi(config: Config, runtime: Runtime = globalThis as Runtime): Ai {
  return {
    extractionModel: "offline/rules",
    embeddingModel: embeddingModelOf(config),
    embeddingLimits: { texts: TEXTS_PER_RUN, perRun: TEXTS_PER_RUN },
    extract: (post, timeZone) => Promise.resolve(extractAll(post, timeZone)),
    embed: async (texts, signal) => {
      const model = sessions.get(runtime) ?? openSession(runtime);
      const vectors: Float32Array[] = [];
      for (const text of texts) {
        if (signal.aborted) throw new OutOfTime("Stopped embedding as the run's time is over");
        vectors.push(await vectorOf(model, text));
      }
      return vectors;
    },
  };
}

/**
 * Loads the model.
 *
 * @throws {SettingError} if this runtime has no models
 */
function openSession(runtime: Runtime): Session {
  const Session = runtime.Supabase?.ai?.Session;
  if (typeof Session !== "function") {
    throw new SettingError(
      "Cannot embed with AI_PROVIDER=supabase as this runtime has no Supabase.ai: only the platform has it",
      "Set AI_PROVIDER to openai or offline where the functions run elsewhere.",
    );
  }
  try {
    const session = new Session(MODEL);
    sessions.set(runtime, session);
    return session;
  } catch (error) {
    throw new ProviderDown(`Cannot load ${MODEL}: ${said(error)}`, undefined, ["AI_PROVIDER"]);
  }
}

async function vectorOf(model: Session, text: string): Promise<Float32Array> {
  const { result, error } = outcomeOf(await run(model, text.slice(0, LONGEST).toWellFormed()));
  if (error) throw fault(said(error));
  if (!isList(result)) throw fault("it answers no list of numbers");
  if (result.length !== NATIVE) throw fault(`it answers ${result.length} numbers, not ${NATIVE}`);
  try {
    return fitVector(result);
  } catch (error) {
    throw fault(said(error));
  }
}

async function run(model: Session, text: string): Promise<unknown> {
  try {
    return await model.run(text, { mean_pool: true, normalize: true });
  } catch (error) {
    return [null, error ?? "unknown error"];
  }
}

/** Older runtimes return the numbers, newer ones [result, error]. */
function outcomeOf(answer: unknown): { result: unknown; error?: unknown } {
  if (!Array.isArray(answer) || answer.length > 2 || typeof answer[0] === "number") {
    return { result: answer };
  }
  const [result, error] = answer;
  return { result, error };
}

function isList(value: unknown): value is ArrayLike<number> {
  return Array.isArray(value) || ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function fault(why: string): RowFault {
  return new RowFault(`Cannot embed this text with ${MODEL}: ${why}`, {
    settings: ["AI_PROVIDER"],
  });
}

function said(error: unknown): string {
  return messageOf(error).replace(/\s+/g, " ").slice(0, 300);
}
