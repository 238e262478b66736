/**
 * A value that is dear to load and that nobody has to have: what is there serves while it is loaded
 * anew, and nobody waits long where nothing is there. Pure.
 */

export interface Refreshing {
  /** Older than this it is loaded anew. */
  freshMs: number;
  /** Older than this it does not serve. */
  staleMs: number;
  /** It is tried again so long after it was tried last. */
  retryMs: number;
  /** Resolves when a caller without a value has waited long enough; `signal` ends the wait. */
  patience: (signal: AbortSignal) => Promise<void>;
  /** Takes the loading that nobody waits for any more; it may fail. */
  inBackground: (loading: Promise<unknown>) => void;
}

/** Reads the value as of `now` (epoch ms); undefined where there is none, or none in time. */
export function refreshed<T>(
  { freshMs, staleMs, retryMs, patience, inBackground }: Refreshing,
): (now: number, load: () => Promise<T>) => Promise<T | undefined> {
  let known: { value: T; at: number } | null = null;
  let loading: { value: Promise<T>; at: number } | null = null;
  let triedAt = -Infinity;
  // One of a later clock is none either.
  const isWithin = (ms: number, at: number, now: number) => now >= at && now - at <= ms;
  const serves = (now: number) => known !== null && isWithin(staleMs, known.at, now);

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
    if (loading && isWithin(retryMs, loading.at, now)) return loading.value;
    triedAt = now;
    const value = load();
    loading = { value, at: now };
    return keep(value, now);
  }

  async function wait(now: number, load: () => Promise<T>): Promise<T | undefined> {
    const isUnderWay = loading !== null && loading.at === now;
    if (isWithin(retryMs, triedAt, now) && !isUnderWay) return undefined;
    const value = join(now, load);
    inBackground(value);
    const waiting = new AbortController();
    try {
      return await Promise.race([value, patience(waiting.signal)]) ?? undefined;
    } catch {
      return undefined;
    } finally {
      waiting.abort();
    }
  }

  return async (now, load) => {
    if (!serves(now)) return await wait(now, load);
    const isDue = !isWithin(freshMs, known!.at, now) && !isWithin(retryMs, triedAt, now);
    if (isDue) inBackground(join(now, load));
    return known!.value;
  };
}
