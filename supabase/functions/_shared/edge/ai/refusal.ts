/**
 * Reads error bodies of servers: OpenAI's, FastAPI's or Google's format, or JSON within a message.
 */
import { asObject } from "./json.ts";

/** The contents of an error body. */
export interface Refusal {
  /** OpenAI's `code`, or its counterpart. */
  code?: string;
  /** Codes, types and states, such as `unsupported_value`. */
  codes: string[];
  /** Named fields of the request: the first part of `param`, or of `loc` after "body". */
  fields: string[];
  /** All sentences in one line. */
  words: string;
}

const MAX_DEPTH = 6;
const MAX_PARTS = 40;
const MAX_LENGTH = 2000;
const INNER = [
  ...["message", "msg", "detail", "details", "error", "errors", "metadata", "raw", "reason"],
  ...["title", "description", "fieldViolations"],
];

type Found = { codes: string[]; types: string[]; fields: string[]; texts: string[] };

/** Reads an error body, JSON or text. */
export function refusalOf(body: unknown): Refusal {
  const found: Found = { codes: [], types: [], fields: [], texts: [] };
  collect(body, found, 0);
  return {
    code: found.codes[0],
    codes: [...new Set([...found.codes, ...found.types])],
    fields: [...new Set(found.fields)],
    words: [...new Set(found.texts)].join("; ").replace(/\s+/g, " ").trim().slice(0, MAX_LENGTH),
  };
}

function collect(value: unknown, found: Found, depth: number): void {
  if (depth > MAX_DEPTH || found.texts.length >= MAX_PARTS) return;
  if (typeof value === "string") return collectText(value, found, depth);
  if (Array.isArray(value)) {
    return value.slice(0, MAX_PARTS).forEach((item) => collect(item, found, depth + 1));
  }
  const object = asObject(value);
  if (!object) return;
  found.codes.push(...nameIn(object.code));
  found.types.push(...nameIn(object.type), ...nameIn(object.status));
  found.fields.push(...fieldIn(typeof object.param === "string" ? object.param.split(/[.[]/) : []));
  found.fields.push(...fieldIn(Array.isArray(object.loc) ? object.loc : []));
  for (const key of INNER) collect(object[key], found, depth + 1);
}

function collectText(text: string, found: Found, depth: number): void {
  if (/^\s*[{[]/.test(text)) {
    try {
      return collect(JSON.parse(text), found, depth + 1);
    } catch {
      // A sentence that starts with a bracket.
    }
  }
  if (text.trim() !== "" && !/^\s*</.test(text)) found.texts.push(text.slice(0, MAX_LENGTH));
}

function nameIn(value: unknown): string[] {
  return typeof value === "string" && /^[\w.-]{1,60}$/.test(value) ? [value] : [];
}

function fieldIn(path: unknown[]): string[] {
  const field = path.find((part) => part !== "body" && typeof part === "string");
  return typeof field === "string" && /^[a-z_]{1,40}$/i.test(field) ? [field] : [];
}
