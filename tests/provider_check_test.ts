/** `{"check": true}` recognises every row of the matrix before a post is claimed. */
import assert from "node:assert/strict";
import { openaiAi } from "../supabase/functions/_shared/edge/ai/openai.ts";
import { type Check, check } from "../supabase/functions/_shared/edge/ai/check.ts";
import { openAi } from "../supabase/functions/_shared/edge/ai/provider.ts";
import { readConfig } from "../supabase/functions/_shared/edge/config/config.ts";
import { never, settings, ZONE } from "./openai_client.ts";
import { startOpenaiServer } from "./openai_server.ts";
import { EMBEDDING, EMBEDDING_FAULTS } from "./providers/embedding.ts";
import { EXTRACTION } from "./providers/extraction.ts";
import { EXTRACTION_FAULTS } from "./providers/extraction_faults.ts";
import { answer, type Row } from "./providers/row.ts";

const TASKS = [
  { path: "chat/completions", task: "extraction", rows: [...EXTRACTION, ...EXTRACTION_FAULTS] },
  { path: "embeddings", task: "embedding", rows: [...EMBEDDING, ...EMBEDDING_FAULTS] },
] as const;

/** A clock that advances by a millisecond per call. */
const ticking = () => {
  let now = 0;
  return () => now++;
};

async function checkOf(row: Row, path: typeof TASKS[number]["path"]): Promise<Check> {
  const server = startOpenaiServer(ZONE, { path, serve: row.serve });
  const config = settings(server, { OPENAI_MAX_RETRIES: 0, ...row.settings });
  try {
    return await check({
      config,
      open: () => Promise.resolve(openaiAi(config)),
      clock: ticking(),
      signal: never,
    });
  } finally {
    await server.stop();
  }
}

/** Faults that only certain inputs cause. */
const OTHERS = /among the values|fewer than|more than asked|one index for all|two sizes/;

for (const { path, task, rows } of TASKS) {
  for (const row of rows.filter(({ name }) => !OTHERS.test(name))) {
    Deno.test(`check() of ${task} with ${row.name}`, async () => {
      const answered = (await checkOf(row, path))[task];
      const { ok, error = "", settings = [] } = answered;
      const { right } = row;
      assert.equal(ok, right === "draft" || typeof right === "number", error);
      if (typeof right === "object") {
        assert.match(error, "down" in right ? right.down : right.fault);
        for (const setting of settings) assert.match(setting, /^OPENAI_/);
      }
      if (typeof right === "number") {
        assert.equal("native_size" in answered && answered.native_size, right);
      }
    });
  }
}

Deno.test("check() returns provider, models, answers, durations and sizes", async () => {
  const server = startOpenaiServer(ZONE, { path: "chat/completions", serve: answer });
  const config = settings(server, {});
  const { open, clock } = { open: () => Promise.resolve(openaiAi(config)), clock: ticking() };
  const found = await check({ config, open, clock, signal: never });
  await server.stop();
  assert.deepEqual([found.ok, found.provider, found.warnings], [true, "openai", []]);
  assert.equal(found.extraction.model, "openai/gpt-6-luna");
  assert.equal(found.extraction.answer?.start_date, "2026-03-05");
  assert.ok(found.extraction.ms > 0 && found.embedding.ms > 0);
  const { model, native_size, stored_size } = found.embedding;
  assert.deepEqual([model, native_size, stored_size], [
    "openai/text-embedding-3-small@512",
    512,
    512,
  ]);
});

Deno.test("check() warns of a planned shutdown of a model and of a misread post", async () => {
  const server = startOpenaiServer(ZONE, {
    path: "chat/completions",
    serve: async () => {
      const text = await answer().text();
      return new Response(text.replace("2026-03-05", "2027-03-05"));
    },
    shutdownDate: "2031-02-03",
  });
  const config = settings(server, { OPENAI_MAX_RETRIES: 0 });
  const open = () => Promise.resolve(openaiAi(config));
  const { ok, warnings } = await check({ config, open, clock: ticking(), signal: never });
  await server.stop();
  assert.equal(ok, true);
  assert.match(warnings[0]!, /^gpt-6-luna is shut down on 2031-02-03/);
  assert.match(warnings[1]!, /start_date is 2027-03-05, not 2026-03-05/);
});

Deno.test("check() names a missing setting, and works offline without a key", async () => {
  const configOf = (env: Record<string, string>) => readConfig((name) => env[name]);
  const run = (env: Record<string, string>) =>
    check({ config: configOf(env), open: openAi, clock: ticking(), signal: never });
  const { ok, extraction } = await run({});
  assert.equal(ok, false);
  assert.match(extraction.error!, /^Cannot read setting OPENAI_API_KEY as it is missing/);
  assert.deepEqual(extraction.settings, ["OPENAI_API_KEY"]);
  assert.equal((await run({ AI_PROVIDER: "offline" })).ok, true);
  const { extraction: rules, embedding } = await run({ AI_PROVIDER: "supabase" });
  assert.deepEqual([rules.ok, embedding.ok, embedding.settings], [true, false, ["AI_PROVIDER"]]);
});
