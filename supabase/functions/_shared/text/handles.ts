/** Handles of social networks as words: they are neither names nor links in a mail. */

/** A handle in a sentence, or a name that is nothing but one. */
const MENTION = /(?<![\p{L}\p{N}@_./-])@([a-z0-9_][a-z0-9_.]*)/giu;
const HANDLE = /^[a-z0-9]+(?:[_.][a-z0-9]+)+$/;

/** "@chess_club" as "Chess Club". */
export function withoutHandles(text: string): string {
  const words = text.trim();
  return HANDLE.test(words) ? spelled(words) : words.replace(MENTION, (_, name) => spelled(name));
}

function spelled(handle: string): string {
  return handle.split(/[_.]+/).filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}
