/** JSON as pages write it: with comments, trailing commas, CDATA and line breaks inside strings. */
import { decodeHTML } from "entities";

/** The values of a block; null for one that stays broken. */
export function looseJson(block: string): unknown[] | null {
  const repaired = repair(block);
  const attempts = [() => block, () => repaired, () => `[${joined(repaired)}]`];
  if (/&quot;/.test(block) && !/"/.test(block)) attempts.push(() => repair(decodeHTML(block)));
  for (const attempt of attempts) {
    try {
      return [JSON.parse(attempt())];
    } catch {
      // The next attempt repairs more.
    }
  }
  return null;
}

/** Several objects in one block. */
const joined = (text: string) => text.replace(/\}\s*\{/g, "},{");

function repair(block: string): string {
  // The marks of CDATA stand in line comments that may hold the rest of the block.
  const text = block.replace(/\/\/\s*(?=<!\[CDATA\[|\]\]>)/g, "");
  const out: string[] = [];
  for (let i = 0; i < text.length;) {
    const next = text[i] === '"' ? stringFrom(text, i, out) : signFrom(text, i, out);
    i = next;
  }
  return trimmed(out.join(""));
}

/** Without white space, commas and semicolons at both ends; a pattern takes the square of their number. */
function trimmed(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && /[\s,;]/.test(text[from]!)) from++;
  while (to > from && /[\s,;]/.test(text[to - 1]!)) to--;
  return text.slice(from, to);
}

/** Copies a string; line breaks and tabs that stand in it are escaped. */
function stringFrom(text: string, start: number, out: string[]): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === "\\" ? 2 : 1;
  const raw = text.slice(start, i + 1);
  out.push(
    raw.replace(/\p{Cc}/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
  return i + 1;
}

/** Copies one sign, or skips what is no JSON. */
function signFrom(text: string, i: number, out: string[]): number {
  for (const [open, close] of SKIPPED) {
    if (!text.startsWith(open, i)) continue;
    if (close === "") return i + open.length;
    const end = text.indexOf(close, i + open.length);
    // The end of a line comment may hold the end of CDATA, which is skipped as well.
    return end < 0 ? text.length : end + close.length;
  }
  const sign = text[i]!;
  if (sign === "}" || sign === "]") dropComma(out);
  out.push(sign);
  return i + 1;
}

const SKIPPED = [
  ["<![CDATA[", ""],
  ["]]>", ""],
  ["<!--", ""],
  ["-->", ""],
  ["/*", "*/"],
  ["//", "\n"],
] as const;

function dropComma(out: string[]) {
  let last = out.length - 1;
  while (last >= 0 && /^\s*$/.test(out[last]!)) last--;
  if (out[last] === ",") out[last] = "";
}
