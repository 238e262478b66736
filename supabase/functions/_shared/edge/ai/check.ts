/**
 * Tests the provider with the current settings: one sample post, one sample text, nothing stored.
 * Reports the results and wrong settings, before real posts fail.
 */
import { z } from "zod";
import { type Ai, ProviderDown, RowFault } from "./ai.ts";
import { type Config, SettingError } from "../config/config.ts";
import type { Draft } from "../../event/draft.ts";
import { messageOf } from "../run/run.ts";
import { openAi } from "./provider.ts";
import { SAMPLE_FACTS, SAMPLE_POST, SAMPLE_TEXT } from "./sample.ts";

/** Body of the functions that use a provider. */
export const StageInput = z.strictObject({ check: z.boolean().optional() });

/** Result of one task. */
export interface Checked {
  ok: boolean;
  model: string | null;
  /** Duration in ms, retries included. */
  ms: number;
  error?: string;
  /** Settings that may be the cause. */
  settings?: readonly string[];
}

/** Result of a check. */
export interface Check {
  ok: boolean;
  provider: string;
  extraction: Checked & { answer?: Draft };
  embedding: Checked & { native_size?: number | null; stored_size?: number };
  /** Problems that do not prevent operation. */
  warnings: string[];
}

/** Runs the check for a request with `{"check": true}`. */
export function checkAi(config: Config): Promise<Check> {
  const signal = AbortSignal.timeout(config.get("TIME_BUDGET_SEC") * 1000);
  return check({ config, open: openAi, clock: () => performance.now(), signal });
}

/** Dependencies of `check`. */
export interface CheckDeps {
  config: Config;
  /** Opens the configured provider. */
  open(config: Config): Promise<Ai>;
  /** Returns the time in ms. */
  clock(): number;
  signal: AbortSignal;
}

/** Checks extraction and embedding. Never throws; failures are in the result. */
export async function check({ config, open, clock, signal }: CheckDeps): Promise<Check> {
  const started = clock();
  const ms = () => Math.round(clock() - started);
  let ai: Ai;
  try {
    ai = await open(config);
  } catch (error) {
    const failed = { ...failureOf(error), model: null, ms: ms() };
    return {
      ok: false,
      provider: providerOf(config),
      extraction: failed,
      embedding: failed,
      warnings: [],
    };
  }
  const [extraction, embedding] = await Promise.all([
    checkExtraction(ai, config, { ms, signal }),
    checkEmbedding(ai, { ms, signal }),
  ]);
  const warnings = [
    ...await ai.warnings?.(signal) ?? [],
    ...extraction.answer ? misreadings(extraction.answer) : [],
    ...sizeWarnings(embedding),
  ];
  const ok = extraction.ok && embedding.ok;
  return { ok, provider: providerOf(config), extraction, embedding, warnings };
}

type Watch = { ms(): number; signal: AbortSignal };

async function checkExtraction(
  ai: Ai,
  config: Config,
  { ms, signal }: Watch,
): Promise<Check["extraction"]> {
  const model = ai.extractionModel;
  try {
    const [answer] = await ai.extract(SAMPLE_POST, config.get("COMMUNITY_TIME_ZONE"), signal);
    return { ok: true, model, ms: ms(), ...answer && { answer } };
  } catch (error) {
    return { ...failureOf(error), model, ms: ms() };
  }
}

async function checkEmbedding(ai: Ai, { ms, signal }: Watch): Promise<Check["embedding"]> {
  try {
    const [vector] = await ai.embed([SAMPLE_TEXT], signal);
    const native_size = Number(/@(\d+)$/.exec(ai.embeddingModel)?.[1]) || null;
    return {
      ok: true,
      model: ai.embeddingModel,
      ms: ms(),
      native_size,
      stored_size: vector!.length,
    };
  } catch (error) {
    return { ...failureOf(error), model: ai.embeddingModel, ms: ms() };
  }
}

function failureOf(error: unknown): { ok: false; error: string; settings: readonly string[] } {
  const message = messageOf(error);
  const settings = error instanceof ProviderDown
    ? error.settings
    : error instanceof RowFault
    ? error.about.settings ?? []
    : namedIn(message);
  return {
    ok: false,
    error: error instanceof SettingError ? `${message}. ${error.hint}` : message,
    settings,
  };
}

/** Names of settings in an error message. */
function namedIn(message: string): string[] {
  return [...new Set(message.match(/\b(?:AI|OPENAI|COMMUNITY)_[A-Z_]+\b/g) ?? [])];
}

function providerOf(config: Config): string {
  try {
    return config.get("AI_PROVIDER");
  } catch {
    return "unknown";
  }
}

function misreadings(draft: Draft): string[] {
  return Object.entries(SAMPLE_FACTS)
    .filter(([key, value]) => draft[key as keyof Draft] !== value)
    .map(([key, value]) =>
      `The sample post was misread: ${key} is ${draft[key as keyof Draft]}, not ${value}; ` +
      "check OPENAI_EXTRACTION_MODEL"
    );
}

function sizeWarnings({ native_size, stored_size, model }: Check["embedding"]): string[] {
  if (!native_size || !stored_size || native_size <= stored_size) return [];
  return [
    `${model} answers ${native_size} numbers, of which the first ${stored_size} are kept: ` +
    "that suits models trained for it (Matryoshka)",
  ];
}
