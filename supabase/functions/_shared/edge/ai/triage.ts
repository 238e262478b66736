/**
 * Whose fault a refusal is: that of one post or text, or that of a setting, which would refuse them all.
 * Named fields and codes count first, then words; words that the input holds too are no evidence, as a
 * server may quote it.
 */
import { ProviderDown, RowFault } from "./ai.ts";
import type { SettingName } from "../config/config.ts";
import { endOf } from "./models.ts";
import { asObject } from "./json.ts";
import { type Refusal, refusalOf } from "./refusal.ts";
import { retryAfterOf } from "./retry_after.ts";

/** What was asked, with the settings that it was asked with. */
export interface Call {
  model: string;
  settings: Record<"model" | "key" | "url", SettingName>;
  /** Of the settings whose value helps to see the fault. */
  values: Partial<Record<SettingName, string | number>>;
  /** The text that the request was about. */
  input: string;
}

/** An answer other than 2xx, or an error inside one. */
export interface Refused {
  status: number;
  /** JSON, or the text as it came. */
  body: unknown;
  headers?: Headers;
  /** Milliseconds. */
  now: number;
}

/** Of one input, whatever the status: too long, not allowed, or not managed by the model this time. */
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

/** Fields in the words of servers that name none. */
const FIELD_WORDS: [field: string, words: RegExp][] = [
  ["response_format", /response[_ ]?format|json[_ ]schema|structured outputs?/i],
  ["reasoning_effort", /reasoning[_. ]effort|thinking (mode|budget|level)/i],
  ["max_completion_tokens", /max_completion_tokens/i],
  ["max_tokens", /max_tokens|max[_ ]output[_ ]tokens/i],
  ["dimensions", /\bdimensions?\b|matryoshka/i],
  ["temperature", /\btemperature\b/i],
  ["encoding_format", /encoding[_ ]format/i],
];

/** What to set where a server refuses a field. */
const REMEDIES: Partial<Record<SettingName, string>> = {
  OPENAI_REASONING_EFFORT: "off: not sent",
  OPENAI_MAX_OUTPUT_TOKENS: "0: not sent",
  OPENAI_EMBEDDING_DIMENSIONS: "0: not sent",
  OPENAI_EMBEDDING_BASE_URL: "goes with OPENAI_EMBEDDING_KEY",
};

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

/** As for a refusal of its own: an error inside a 200, which has no status unless it says one. */
export function triageInside(error: unknown, call: Call, now: number): RowFault | ProviderDown {
  const { code, status } = asObject(error) ?? {};
  const said = [code, status].map(Number).find((number) => number >= 400 && number < 600);
  const judged = triage({ status: said ?? 400, body: error, now }, call);
  const isUnclear = said === undefined && judged instanceof RowFault && judged.about.isRefusal;
  return isUnclear
    ? down({ status: 200, body: error, now }, `with an error: ${judged.message}`, [])
    : judged;
}

/** The error that an answer is in place of what was asked for; undefined where it is none. */
export function errorIn(answer: unknown): unknown {
  const object = asObject(answer);
  if (!object) return undefined;
  const choice = Array.isArray(object.choices) ? asObject(object.choices[0]) : undefined;
  if (object.error) return choice?.message ? undefined : object.error;
  if (object.object === "error") return object;
  if (object.success === false && object.errors) return object.errors;
  return choice?.error ?? undefined;
}

/** The fields of the request that a 400 or 422 speaks of; none where it speaks of the input. */
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
  // A field that is too large is a setting's; a limit that the input leaves no room for may be either's.
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

/** "; check A and B", with what they are and what may be tried. */
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
