/** What is computed once and asked for again. Pure, but for the memory. */

/** Keeps every value that was made. */
export function remember<K, T>(make: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, value = make(key));
    return value;
  };
}

/** Keeps the `most` values that were asked for last; the key of a value is what `keyOf` says. */
export function rememberLatest<A, T>(
  keyOf: (asked: A) => string,
  make: (asked: A) => T,
  most: number,
): (asked: A) => T {
  // In the order in which they were asked for: a Map keeps that of insertion.
  const known = new Map<string, T>();
  return (asked) => {
    const key = keyOf(asked);
    let value = known.get(key);
    if (value === undefined) value = make(asked);
    else known.delete(key);
    known.set(key, value);
    if (known.size > most) known.delete(known.keys().next().value!);
    return value;
  };
}
