/** Helpers for tests of the OpenAI provider: a client of the local server, and its errors. */
import assert from "node:assert/strict";
import type { Ai } from "../supabase/functions/_shared/edge/ai/ai.ts";
import { DIMENSIONS } from "../supabase/functions/_shared/vector/dimensions.ts";
import { openaiAi } from "../supabase/functions/_shared/edge/ai/openai.ts";
import { type Config, readConfig } from "../supabase/functions/_shared/edge/config/config.ts";
import { draftOf } from "../supabase/functions/_shared/event/test_draft.ts";
import { completion, type OpenaiServer, startOpenaiServer } from "./openai_server.ts";

export const ZONE = "Australia/Melbourne";
export const POST = {
  caption: "Chess night, Friday 6pm",
  posted_at: new Date("2025-08-20T13:30:00Z"),
};

export const DRAFT = draftOf({
  title: "Chess night",
  organisers: ["Chess club"],
  category: "gaming_esports",
});

export const good = () => completion(JSON.stringify(DRAFT));
export const unit = (at: number) =>
  Array.from({ length: DIMENSIONS }, (_, i): number => i === at ? 2 : 0);
/** Requests an immediate retry, so that no test waits for a backoff. */
export const soon = { "retry-after-ms": "1" };

type Overrides = Record<string, string | number>;

/** Settings for the server. Numbers bypass validation, so that a timeout can be short. */
export function settings({ url, key }: OpenaiServer, overrides: Overrides): Config {
  const env: Overrides = { OPENAI_API_KEY: key, OPENAI_BASE_URL: url, ...overrides };
  const config = readConfig((name) => env[name]?.toString());
  const get = (name: string) =>
    typeof env[name] === "number" ? env[name] : config.get(name as never);
  return { ...config, get: get as Config["get"] };
}

/** Runs a test with a server, and fails if it found a fault in any request. */
export async function withServer(
  work: (server: OpenaiServer, ai: (overrides?: Overrides) => Ai) => Promise<void>,
): Promise<void> {
  const server = startOpenaiServer();
  try {
    await work(server, (overrides = {}) => openaiAi(settings(server, overrides)));
    assert.deepEqual(server.faults, []);
  } finally {
    await server.stop();
  }
}

export const never = new AbortController().signal;
export const extract = async (ai: Ai) => (await ai.extract(POST, ZONE, never))[0]!;

/** The error of a call; it must be of this class and must not contain the key. */
export async function failure<E extends Error>(
  call: Promise<unknown>,
  type: new (...args: never[]) => E,
  { key }: { key: string },
): Promise<E> {
  const error = await call.then(() => assert.fail("it succeeded"), (error: unknown) => error);
  assert.ok(error instanceof type, `${error}`);
  const told = Deno.inspect(error, { depth: 9 });
  assert.ok(!told.includes(key), told);
  return error;
}
