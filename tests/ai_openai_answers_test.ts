import assert from "node:assert/strict";
import { RowFault } from "../supabase/functions/_shared/edge/ai/ai.ts";
import { DRAFT, extract, failure, never, unit, withServer } from "./openai_client.ts";
import { completion, embeddings, type Play } from "./openai_server.ts";

/** Unusable answers about one post. */
const UNUSABLE: [name: string, play: Play, told: RegExp][] = [
  [
    "a refusal",
    () => completion(null, { refusal: "I can't help." }),
    /^The model refused: I can't help/,
  ],
  [
    "a filtered answer",
    () => completion("", { finish_reason: "content_filter" }),
    /content_filter/,
  ],
  [
    "an answer cut at its length",
    () => completion('{"kind":"ev', { finish_reason: "length" }),
    /ended early: length/,
  ],
  ["truncated JSON", () => completion('{"kind":"event","ti'), /it is not JSON/],
  ["no content", () => completion(null), /it is not JSON/],
  ["no choice", () => Response.json({ choices: [] }), /holds no choice/],
  ["a choice without a message", () => Response.json({ choices: [{}] }), /holds no choice/],
  [
    "a kind that is none",
    () => completion(JSON.stringify({ ...DRAFT, kind: "party" })),
    /breaks the schema at kind/,
  ],
  [
    "a missing key",
    () => completion(JSON.stringify({ ...DRAFT, title: undefined })),
    /breaks the schema at title/,
  ],
  ["JSON that is no object", () => completion("[]"), /it holds no draft/],
];

for (const [name, play, told] of UNUSABLE) {
  Deno.test(`openaiAi().extract() throws RowFault for ${name}`, async () => {
    await withServer(async (server, ai) => {
      server.play(play);
      assert.match((await failure(extract(ai()), RowFault, server)).message, told);
      assert.equal(server.asked.length, 1);
    });
  });
}

/** Unusable answers to two texts. */
const BAD_VECTORS: [name: string, play: Play, told: RegExp][] = [
  [
    "two dimensions in one answer",
    () => embeddings([unit(0), unit(1).slice(1)]),
    /512 dimensions: .+ has 511/,
  ],
  ["the model's full length", () => embeddings([unit(0), Array(1536).fill(1)]), /has 1536/],
  ["null among the values", () => embeddings([unit(0), unit(1).fill(null!, 5, 6)]), /at 5 is null/],
  [
    "NaN, which JSON makes null",
    () => embeddings([unit(0), unit(1).fill(NaN, 7, 8)]),
    /at 7 is null/,
  ],
  ["text among the values", () => embeddings([unit(0), Array(512).fill("1")]), /at 0 is 1/],
  ["zeros only", () => embeddings([unit(0), unit(1).fill(0)]), /no direction/],
  ["values beyond measure", () => embeddings([unit(0), Array(512).fill(1e308)]), /no direction/],
  ["a missing vector", () => embeddings([unit(0), unit(1)], [0]), /text 1 of 2 has no vector/],
  ["one vector twice", () => embeddings([unit(0), unit(1)], [0, 0]), /text 0 .+ two vectors/],
  ["more vectors than texts", () => embeddings([0, 1, 2].map(unit)), /2 texts have 3 vectors/],
  ["an index beyond the texts", () => embeddings([unit(0), unit(1)], [1, 2]), /no text 2 among 2/],
  ["half a number in base64", () => embeddings([unit(0), "AAAA"]), /3 bytes.+no dimensions/],
  ["text that is no base64", () => embeddings([unit(0), "some text!"]), /no base64/],
  ["a handful of numbers", () => embeddings([[1, 2], [3, 4]]), /16 dimensions or more/],
];

for (const [name, play, told] of BAD_VECTORS) {
  Deno.test(`openaiAi().embed() refuses ${name}`, async () => {
    await withServer(async (server, ai) => {
      server.play(play);
      const call = ai().embed(["a", "b"], never);
      assert.match((await failure(call, RowFault, server)).message, told);
    });
  });
}
