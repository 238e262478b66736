/**
 * Pseudo-random choices that depend only on their keys, so that samples are the same on every
 * machine.
 */

/** 32-bit hash (FNV-1a with a final mix), for samples and not for secrets. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) h = Math.imul(h ^ byte, 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1), determined by the keys. */
export function chance(...keys: (string | number)[]): number {
  return hash(keys.join("\n")) / 2 ** 32;
}

/** One of the values, determined by the keys. */
export function choice<T>(values: readonly [T, ...T[]], ...keys: (string | number)[]): T {
  return values[Math.floor(chance(...keys) * values.length)] ?? values[0];
}
