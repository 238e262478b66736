/**
 * Stale-while-revalidate cache for an expensive, optional value. Serves the cached value while a
 * new one loads; without a cached value, waits only briefly. Pure.
 */

/** Times of a cache, in ms, and its effects. */
export interface Refreshing {
  /** Above this age, the value is reloaded. */
  freshMs: number;
  /** Above this age, the value is not used. */
  staleMs: number;
  /** Minimum time between two loads. */
  retryMs: number;
  /** Resolves when a caller without a value has waited long enough; `signal` ends the wait. */
  patience: (signal: AbortSignal) => Promise<void>;
  /** Receives a load that no caller awaits any more; it may fail. */
  inBackground: (loading: Promise<unknown>) => void;
}

/**
 * Returns a function that reads the value at `now` (epoch ms); undefined if there is none in time.
 */
export function refreshed<T>(
  { freshMs, staleMs, retryMs, patience, inBackground }: Refreshing,
): (now: number, load: () => Promise<T>) => Promise<T | undefined> {
  let known: { value: T; at: number } | null = null;
  let loading: { value: Promise<T>; at: number } | null = null;
  let triedAt = -Infinity;
  // A value from a later clock is not valid either.
  const isWithin = (ms: number, at: number, now: number) => now >= at && now - at <= ms;
  const serves = (now: number) => known !== null && isWithin(staleMs, known.at, now);

  async function keep(value: Promise<T>, at: number): Promise<T> {
    try {
      const loaded = await value;
      // A frozen function may receive the answer of an old load after that of a newer one.
      if (loading?.value === value || known === null) known = { value: loaded, at };
      return loaded;
    } finally {
      if (loading?.value === value) loading = null;
    }
  }

  /**
   * Joins the running load, unless it is older than `retryMs`: then the function was frozen
   * meanwhile, and the call is dead.
   */
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
