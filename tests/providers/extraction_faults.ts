/** Servers that fail to read a post: all posts, or only this one. */
import { completion } from "../openai_server.ts";
import { answer, DRAFT, extra, html, refuse, reply, type Row } from "./row.ts";

const MODEL = /OPENAI_EXTRACTION_MODEL/;
const json = (body: unknown, status = 200) => () => Response.json(body, { status });
const error = (status: number, error: Record<string, unknown>) => () => refuse(status, error);
const broken = (draft: unknown) => () => completion(JSON.stringify(draft));

const OF_SETTINGS: Row[] = [
  {
    name: "OpenAI, a model that was shut down",
    settings: { OPENAI_EXTRACTION_MODEL: "gpt-4o-mini" },
    serve: error(404, {
      message: "The model `gpt-4o-mini` does not exist",
      code: "model_not_found",
    }),
    right: {
      down: /OPENAI_EXTRACTION_MODEL.+gpt-4o-mini.+set OPENAI_EXTRACTION_MODEL to gpt-6-luna$/,
    },
  },
  {
    name: "Groq, a model that was decommissioned, by 400",
    serve: error(400, {
      message: "The model `x` has been decommissioned",
      code: "model_decommissioned",
    }),
    right: { down: MODEL },
  },
  {
    name: "Ollama, a model that is not there",
    serve: json({
      error: { message: 'model "x" not found, try pulling it first', type: "not_found_error" },
    }, 404),
    right: { down: MODEL },
  },
  {
    name: "Groq, a model without json_schema",
    serve: error(400, {
      message: "This model does not support response format `json_schema`.",
      param: "response_format",
    }),
    right: { down: MODEL },
  },
  {
    name: "the same in words alone",
    serve: error(400, { message: "Structured outputs are not supported by this model" }),
    right: { down: MODEL },
  },
  ...[
    { detail: extra("reasoning_effort") },
    { object: "error", message: { detail: extra("reasoning_effort") }, code: null },
    { object: "error", message: JSON.stringify({ detail: extra("reasoning_effort") }) },
    { message: JSON.stringify({ detail: extra("reasoning_effort") }), request_id: "1" },
  ].map((body, i): Row => ({
    name: `Mistral's 422 on reasoning_effort, form ${i}`,
    serve: (asked) => "reasoning_effort" in asked ? Response.json(body, { status: 422 }) : answer(),
    right: { down: /OPENAI_REASONING_EFFORT \(current value is none; off: not sent\)/ },
  })),
  {
    name: "OpenAI, an effort that the model has not",
    settings: { OPENAI_REASONING_EFFORT: "minimal" },
    serve: error(400, {
      message: "Unsupported value: 'minimal' is not supported with this model.",
      param: "reasoning_effort",
      code: "unsupported_value",
    }),
    right: { down: /OPENAI_REASONING_EFFORT \(current value is minimal/ },
  },
  {
    name: "a limit refused under both names",
    serve: (body) => {
      const field = ["max_completion_tokens", "max_tokens"].find((field) => field in body);
      return field ? refuse(400, { message: `unknown field: ${field}` }) : answer();
    },
    right: { down: /OPENAI_MAX_OUTPUT_TOKENS \(current value is 4000; 0: not sent\)/ },
  },
  {
    name: "a field that no setting sends",
    serve: error(422, { message: "messages: system role unknown", param: "n" }),
    right: { down: /the field n:.+OPENAI_EXTRACTION_MODEL.+OPENAI_BASE_URL/ },
  },
  {
    name: "Gemini, a wrong key by 400",
    serve: json([{
      error: { code: 400, message: "API key not valid.", status: "INVALID_ARGUMENT" },
    }], 400),
    right: { down: /OPENAI_API_KEY/ },
  },
  {
    name: "a wrong key, answered by a page",
    serve: () => html(401),
    right: { down: /401; check OPENAI_API_KEY$/ },
  },
  {
    name: "a wrong key, answered by a word",
    serve: json("no", 401),
    right: { down: /401; check OPENAI_API_KEY$/ },
  },
  {
    name: "no credit",
    serve: error(402, { message: "Insufficient credits" }),
    right: { down: /402/ },
  },
  {
    name: "OpenRouter: an error inside a 200",
    serve: json({ error: { code: 502, message: "Provider returned error" } }),
    right: { down: /502/ },
  },
  {
    name: "the same in the choice",
    serve: () =>
      reply({ role: "assistant", content: "" }, {
        finish_reason: "error",
        error: { code: 503, message: "gone" },
      }),
    right: { down: /503/ },
  },
  {
    name: "an error inside a 200 without a number",
    serve: json({ error: { message: "Something broke" } }),
    right: { down: /Something broke/ },
  },
  {
    name: "an error inside a 200 in one word",
    serve: json({ error: "overloaded" }),
    right: { down: /overloaded/ },
  },
  {
    name: "an error inside a 200 about a field",
    serve: json({ error: { code: 400, message: "no json_schema here", param: "response_format" } }),
    right: { down: MODEL },
  },
  {
    name: "Cloudflare: no success in a 200",
    serve: json({ success: false, errors: [{ code: 7009, message: "Upstream" }] }),
    right: { down: /Upstream/ },
  },
  {
    name: "an error in a stream",
    serve: () => new Response('data: {"error":{"code":429,"message":"slow"}}\n\n'),
    right: { down: /429/ },
  },
  { name: "a page with 200", serve: () => html(200), right: { down: /OPENAI_BASE_URL/ } },
  {
    name: "a page with 502",
    serve: () => html(502),
    right: { down: /^The provider answers 502$/ },
  },
  {
    name: "an answer of another kind",
    serve: json({ ok: true }),
    right: { down: /OPENAI_BASE_URL/ },
  },
  { name: "an empty answer", serve: () => new Response(""), right: { down: /OPENAI_BASE_URL/ } },
  {
    name: "204",
    serve: () => new Response(null, { status: 204 }),
    right: { down: /OPENAI_BASE_URL/ },
  },
  {
    name: "JSON that breaks off",
    serve: () => new Response('{"choices":[{"mess'),
    right: { down: /OPENAI_BASE_URL/ },
  },
];

const OF_POSTS: Row[] = [
  {
    name: "Groq, a generation that broke the schema",
    serve: error(400, {
      code: "json_validate_failed",
      message: "Failed to validate JSON against response_format",
    }),
    right: { fault: /Failed to validate/ },
  },
  {
    name: "a post that is too long",
    serve: error(400, {
      code: "context_length_exceeded",
      param: "messages",
      message: "maximum context length is 8192 tokens",
    }),
    right: { fault: /context length/ },
  },
  {
    name: "vLLM, no room for the limit",
    serve: error(400, {
      message:
        "'max_tokens' is too large: 4000. This model's maximum context length is 4096 tokens",
      param: "max_tokens",
    }),
    right: { fault: /too large/ },
  },
  {
    name: "llama.cpp, too long by 500",
    serve: error(500, { message: "the request exceeds the available context size" }),
    right: { fault: /context size/ },
  },
  { name: "a body that is too large", serve: () => html(413), right: { fault: /413/ } },
  {
    name: "Azure, content policy",
    serve: error(400, {
      code: "content_filter",
      message: "The response was filtered due to the prompt",
    }),
    right: { fault: /filtered/ },
  },
  {
    name: "OpenRouter, moderation by 403",
    serve: json({
      error: { code: 403, message: "Input was flagged", metadata: { reasons: ["violence"] } },
    }, 403),
    right: { fault: /flagged/ },
  },
  {
    name: "a 400 that quotes the post",
    caption: "Board games night: API key, temperature, dimensions, JSON schema",
    serve: error(400, {
      message: "Invalid input: 'board games night: api key, temperature, dimensions'",
    }),
    right: { fault: /Invalid input/ },
  },
  ...["length", "LENGTH", "MAX_TOKENS", "model_length", "content_filter", "SAFETY"].map((
    finish_reason,
  ): Row => ({
    name: `finish_reason ${finish_reason}`,
    serve: () => completion('{"kind":"event","ti', { finish_reason }),
    right: { fault: new RegExp(`ended early: ${finish_reason}`) },
  })),
  {
    name: "thoughts without an end",
    serve: () => completion(`<think>${JSON.stringify(DRAFT)}`),
    right: { fault: /not JSON/ },
  },
  {
    name: "an object that is cut off after a whole one",
    serve: () => completion(`${JSON.stringify(DRAFT)} {"kind": "ev`),
    right: { fault: /not JSON/ },
  },
  { name: "no choices", serve: json({ choices: [] }), right: { fault: /no choice/ } },
  {
    name: "a schema ignored: keys are missing",
    serve: broken({ kind: "event", title: "Board games" }),
    right: { fault: /schema/ },
  },
  {
    name: "a schema ignored: an unknown category",
    serve: broken({ ...DRAFT, category: "games" }),
    right: { fault: /schema at category/ },
  },
  ...[900, -1, null, "sure", "", [0.9]].map((confidence): Row => ({
    name: `confidence ${JSON.stringify(confidence)}`,
    serve: broken({ ...DRAFT, confidence }),
    right: { fault: /schema at confidence/ },
  })),
];

export const EXTRACTION_FAULTS: Row[] = [...OF_SETTINGS, ...OF_POSTS];
