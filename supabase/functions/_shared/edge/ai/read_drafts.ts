/** Reads drafts from the body of a chat completion, from any server. */
import { ProviderDown, RowFault } from "./ai.ts";
import type { SettingName } from "../config/config.ts";
import { Draft } from "../../event/draft.ts";
import { asObject, lastValue } from "./json.ts";

/**
 * Finish reasons of truncated and of filtered answers; with any other reason an answer may be
 * complete.
 */
const CUT = /length|max_?(output_)?tokens/i;
const FILTERED = /content_?filter|safety|recitation|blocklist|prohibited|refus/i;

const MODEL: SettingName[] = ["OPENAI_EXTRACTION_MODEL"];

/**
 * Reads the drafts of one post, at least one.
 *
 * @throws {ProviderDown} if the body is no chat completion
 * @throws {RowFault} if it contains no valid draft for this post
 */
export function readDrafts(answer: unknown): Draft[] {
  const choices = asObject(answer)?.choices;
  if (!Array.isArray(choices)) {
    throw new ProviderDown(
      "Cannot read the answer as it is no chat completion; check OPENAI_BASE_URL",
      undefined,
      ["OPENAI_BASE_URL"],
    );
  }
  const choice = asObject(choices[0]);
  const message = asObject(choice?.message);
  if (!choice || !message && typeof choice.text !== "string") throw fault("it holds no choice");
  if (typeof message?.refusal === "string" && message.refusal.trim() !== "") {
    throw new RowFault(`The model refused: ${message.refusal.slice(0, 300)}`, { settings: MODEL });
  }
  const reason = `${choice.finish_reason ?? ""}`.slice(0, 60);
  if (CUT.test(reason)) {
    throw fault(`it ended early: ${reason}`, ["OPENAI_MAX_OUTPUT_TOKENS", ...MODEL]);
  }
  if (FILTERED.test(reason)) throw fault(`it ended early: ${reason}`);
  return draftsIn(textsOf(message ?? choice));
}

function fault(why: string, settings = MODEL): RowFault {
  return new RowFault(`Cannot read the answer as ${why}`, { settings });
}

/** Texts of a message that may contain the JSON, the most likely first. */
function textsOf(message: Record<string, unknown>): string[] {
  const { content, parsed, tool_calls, function_call, text, reasoning_content, reasoning } =
    message;
  const tools = Array.isArray(tool_calls) ? tool_calls.map((call) => asObject(call)?.function) : [];
  const called = [...tools, function_call].map((call) => asObject(call)?.arguments);
  const places = [parsed, content, text, ...called, reasoning_content, reasoning];
  return places.map(textOf).filter((text) => text.trim() !== "");
}

/** Content may be a text, parts with text, or the object itself. */
function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) {
    return content.map((part) => textOf(asObject(part)?.text ?? part)).join("");
  }
  return asObject(content) ? JSON.stringify(content) : "";
}

function draftsIn(texts: string[]): Draft[] {
  for (const text of texts) {
    const objects = objectsIn(lastValue(text));
    if (objects === undefined) continue;
    if (objects.length === 0) throw fault("it holds no draft");
    return objects.slice(0, MOST).map(checked);
  }
  throw fault("it is not JSON");
}

/** Far more than are kept of a post. */
const MOST = 50;

/**
 * The drafts of {"drafts": [...]}. Some models write the list or its only draft alone, or put either
 * under a name of their own.
 */
function objectsIn(value: unknown): Record<string, unknown>[] | undefined {
  if (Array.isArray(value)) return value.map(asObject).filter((item) => item !== undefined);
  const object = asObject(value);
  if (!object || "kind" in object) return object && [object];
  if (Array.isArray(object.drafts)) return objectsIn(object.drafts);
  const values = Object.values(object);
  const inner = values.length === 1 ? objectsIn(values[0]) : undefined;
  return inner ?? [object];
}

function checked(object: Record<string, unknown>): Draft {
  const result = Draft.safeParse(withConfidence(object));
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new RowFault(
    `Cannot use the answer as it breaks the schema at ${path.join(".") || "(root)"}: ${message}`,
    { settings: MODEL },
  );
}

/** Converts a confidence given as percentage or text to a share. Other values break the schema. */
function withConfidence(object: Record<string, unknown>): Record<string, unknown> {
  const { confidence } = object;
  const [, digits, percent] = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(`${confidence}`) ?? [];
  const value = typeof confidence === "string" ? Number(digits) : confidence;
  if (typeof value !== "number") return object;
  const share = percent || value > 1 ? value / 100 : value;
  return { ...object, confidence: share >= 0 && share <= 1 ? share : undefined };
}
