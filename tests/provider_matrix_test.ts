/** Results for the variants of servers with OpenAI's API. */
import assert from "node:assert/strict";
import { type Ai, ProviderDown, RowFault } from "../supabase/functions/_shared/edge/ai/ai.ts";
import { openaiAi } from "../supabase/functions/_shared/edge/ai/openai.ts";
import { SAMPLE_POST } from "../supabase/functions/_shared/edge/ai/sample.ts";
import { failure, never, settings, ZONE } from "./openai_client.ts";
import { type OpenaiServer, startOpenaiServer } from "./openai_server.ts";
import { EMBEDDING, EMBEDDING_FAULTS } from "./providers/embedding.ts";
import { EXTRACTION } from "./providers/extraction.ts";
import { EXTRACTION_FAULTS } from "./providers/extraction_faults.ts";
import { DRAFT, nativeVector, type Row } from "./providers/row.ts";

const TASKS = {
  extract: { path: "chat/completions", rows: [...EXTRACTION, ...EXTRACTION_FAULTS] },
  embed: { path: "embeddings", rows: [...EMBEDDING, ...EMBEDDING_FAULTS] },
} as const;

for (const [task, { path, rows }] of Object.entries(TASKS)) {
  for (const row of rows) {
    Deno.test(`openaiAi().${task}() with ${row.name}`, async () => {
      const server = startOpenaiServer(ZONE, { path, serve: row.serve });
      try {
        const ai = openaiAi(settings(server, { OPENAI_MAX_RETRIES: 0, ...row.settings }));
        const call = () =>
          task === "extract"
            ? ai.extract(
              { ...SAMPLE_POST, ...row.caption && { caption: row.caption } },
              ZONE,
              never,
            )
            : ai.embed(["a", "b"], never);
        await judge(row, ai, call, server);
      } finally {
        await server.stop();
      }
    });
  }
}

async function judge(
  { right, settings }: Row,
  ai: Ai,
  call: () => Promise<unknown>,
  server: OpenaiServer,
) {
  if (right === "draft") return assert.deepEqual(await call(), [DRAFT]);
  if (typeof right === "number") {
    areVectorsOf(right, await call() as Float32Array[]);
    const model = settings?.OPENAI_EMBEDDING_MODEL ?? "text-embedding-3-small";
    return assert.equal(ai.embeddingModel, `openai/${model}@${right}`);
  }
  if ("down" in right) {
    assert.match((await failure(call(), ProviderDown, server)).message, right.down);
  } else assert.match((await failure(call(), RowFault, server)).message, right.fault);
}

/** Asserts 512 numbers of length 1 in the direction of the native vector's first 512. */
function areVectorsOf(native: number, vectors: Float32Array[]) {
  assert.equal(vectors.length, 2);
  for (const [text, vector] of vectors.entries()) {
    const kept = nativeVector(text, native).slice(0, 512);
    const norm = Math.hypot(...kept);
    assert.equal(vector.length, 512);
    for (const [i, number] of vector.entries()) {
      assert.ok(Math.abs(number - (kept[i] ?? 0) / norm) < 1e-4, `text ${text} at ${i}`);
    }
  }
}
