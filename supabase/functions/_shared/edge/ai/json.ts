/**
 * Finds the JSON object in a model's answer. Local models wrap it in a code fence, or write it
 * after their reasoning.
 */

/** Limits to bound the work: characters read, from the end, and opening braces tried in vain. */
const LONGEST = 50_000;
const MAX_TRIES = 100;

/**
 * The last complete JSON object of a text; undefined if there is none, or if a truncated one
 * follows it. Ignores braces in prose and in a preceding <think> block; allows trailing commas.
 */
export function lastObject(text: string): unknown {
  const end = text.slice(-LONGEST);
  const whole = parsed(end);
  if (asObject(whole)) return whole;
  const answer = afterThoughts(end);
  let found: unknown;
  let tries = 0;
  for (let at = answer.indexOf("{"); at >= 0 && tries < MAX_TRIES; at = answer.indexOf("{", at)) {
    const end = endOfObject(answer, at);
    const object = end === undefined ? undefined : parsedLoosely(answer.slice(at, end));
    if (object !== undefined) found = object;
    else if (end === undefined && /^\{\s*"/.test(answer.slice(at, at + 100))) return undefined;
    else tries++;
    at = object === undefined ? at + 1 : end!;
  }
  return found;
}

/** Characters of an answer that is JSON and nothing else: a list of drafts is long. */
const LONGEST_JSON = 500_000;

/** The value of a text that is JSON as a whole, or a list in a code fence; else its last object. */
export function lastValue(text: string): unknown {
  const end = text.slice(-LONGEST_JSON);
  const [, fenced] = /^\s*```\w*\s*(\[.*\])\s*```\s*$/s.exec(end) ?? [];
  const whole = parsed(fenced ?? end);
  return Array.isArray(whole) ? whole : asObject(whole) ?? lastObject(text);
}

/** The text after the reasoning; empty if the reasoning does not end. */
function afterThoughts(text: string): string {
  const ends = [...text.matchAll(/<\/think(?:ing)?>/gi)];
  const last = ends.at(-1);
  const after = last ? text.slice(last.index + last[0].length) : text;
  return after.replace(/<think(?:ing)?>.*/is, "");
}

/** Position of the brace that closes the object at `start`; ignores braces in strings. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let isString = false;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (isString) {
      if (char === "\\") i++;
      else if (char === '"') isString = false;
    } else if (char === '"') isString = true;
    else if (char === "{") depth++;
    else if (char === "}" && --depth === 0) return i + 1;
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Parses `text`, an object from its first to its last brace, allowing trailing commas. */
function parsedLoosely(text: string): unknown {
  return parsed(text) ?? parsed(withoutTrailingCommas(text));
}

/** All strings in `text` must be closed: the pattern would be slow on an open one. */
function withoutTrailingCommas(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/gs, (_, string) => string ?? "");
}

/** The value if it is an object and not an array; undefined otherwise. */
export function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Record<string, unknown>
    : undefined;
}
