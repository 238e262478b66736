/** Finds the JSON in what a model wrote: local models put it into a fence, or after their thoughts. */

/** Characters looked at, from the end, and openings tried in vain: more is no answer about a post. */
const LONGEST = 50_000;
const MAX_TRIES = 100;

/**
 * The last complete JSON object of a text; undefined where there is none, or one that is cut off comes
 * after it. Braces in prose or in a <think> before it do not count, trailing commas do no harm.
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

/** Nothing where the thoughts do not end. */
function afterThoughts(text: string): string {
  const ends = [...text.matchAll(/<\/think(?:ing)?>/gi)];
  const last = ends.at(-1);
  const after = last ? text.slice(last.index + last[0].length) : text;
  return after.replace(/<think(?:ing)?>.*/is, "");
}

/** Where the object that opens at `start` closes; braces in strings do not count. */
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

/** `text`: an object from its first to its last brace. */
function parsedLoosely(text: string): unknown {
  return parsed(text) ?? parsed(withoutTrailingCommas(text));
}

/** Strings are closed in it: the pattern would take long for one that is not. */
function withoutTrailingCommas(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/gs, (_, string) => string ?? "");
}

/** A value as an object; undefined where it is none. */
export function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Record<string, unknown>
    : undefined;
}
