/** A part of a pool, for callers that rank many members over the same allowed events. */
import { mapValues, type Pool, withMemory } from "./pool.ts";
import type { EventFacts } from "./types.ts";

/**
 * A pool with only the candidates that are allowed and not yet over. Scores equal those in the
 * whole pool; nothing is computed for the other candidates.
 */
export function narrowPool<E extends EventFacts>(
  pool: Pool<E>,
  allow: (event: E) => boolean,
): Pool<E> {
  const kept = pool.candidates.flatMap(({ event }, i) =>
    pool.until[i]! > pool.now && allow(event) ? [i] : []
  );
  const pick = (values: Float64Array) => Float64Array.from(kept, (i) => values[i]!);
  const used = [...new Set(kept.flatMap((i) => [...pool.slotsOf[i]!]))];
  const newSlot = new Map(used.map((slot, at) => [slot, at]));
  return withMemory({
    ...pool,
    candidates: kept.map((i) => pool.candidates[i]!),
    starts: pick(pool.starts),
    until: pick(pool.until),
    membersShown: pick(pool.membersShown),
    shared: mapValues(pool.shared, pick),
    hourOfWeek: Uint8Array.from(kept, (i) => pool.hourOfWeek[i]!),
    category: Uint16Array.from(kept, (i) => pool.category[i]!),
    series: kept.map((i) => pool.series[i]!),
    slots: used.map((slot) => pool.slots[slot]!),
    slotIndex: new Map(used.map((slot, at) => [pool.slots[slot]!.name, at])),
    slotsOf: kept.map((i) => pool.slotsOf[i]!.map((slot) => newSlot.get(slot)!)),
  });
}
