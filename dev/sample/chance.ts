/** Chance that depends on nothing but its keys, so that a sample is the same on every machine. */

/** FNV-1a with a final mix, 32 bits unsigned. For spreading samples, not for secrets. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) h = Math.imul(h ^ byte, 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1) for these keys. */
export function chance(...keys: (string | number)[]): number {
  return hash(keys.join("\n")) / 2 ** 32;
}

/** One of the values, for these keys. */
export function choice<T>(values: readonly [T, ...T[]], ...keys: (string | number)[]): T {
  return values[Math.floor(chance(...keys) * values.length)] ?? values[0];
}
