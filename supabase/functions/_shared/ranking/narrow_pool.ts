/** A part of a pool, for many members who may be shown nothing else. */
import { mapValues, type Pool, withMemory } from "./pool.ts";
import type { EventFacts } from "./types.ts";

/**
 * A pool of those candidates alone that are still to come and allowed. Scores are the same numbers as
 * in the whole pool; nothing is computed for the candidates left out.
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
