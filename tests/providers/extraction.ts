/** Servers that read posts with a usable answer. */
import { completion } from "../openai_server.ts";
import { answer, DRAFT, extra, JSON_DRAFT, refuse, reply, type Row, unknown } from "./row.ts";

const stream = (text: string) =>
  new Response(text, { headers: { "content-type": "text/event-stream" } });
const piece = (delta: object, finish_reason: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
const text = (body: string, type = "application/json") =>
  new Response(body, { headers: { "content-type": type } });
const said = (content: unknown) => () => reply({ role: "assistant", content });
const { confidence: _, ...SURE } = DRAFT;
const confident = (confidence: unknown) => said(JSON.stringify({ ...SURE, confidence }));

const OK = "draft" as const;

export const EXTRACTION: Row[] = [
  {
    name: "OpenAI, reasoning model: no temperature but 1, no max_tokens",
    serve: ({ temperature = 1, max_tokens }) => {
      if (temperature !== 1) {
        return refuse(400, { param: "temperature", code: "unsupported_value" });
      }
      if (max_tokens !== undefined) {
        return refuse(400, { param: "max_tokens", code: "unsupported_parameter" });
      }
      return answer();
    },
    right: OK,
  },
  {
    name: "Mistral without effort: the limit has its older name",
    settings: { OPENAI_REASONING_EFFORT: "" },
    serve: (body) => {
      const fields = unknown(body, "model", "messages", "response_format", "max_tokens");
      if (fields.length === 0) return answer();
      const message = { detail: extra(...fields) };
      return Response.json({ object: "error", message, code: null }, { status: 422 });
    },
    right: OK,
  },
  {
    name: "a gateway that refuses $schema",
    serve: (body) =>
      JSON.stringify(body).includes("$schema")
        ? refuse(400, { message: 'Unknown name "$schema": Cannot find field.' })
        : answer(),
    right: OK,
  },
  { name: "a local model: a fence", serve: said("```json\n" + JSON_DRAFT + "\n```"), right: OK },
  {
    name: "a local model: prose with braces before it",
    serve: said(`The format is {"kind": …}. Set {x}. Here it is:\n${JSON_DRAFT}\nAnything else?`),
    right: OK,
  },
  {
    name: "a thinking model: a draft of the draft in <think>",
    serve: said(
      `<think>Maybe ${JSON.stringify({ ...DRAFT, title: "Wrong" })}?</think>\n${JSON_DRAFT}`,
    ),
    right: OK,
  },
  { name: "an object in a list", serve: said(`[${JSON_DRAFT}]`), right: OK },
  { name: "an object under a name", serve: said(`{"post_facts": ${JSON_DRAFT}}`), right: OK },
  {
    name: "trailing commas",
    serve: said(JSON_DRAFT.replace(/}$/, ",}").replace("]", ",]").replace("[,", "[")),
    right: OK,
  },
  { name: "a byte order mark in the content", serve: said(`\ufeff${JSON_DRAFT}`), right: OK },
  {
    name: "content in parts",
    serve: said([{ type: "text", text: JSON_DRAFT.slice(0, 20) }, {
      type: "text",
      text: JSON_DRAFT.slice(20),
    }]),
    right: OK,
  },
  { name: "content that is the object", serve: said(DRAFT), right: OK },
  {
    name: "an answer by a tool call",
    serve: () =>
      reply({
        role: "assistant",
        content: null,
        tool_calls: [{ type: "function", function: { name: "f", arguments: JSON_DRAFT } }],
      }, { finish_reason: "tool_calls" }),
    right: OK,
  },
  {
    name: "everything in reasoning_content",
    serve: () => reply({ role: "assistant", content: "", reasoning_content: JSON_DRAFT }),
    right: OK,
  },
  { name: "an empty refusal", serve: () => completion(JSON_DRAFT, { refusal: "" }), right: OK },
  ...[null, undefined, "STOP", "eos", "end_turn", "tool_calls", ""].map((finish_reason): Row => ({
    name: `finish_reason ${finish_reason}`,
    serve: () => reply({ role: "assistant", content: JSON_DRAFT }, { finish_reason }),
    right: OK,
  })),
  ...[90, "90%", "90 %", "0.9", 0.9].map((confidence): Row => ({
    name: `confidence ${JSON.stringify(confidence)}`,
    serve: confident(confidence),
    right: OK,
  })),
  {
    name: "an unrequested stream",
    serve: () =>
      stream(
        ": hello\n\n" + piece({ role: "assistant", content: "" }) +
          piece({ content: JSON_DRAFT.slice(0, 30) }) + piece({ content: JSON_DRAFT.slice(30) }) +
          piece({}, "stop") + 'data: {"choices":[],"usage":{}}\n\ndata: [DONE]\n\n',
      ),
    right: OK,
  },
  {
    name: "JSON as text/plain with a byte order mark",
    serve: async () => text(`\ufeff${await answer().text()}`, "text/plain"),
    right: OK,
  },
];
