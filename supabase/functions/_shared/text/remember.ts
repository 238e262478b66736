/** Memoisation. Pure apart from the memory. */

/** Returns `make` with a cache of all its values. */
export function remember<K, T>(make: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, value = make(key));
    return value;
  };
}

/**
 * Returns `make` with a cache of its `most` most recently used values. `keyOf` gives the key of an
 * argument.
 */
export function rememberLatest<A, T>(
  keyOf: (asked: A) => string,
  make: (asked: A) => T,
  most: number,
): (asked: A) => T {
  // A Map keeps insertion order, so the first entry is the least recently used.
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
