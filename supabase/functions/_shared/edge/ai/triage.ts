/**
 * Decides whether a refusal concerns one input or a setting that would fail all inputs. Named
 * fields and codes come first, then the message's words. Words that also occur in the input do not
 * count, because a server may quote the input.
 */
import { ProviderDown, RowFault } from "./ai.ts";
import type { SettingName } from "../config/config.ts";
import { endOf } from "./models.ts";
import { asObject } from "./json.ts";
import { type Refusal, refusalOf } from "./refusal.ts";
import { retryAfterOf } from "./retry_after.ts";

/** A request, with the settings it used. */
export interface Call {
  model: string;
  settings: Record<"model" | "key" | "url", SettingName>;
  /** Values of settings that help to recognise the cause. */
  values: Partial<Record<SettingName, string | number>>;
  /** Text of the input. */
  input: string;
}

/** A response other than 2xx, or an error within a 2xx response. */
export interface Refused {
  status: number;
  /** Parsed JSON, or else the text. */
  body: unknown;
  headers?: Headers;
  /** Current time, epoch ms. */
  now: number;
}

/**
 * Codes of errors of one input, with any status: too long, not allowed, or a failed attempt of the
 * model.
 */
const OF_ROW_CODE =
  /^(json_validate_failed|context_length_exceeded|string_above_max_length|content_filter|content_policy|moderation)/i;
const OF_ROW = new RegExp(
  [
    "context (length|window|size)|too (long|large)|max_model_len|physical batch size",
    "exceeds? (the )?(available |maximum )?(context|input|length|batch)",
    "content (policy|management|filter)|moderation|flagged|failed to (generate|validate) json",
  ].join("|"),
  "i",
);

const OF_MODEL_CODE =
  /^(model_\w+|invalid_model|unsupported_model|unsupported_(value|parameter)|unknown_parameter|extra_forbidden)$/i;
const OF_MODEL =
  /model\b.{0,80}\b(not (found|exist|supported|available)|decommissioned|deprecated|unavailable|no longer|unknown)|(unknown|invalid|no such|unsupported) model|try pulling/is;
/** Gemini answers 400 to a wrong key. */
const OF_KEY = /api[_ -]?key|unauthori[sz]ed|authenticat|permission.denied|credentials/i;
const OF_ACCOUNT =
  /credit|billing|quota|insufficient|not supported for the api use|unsupported country/i;

/** Fields by the words of servers that do not name them. */
const FIELD_WORDS: [field: string, words: RegExp][] = [
  ["response_format", /response[_ ]?format|json[_ ]schema|structured outputs?/i],
  ["reasoning_effort", /reasoning[_. ]effort|thinking (mode|budget|level)/i],
  ["max_completion_tokens", /max_completion_tokens/i],
  ["max_tokens", /max_tokens|max[_ ]output[_ ]tokens/i],
  ["dimensions", /\bdimensions?\b|matryoshka/i],
  ["temperature", /\btemperature\b/i],
  ["encoding_format", /encoding[_ ]format/i],
];

/** Remedies for a refused field. */
const REMEDIES: Partial<Record<SettingName, string>> = {
  OPENAI_REASONING_EFFORT: "off: not sent",
  OPENAI_MAX_OUTPUT_TOKENS: "0: not sent",
  OPENAI_EMBEDDING_DIMENSIONS: "0: not sent",
  OPENAI_EMBEDDING_BASE_URL: "goes with OPENAI_EMBEDDING_KEY",
};

/** The error for a refusal: of the row, or of the provider. */
export function triage(refused: Refused, call: Call): RowFault | ProviderDown {
  const said = refusalOf(refused.body);
  if (isOfRow(refused.status, said)) return rowFault(refused, call, said, false);
  if (refused.status !== 400 && refused.status !== 422) return ofStatus(refused, call, said);
  const fields = fieldsOf(refused, call);
  if (fields.length > 0) return ofFields(refused, call, said, fields);
  if (isOfModel(said, call)) return ofFields(refused, call, said, ["model"]);
  if (says(OF_KEY, said, call)) return down(refused, said.words, [call.settings.key]);
  if (says(OF_ACCOUNT, said, call)) return down(refused, said.words, []);
  return rowFault(refused, call, said, true);
}

/**
 * The same for an error within a 200 response, which has no status of its own unless the body
 * states one.
 */
export function triageInside(error: unknown, call: Call, now: number): RowFault | ProviderDown {
  const { code, status } = asObject(error) ?? {};
  const said = [code, status].map(Number).find((number) => number >= 400 && number < 600);
  const judged = triage({ status: said ?? 400, body: error, now }, call);
  const isUnclear = said === undefined && judged instanceof RowFault && judged.about.isRefusal;
  return isUnclear
    ? down({ status: 200, body: error, now }, `with an error: ${judged.message}`, [])
    : judged;
}

/** The error that a response contains instead of a result; undefined for none. */
export function errorIn(answer: unknown): unknown {
  const object = asObject(answer);
  if (!object) return undefined;
  const choice = Array.isArray(object.choices) ? asObject(object.choices[0]) : undefined;
  if (object.error) return choice?.message ? undefined : object.error;
  if (object.object === "error") return object;
  if (object.success === false && object.errors) return object.errors;
  return choice?.error ?? undefined;
}

/**
 * Fields of the request that a 400 or 422 complains about; none if it complains about the input.
 */
export function fieldsOf({ status, body }: Refused, call: Call): string[] {
  const said = refusalOf(body);
  if (status !== 400 && status !== 422 || isOfRow(status, said)) return [];
  if (said.fields.length > 0) return said.fields.filter((field) => !isInput(field));
  return FIELD_WORDS.filter(([, words]) => says(words, said, call)).map(([field]) => field)
    .filter((field) => settingsOf([field], call).every((setting) => setting in call.values));
}

const isInput = (field: string) => /^(messages?|input|prompt|contents?)$/.test(field);

function isOfRow(status: number, { codes, fields, words }: Refusal): boolean {
  if (status === 413 || codes.some((code) => OF_ROW_CODE.test(code))) return true;
  // A field that is too large is a setting's fault. A limit that leaves no space for the input may
  // be either's.
  if (fields.some((field) => !isInput(field) && !/^max_/.test(field))) return false;
  return ([400, 403, 422].includes(status) || status >= 500) && OF_ROW.test(words);
}

function says(pattern: RegExp, { words }: Refusal, { input }: Call): boolean {
  return pattern.test(words) && !pattern.test(input);
}

function isOfModel(said: Refusal, call: Call): boolean {
  return said.codes.some((code) => OF_MODEL_CODE.test(code)) || says(OF_MODEL, said, call);
}

function rowFault(
  { status }: Refused,
  call: Call,
  { words, fields }: Refusal,
  isRefusal: boolean,
): RowFault {
  const settings = [...settingsOf(fields, call), call.settings.model];
  const message = `The provider refused the input: ${status} ${words.slice(0, 300)}`.trim();
  return new RowFault(message, { isRefusal, settings });
}

function ofFields(refused: Refused, call: Call, { words, code }: Refusal, fields: string[]) {
  const settings = settingsOf(fields, call);
  const said = words || code || "";
  if (settings.length > 0) return down(refused, said, settings, call);
  const { model, url } = call.settings;
  return down(refused, `to the field ${fields.join(", ")}: ${said}`, [model, url], call);
}

function settingsOf(fields: string[], { settings }: Call): SettingName[] {
  const known: Partial<Record<string, SettingName>> = {
    model: settings.model,
    response_format: settings.model,
    reasoning_effort: "OPENAI_REASONING_EFFORT",
    reasoning: "OPENAI_REASONING_EFFORT",
    max_completion_tokens: "OPENAI_MAX_OUTPUT_TOKENS",
    max_tokens: "OPENAI_MAX_OUTPUT_TOKENS",
    dimensions: "OPENAI_EMBEDDING_DIMENSIONS",
  };
  return [...new Set(fields.flatMap((field) => known[field] ?? []))];
}

function ofStatus(refused: Refused, call: Call, said: Refusal): ProviderDown {
  const { status } = refused;
  const { key, model, url } = call.settings;
  if (status === 401 || status === 403) return down(refused, said.code, [key]);
  if (![404, 405, 410].includes(status)) return down(refused, said.code, []);
  const settings = isOfModel(said, call) ? [model] : [model, url];
  return down(refused, said.code, settings, call);
}

function down(
  { status, body, headers, now }: Refused,
  what: string | undefined,
  settings: SettingName[],
  call?: Call,
): ProviderDown {
  const said = `The provider answers ${status} ${what?.slice(0, 300) ?? ""}`.trim();
  const ends = call && settings.includes(call.settings.model) ? endOf(call.model) : undefined;
  const text = typeof body === "string" ? body : JSON.stringify(body) ?? "";
  return new ProviderDown(
    `${said}${remedy(settings, call?.values)}${ends ? `. ${ends}` : ""}`,
    retryAfterOf(headers, text.slice(0, 20_000), now),
    settings,
  );
}

/** The advice "; check A and B", with current values and remedies. */
export function remedy(settings: readonly SettingName[], values: Call["values"] = {}): string {
  const named = settings.map((name) => {
    const facts = [
      values[name] === undefined ? "" : `current value is ${values[name]}`,
      REMEDIES[name] ?? "",
    ].filter((fact) => fact !== "");
    return facts.length > 0 ? `${name} (${facts.join("; ")})` : name;
  });
  return named.length === 0 ? "" : `; check ${named.join(", ").replace(/, (?=[^,]*$)/, " and ")}`;
}
