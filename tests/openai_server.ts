/**
 * A server with the part of OpenAI's API that the functions use. It refuses the same requests as
 * OpenAI and plays queued faults. Otherwise it reads posts and embeds texts with the offline
 * provider, so that a whole pipeline can run on it.
 */
import { extractOffline } from "../supabase/functions/_shared/extract/extract.ts";
import { embedOffline } from "../supabase/functions/_shared/vector/embed_offline.ts";
import { strictSchemaFaults } from "./openai_schema.ts";

/** A received request. */
export interface Asked {
  /** "chat/completions" or "embeddings". */
  path: string;
  /** Time of arrival, performance.now(). */
  at: number;
  // Unparsed, because tests inspect it.
  body: Record<string, unknown>;
}

/** Responds to one request instead of the server. */
export type Play = (asked: Asked) => Response | Promise<Response>;

/** A running server. */
export interface OpenaiServer {
  /** Base URL for OPENAI_BASE_URL. */
  url: string;
  key: string;
  /** Every well-formed request, in order. */
  asked: Asked[];
  /** Refused requests with the reason; each is a fault of the caller. */
  faults: string[];
  /** Queues responses to the next requests; afterwards the server responds itself. */
  play(...plays: Play[]): void;
  /** Responds to every request with `play`, until called with null. */
  always(play: Play | null): void;
  stop(): Promise<void>;
}

export const EXTRACTION_MODEL = "gpt-6-luna";
export const EMBEDDING_MODEL = "text-embedding-3-small";
const DIMENSIONS = 512;
const MAX_INPUTS = 2048;
/** 8,192 tokens of about four characters. */
const MAX_INPUT_CHARACTERS = 32_768;

/** Behaviour of another server, a row of the matrix; it validates requests to this path itself. */
export interface Habits {
  path: "chat/completions" | "embeddings";
  serve(body: Asked["body"]): Response | Promise<Response>;
  /** Shutdown date of its models for GET /models. */
  shutdownDate?: string;
}

/**
 * Starts a server on a free local port.
 *
 * @param timeZone zone for dates in posts
 */
export function startOpenaiServer(
  timeZone = "Australia/Melbourne",
  habits?: Habits,
): OpenaiServer {
  const key = "sk-proj-Local0nly_" + crypto.randomUUID();
  const [asked, faults, queue]: [Asked[], string[], Play[]] = [[], [], []];
  let fallback: Play | null = null;

  async function serve(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.replace(/^\/v1\//, "");
    if (request.headers.get("authorization") !== `Bearer ${key}`) {
      faults.push("wrong key");
      return refuse(401, "invalid_api_key", "Incorrect API key provided.");
    }
    if (request.method === "GET" && path.startsWith("models/")) {
      return Response.json({ object: "model", shutdown_date: habits?.shutdownDate ?? null });
    }
    const entry: Asked = { path, at: performance.now(), body: await request.json() };
    if (habits?.path === path) {
      asked.push(entry);
      return await habits.serve(entry.body);
    }
    const fault = faultOf(entry);
    if (fault) {
      faults.push(fault.message);
      return refuse(fault.status, fault.code, fault.message);
    }
    asked.push(entry);
    const play = queue.shift() ?? fallback;
    return play ? await play(entry) : answerTo(entry, timeZone);
  }

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, serve);
  return {
    url: `http://127.0.0.1:${server.addr.port}/v1`,
    key,
    asked,
    faults,
    play: (...plays) => void queue.push(...plays),
    always: (play) => void (fallback = play),
    stop: () => server.shutdown(),
  };
}

/** An error in OpenAI's format. */
export function refuse(
  status: number,
  code: string | null,
  message = "",
  headers: Record<string, string> = {},
): Response {
  const type = status < 500 ? "invalid_request_error" : "server_error";
  const body = { error: { message, type, param: null, code } };
  return Response.json(body, { status, headers });
}

/** A chat completion with this content. */
export function completion(content: string | null, {
  finish_reason = "stop",
  refusal = null,
}: { finish_reason?: string; refusal?: string | null } = {}): Response {
  const message = { role: "assistant", content, refusal };
  return Response.json({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 0,
    model: EXTRACTION_MODEL,
    choices: [{ index: 0, message, logprobs: null, finish_reason }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  });
}

/** A response with these vectors, in the order of `order`. */
export function embeddings(vectors: unknown[], order = vectors.map((_, i) => i)): Response {
  const data = order.map((index) => ({ object: "embedding", index, embedding: vectors[index] }));
  return Response.json({
    object: "list",
    data,
    model: EMBEDDING_MODEL,
    usage: { prompt_tokens: 1, total_tokens: 1 },
  });
}

function answerTo({ path, body }: Asked, timeZone: string): Response {
  if (path === "embeddings") {
    return embeddings((body.input as string[]).map((text) => [...embedOffline(text)]));
  }
  const post = JSON.parse((body.messages as { content: string }[]).at(-1)!.content);
  const [day] = /\d{4}-\d{2}-\d{2}/.exec(post.posted_on) ?? [];
  // Noon suffices, because dates in posts are relative to the day.
  const facts = { caption: post.caption, posted_at: new Date(`${day}T02:00:00Z`) };
  return completion(JSON.stringify({ drafts: [extractOffline(facts, timeZone)] }));
}

interface Fault {
  status: number;
  code: string;
  message: string;
}

const invalid = (message: string): Fault => ({ status: 400, code: "invalid_value", message });

function faultOf({ path, body }: Asked): Fault | undefined {
  const model = { "chat/completions": EXTRACTION_MODEL, embeddings: EMBEDDING_MODEL }[path];
  if (!model) return { status: 404, code: "unknown_url", message: `Unknown request URL: ${path}` };
  if (body.model !== model) {
    const message = `The model ${body.model} does not exist`;
    return { status: 404, code: "model_not_found", message };
  }
  return path === "embeddings" ? embeddingsFault(body) : completionFault(body);
}

function embeddingsFault({ input, dimensions, encoding_format }: Asked["body"]) {
  if (!Array.isArray(input)) return invalid("input: one call a text is one call too many");
  if (input.length < 1 || input.length > MAX_INPUTS) return invalid(`input: ${input.length} texts`);
  if (input.some((text) => typeof text !== "string" || text === "")) {
    return invalid("input: a text is empty");
  }
  if (input.some((text) => text.length > MAX_INPUT_CHARACTERS)) return invalid("input: too long");
  if (dimensions !== DIMENSIONS) return invalid(`dimensions: ${dimensions}`);
  if (encoding_format !== "float") return invalid(`encoding_format: ${encoding_format}`);
}

function completionFault(
  { messages, response_format, temperature, max_tokens }: Asked["body"],
) {
  const roles = Array.isArray(messages) ? messages.map(({ role }) => role) : [];
  if (roles.join() !== "system,user") return invalid(`messages: ${roles}`);
  if (temperature !== undefined && temperature !== 1) {
    return { ...invalid(`Unsupported value: 'temperature'`), code: "unsupported_value" };
  }
  if (max_tokens !== undefined) return invalid("Unsupported parameter: 'max_tokens'");
  const { type, json_schema } = response_format as {
    type: string;
    json_schema?: { name: string; strict: boolean; schema: unknown };
  };
  if (type !== "json_schema" || json_schema?.strict !== true) {
    return invalid("response_format: not strict");
  }
  if (!/^[\w-]{1,64}$/.test(json_schema.name)) return invalid("response_format: name");
  const [fault] = strictSchemaFaults(json_schema.schema);
  if (fault) return invalid(`Invalid schema for response_format: ${fault}`);
}
