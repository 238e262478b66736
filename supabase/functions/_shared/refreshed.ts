/** A value that is dear to load: the one that is there serves while it is loaded anew. Pure. */

export interface Refreshing {
  /** Older than this it is loaded anew, once in as long. */
  freshMs: number;
  /** Older than this it does not serve. */
  staleMs: number;
  /** Takes the loading that nobody waits for; it may fail. */
  inBackground: (loading: Promise<unknown>) => void;
}

/** Reads the value as of `now` (epoch ms); whoever waits for it is told if `load` fails. */
export function refreshed<T>(
  { freshMs, staleMs, inBackground }: Refreshing,
): (now: number, load: () => Promise<T>) => Promise<T> {
  let known: { value: T; at: number } | null = null;
  let loading: { value: Promise<T>; at: number } | null = null;
  let triedAt = -Infinity;
  // One of a later clock is none either.
  const isWithin = (ms: number, at: number, now: number) => now >= at && now - at <= ms;

  async function keep(value: Promise<T>, at: number): Promise<T> {
    try {
      const loaded = await value;
      // What a frozen function asked for long ago may come last.
      if (loading?.value === value || known === null) known = { value: loaded, at };
      return loaded;
    } finally {
      if (loading?.value === value) loading = null;
    }
  }

  /** What is under way for longer is not waited for: the function was frozen, and its call is dead. */
  function join(now: number, load: () => Promise<T>): Promise<T> {
    if (loading && isWithin(freshMs, loading.at, now)) return loading.value;
    triedAt = now;
    const value = load();
    loading = { value, at: now };
    return keep(value, now);
  }

  return async (now, load) => {
    if (known === null || !isWithin(staleMs, known.at, now)) return await join(now, load);
    const isDue = !isWithin(freshMs, known.at, now) && !isWithin(freshMs, triedAt, now);
    if (isDue) inBackground(join(now, load));
    return known.value;
  };
}
