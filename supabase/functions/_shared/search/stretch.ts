/** Stretches of a query that a rule has read, made unreadable for the next rule. Pure. */

/** Stands for a letter that was read. It separates the words on its two sides. */
export const READ = "~";

export interface Taken {
  match: RegExpExecArray | null;
  rest: string;
}

/** The first match of a pattern, and the text without it. */
export function take(text: string, pattern: RegExp): Taken {
  const match = pattern.exec(text);
  return { match, rest: match ? blankOut(text, match.index, match[0].length) : text };
}

/** The text, as long, without a stretch of it. */
export function blankOut(text: string, at: number, length: number): string {
  return text.slice(0, at) + READ.repeat(length) + text.slice(at + length);
}

/** What was read of a text: its stretches that `rest` lacks. */
export function saidIn(text: string, rest: string): string {
  const letters = Array.from(
    { length: text.length },
    (_, i) => rest[i] === READ && text[i] !== READ ? text[i]! : "\n",
  );
  return letters.join("").split("\n").map((part) => part.trim()).filter((part) => part).join(" ");
}
