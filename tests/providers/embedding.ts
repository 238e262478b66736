/** Servers that embed texts. */
import { extra, html, nativeVector, refuse, type Row, unknown, vectors } from "./row.ts";

const base64 = (numbers: number[]) =>
  btoa(String.fromCharCode(...new Uint8Array(Float32Array.from(numbers).buffer)));
const MODEL = { OPENAI_EMBEDDING_MODEL: "bge-m3" };
const json = (body: unknown, status = 200) => () => Response.json(body, { status });

export const EMBEDDING: Row[] = [
  {
    name: "Ollama, llama.cpp, LM Studio: 768 numbers for any request",
    settings: { OPENAI_EMBEDDING_MODEL: "nomic-embed-text" },
    serve: (body) => vectors(body, 768),
    right: 768,
  },
  {
    name: "a small model",
    settings: { OPENAI_EMBEDDING_MODEL: "all-minilm" },
    serve: (body) => vectors(body, 384),
    right: 384,
  },
  {
    name: "vLLM: dimensions refused without Matryoshka",
    settings: MODEL,
    serve: (body) =>
      body.dimensions === undefined ? vectors(body, 1024) : refuse(400, {
        message: 'Model "bge-m3" does not support matryoshka representation.',
        type: "BadRequestError",
        code: 400,
      }),
    right: 1024,
  },
  {
    name: "Mistral: dimensions is an unknown field",
    settings: { OPENAI_EMBEDDING_MODEL: "mistral-embed" },
    serve: (body) => {
      const fields = unknown(body, "model", "input", "encoding_format");
      if (fields.length === 0) return vectors(body, 1024);
      const message = { detail: extra(...fields) };
      return Response.json({ object: "error", message, code: null }, { status: 422 });
    },
    right: 1024,
  },
  ...["text-embedding-3-small", "openai/text-embedding-3-large"].map((model): Row => ({
    name: `a strict server with ${model}: dimensions refused`,
    settings: { OPENAI_EMBEDDING_MODEL: model },
    serve: (body) =>
      body.dimensions === undefined
        ? vectors(body, 1536)
        : refuse(400, { message: 'Unknown name "dimensions": Cannot find field.' }),
    right: 1536,
  })),
  {
    name: "a server with OpenAI's name: dimensions ignored",
    serve: (body) => vectors(body, 384),
    right: 384,
  },
  {
    name: "dimensions that the operator asks for",
    settings: { ...MODEL, OPENAI_EMBEDDING_DIMENSIONS: "256" },
    serve: (body) => vectors(body, Number(body.dimensions)),
    right: 256,
  },
  {
    name: "Gemini: no index",
    settings: { OPENAI_EMBEDDING_MODEL: "gemini-embedding-001" },
    serve: (body) =>
      vectors(body, 512, (items) => ({ data: items.map(({ index: _, ...item }) => item) })),
    right: 512,
  },
  {
    name: "Gemini: no index for 0, in another order",
    settings: MODEL,
    serve: (body) =>
      vectors(body, 512, (items) => ({
        data: items.map(({ index, ...item }) => index ? { index, ...item } : item).reverse(),
      })),
    right: 512,
  },
  {
    name: "another order",
    settings: MODEL,
    serve: (body) => vectors(body, 512, (items) => ({ data: items.reverse() })),
    right: 512,
  },
  {
    name: "indexes as text",
    settings: MODEL,
    serve: (body) =>
      vectors(
        body,
        512,
        (items) => ({ data: items.map((item) => ({ ...item, index: `${item.index}` })).reverse() }),
      ),
    right: 512,
  },
  {
    name: "unrequested base64",
    settings: MODEL,
    serve: (body) =>
      vectors(body, 512, (items) => ({
        data: items.map((item) => ({ ...item, embedding: base64(item.embedding as number[]) })),
      })),
    right: 512,
  },
  {
    name: "llama.cpp without /v1: a list of lists",
    settings: MODEL,
    serve: (body) =>
      vectors(
        body,
        768,
        (items) => items.map((item) => ({ ...item, embedding: [item.embedding] })),
      ),
    right: 768,
  },
  {
    name: "Ollama's own form",
    settings: MODEL,
    serve: (body) =>
      vectors(body, 768, (items) => ({ embeddings: items.map(({ embedding }) => embedding) })),
    right: 768,
  },
];

const MODEL_FAULT = { fault: /Cannot (use|take)/ };
const withValue = (value: unknown) => (items: { embedding: unknown }[]) => ({
  data: items.map((item, i) =>
    i === 1 ? { ...item, embedding: (item.embedding as unknown[]).with(600, value) } : item
  ),
});

export const EMBEDDING_FAULTS: Row[] = [
  {
    name: "a server without /embeddings",
    serve: () =>
      refuse(404, { message: "Unknown request URL: POST /embeddings", code: "unknown_url" }),
    right: { down: /OPENAI_EMBEDDING_BASE_URL.+OPENAI_EMBEDDING_KEY/ },
  },
  {
    name: "no /embeddings, answered by a page",
    serve: () => html(404),
    right: { down: /OPENAI_EMBEDDING_BASE_URL/ },
  },
  {
    name: "no /embeddings, answered by 405",
    serve: () => html(405),
    right: { down: /OPENAI_EMBEDDING_BASE_URL/ },
  },
  { name: "a page with 200", serve: () => html(200), right: { down: /OPENAI_EMBEDDING_BASE_URL/ } },
  {
    name: "no data",
    serve: json({ object: "list" }),
    right: { down: /OPENAI_EMBEDDING_BASE_URL/ },
  },
  {
    name: "an error inside a 200",
    serve: json({ error: { message: "No instances", code: 503 } }),
    right: { down: /503/ },
  },
  {
    name: "a model that is not there",
    settings: MODEL,
    serve: json({ error: "model 'bge-m3' not found" }, 404),
    right: { down: /OPENAI_EMBEDDING_MODEL \(current value is bge-m3\)$/ },
  },
  {
    name: "dimensions that the operator asks for, refused",
    settings: { ...MODEL, OPENAI_EMBEDDING_DIMENSIONS: "256" },
    serve: () => refuse(400, { message: "does not support matryoshka representation" }),
    right: { down: /OPENAI_EMBEDDING_DIMENSIONS \(current value is 256; 0: not sent\)/ },
  },
  {
    name: "a wrong key of its own",
    settings: { OPENAI_EMBEDDING_KEY: "sk-other" },
    serve: () => html(401),
    right: { down: /check OPENAI_EMBEDDING_KEY$/ },
  },
  {
    name: "Ollama: a text that is too long, by 500",
    serve: json({ error: "the input length exceeds the context length" }, 500),
    right: { fault: /context length/ },
  },
  { name: "an empty list", serve: json({ data: [] }), right: MODEL_FAULT },
  {
    name: "fewer than asked",
    serve: (body) => vectors(body, 512, (items) => ({ data: items.slice(1) })),
    right: MODEL_FAULT,
  },
  {
    name: "more than asked",
    serve: (body) => vectors(body, 512, (items) => ({ data: [...items, ...items] })),
    right: MODEL_FAULT,
  },
  {
    name: "one index for all",
    serve: (body) =>
      vectors(body, 512, (items) => ({ data: items.map((item) => ({ ...item, index: 0 })) })),
    right: MODEL_FAULT,
  },
  {
    name: "null among the values that are cut off",
    settings: MODEL,
    serve: (body) => vectors(body, 768, withValue(null)),
    right: { fault: /at 600 is null/ },
  },
  {
    name: "text among the values",
    settings: MODEL,
    serve: (body) => vectors(body, 768, withValue("1")),
    right: { fault: /at 600 is 1/ },
  },
  {
    name: "two sizes in one answer",
    settings: MODEL,
    serve: (body) =>
      vectors(
        body,
        768,
        (items) => ({
          data: items.map((item, i) => i ? { ...item, embedding: nativeVector(i, 300) } : item),
        }),
      ),
    right: { fault: /must have 768 dimensions: current value has 300/ },
  },
  {
    name: "zeros in the kept part of the vector",
    settings: MODEL,
    serve: (body) =>
      vectors(
        body,
        768,
        (items) => ({
          data: items.map((item) => ({ ...item, embedding: Array(768).fill(0).with(700, 1) })),
        }),
      ),
    right: { fault: /no direction/ },
  },
];
