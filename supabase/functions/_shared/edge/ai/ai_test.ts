import assert from "node:assert/strict";
import {
  checkVector,
  embeddingModelOf,
  OutOfTime,
  ProviderDown,
  restAfter,
  RowFault,
} from "./ai.ts";
import { DIMENSIONS } from "../../vector/dimensions.ts";
import { openAi } from "./provider.ts";
import { readConfig, SettingError } from "../config/config.ts";

const configOf = (env: Record<string, string>) => readConfig((name) => env[name]);

Deno.test("checkVector() scales a vector to length 1", () => {
  const vector = checkVector(Array.from({ length: DIMENSIONS }, (_, i) => i < 2 ? [3, 4][i]! : 0));
  assert.ok(vector instanceof Float32Array);
  assert.deepEqual([...vector.slice(0, 3)], [Math.fround(0.6), Math.fround(0.8), 0]);
});

Deno.test("checkVector() throws for wrong dimensions, non-finite values and zero vectors", () => {
  const ones = (length: number) => Array.from({ length }, (): number => 1);
  for (const length of [0, DIMENSIONS - 1, DIMENSIONS + 1]) {
    assert.throws(() => checkVector(ones(length)), /512 dimensions: current value has \d+/);
  }
  for (const value of [NaN, Infinity, -Infinity]) {
    assert.throws(() => checkVector(ones(DIMENSIONS).with(7, value)), /at 7 is/);
  }
  assert.throws(() => checkVector(new Float32Array(DIMENSIONS)), /length is 0/);
  assert.throws(() => checkVector(ones(DIMENSIONS).fill(1e308)), /length is Infinity/);
});

Deno.test("openAi() opens the provider of the settings and never silently another", async () => {
  const offline = await openAi(configOf({ AI_PROVIDER: "offline" }));
  assert.equal(offline.embeddingModel, "offline/hashing@512");
  await assert.rejects(openAi(configOf({})), SettingError);
  const openai = await openAi(configOf({ OPENAI_API_KEY: "sk-x" }));
  assert.equal(openai.extractionModel, "openai/gpt-6-luna");
});

Deno.test("embeddingModelOf() equals the model name stored with the provider's vectors", async () => {
  const environments: Record<string, string>[] = [
    { AI_PROVIDER: "offline" },
    { OPENAI_EMBEDDING_MODEL: "large" },
  ];
  for (const env of environments) {
    const config = configOf({ OPENAI_API_KEY: "sk-x", ...env });
    assert.equal((await openAi(config)).embeddingModel, embeddingModelOf(config));
  }
});

Deno.test("offlineAi() gives unit vectors, equal for equal texts", async () => {
  const ai = await openAi(configOf({ AI_PROVIDER: "offline" }));
  const { signal } = new AbortController();
  const [a, again, b] = await ai.embed(["chess night", "chess night", "long lunch"], signal);
  assert.deepEqual(a, again);
  assert.notDeepEqual(a, b);
  assert.deepEqual(checkVector(a!), a);
});

Deno.test("restAfter() follows the provider's delay, and is 0 if only time ran out", () => {
  assert.equal(restAfter(new ProviderDown("down", 17)), 17);
  assert.equal(restAfter(new OutOfTime("over")), 0);
  assert.equal(restAfter(new RowFault("other")), 60);
});
