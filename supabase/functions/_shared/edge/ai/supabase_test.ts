import assert from "node:assert/strict";
import { OutOfTime, ProviderDown, RowFault } from "./ai.ts";
import { readConfig, SettingError } from "../config/config.ts";
import { SAMPLE_FACTS, SAMPLE_POST } from "./sample.ts";
import { supabaseAi } from "./supabase.ts";

const CONFIG = readConfig((name) => name === "AI_PROVIDER" ? "supabase" : undefined);
const never = new AbortController().signal;
const numbers = (first = 1) => Array.from({ length: 384 }, (_, i) => i === 0 ? first : 0.5);

/** The provider with a stand-in runtime; `answer` is the model. */
function ai(answer: (text: string) => unknown) {
  const asked: [model: string, text: string, options: unknown][] = [];
  class Session {
    constructor(private readonly model: string) {}
    run(text: string, options: unknown) {
      asked.push([this.model, text, options]);
      return Promise.resolve().then(() => answer(text));
    }
  }
  return { asked, ...supabaseAi(CONFIG, { Supabase: { ai: { Session } } }) };
}

Deno.test("supabaseAi() embeds with gte-small, one text per call, padded to the column's size", async () => {
  const { embed, asked, embeddingModel } = ai((text) => numbers(text.length));
  const vectors = await embed(["a", "bb"], never);
  assert.equal(embeddingModel, "supabase/gte-small@384");
  const options = { mean_pool: true, normalize: true };
  assert.deepEqual(asked, [["gte-small", "a", options], ["gte-small", "bb", options]]);
  for (const vector of vectors) {
    assert.equal(vector.length, 512);
    assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-6);
    assert.deepEqual(vector.slice(384), new Float32Array(128));
  }
  assert.ok(vectors[1]![0]! > vectors[0]![0]!);
});

Deno.test("supabaseAi() accepts both forms of an answer", async () => {
  const forms = [
    numbers(),
    Float32Array.from(numbers()),
    [numbers(), null],
    [numbers(), undefined],
    [numbers()],
  ];
  const expected = (await ai(() => numbers()).embed(["a"], never))[0]!;
  for (const form of forms) {
    const [vector] = await ai(() => form).embed(["a"], never);
    assert.ok(vector!.every((number, i) => Math.abs(number - expected[i]!) < 1e-6));
  }
});

Deno.test("supabaseAi() throws RowFault for a text without a valid vector", async () => {
  const wrong: [answer: unknown, told: RegExp][] = [
    [[null, new Error("out of memory")], /gte-small: out of memory$/],
    [[null, null], /no list of numbers/],
    [undefined, /no list of numbers/],
    ["a", /no list of numbers/],
    [{ embedding: numbers() }, /no list of numbers/],
    [[1, 2, 3], /3 numbers, not 384/],
    [numbers(NaN), /finite/],
    [Array(384).fill(0), /no direction/],
  ];
  for (const [answer, told] of wrong) {
    await assert.rejects(
      ai(() => answer).embed(["a"], never),
      (error) => error instanceof RowFault && told.test(error.message),
    );
  }
  await assert.rejects(
    ai(() => {
      throw new Error("worker is gone");
    }).embed(["a"], never),
    /gte-small: worker is gone/,
  );
});

Deno.test("supabaseAi() throws SettingError in a runtime without models, and still reads posts", async () => {
  const runtimes = [{}, { Supabase: {} }, { Supabase: { ai: {} } }];
  for (const runtime of runtimes) {
    await assert.rejects(
      supabaseAi(CONFIG, runtime).embed(["a"], never),
      (error) =>
        error instanceof SettingError &&
        /^Cannot embed with AI_PROVIDER=supabase/.test(error.message),
    );
  }
  const here = supabaseAi(CONFIG);
  await assert.rejects(here.embed(["a"], never), SettingError);
  const [draft] = await here.extract(SAMPLE_POST, "Australia/Melbourne", never);
  assert.deepEqual([draft?.kind, draft?.start_date], [SAMPLE_FACTS.kind, SAMPLE_FACTS.start_date]);
});

Deno.test("supabaseAi() throws ProviderDown if the model cannot be loaded", async () => {
  class Session {
    constructor() {
      throw new Error("no such model");
    }
    run() {}
  }
  const runtime = { Supabase: { ai: { Session } } };
  await assert.rejects(supabaseAi(CONFIG, runtime).embed(["a"], never), ProviderDown);
});

Deno.test("supabaseAi() limits texts per request, truncates long ones and stops at the run's end", async () => {
  const run = new AbortController();
  const { embed, asked, embeddingLimits } = ai(() => {
    run.abort();
    return numbers();
  });
  assert.deepEqual(embeddingLimits, { texts: 5, perRun: 5 });
  await assert.rejects(embed(["x".repeat(9_000), "b"], run.signal), OutOfTime);
  assert.deepEqual(asked.map(([, text]) => text.length), [4_000]);
});
