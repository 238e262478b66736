/** Merges posts that tell of one event; runs after embedding, so that what is merged is whole. */
import type { Db } from "../_shared/edge/db/client.ts";
import { mergeCandidates, setCanonicals } from "../_shared/edge/db/merging.ts";
import { findCanonicals } from "../_shared/duplicates/duplicates.ts";

/**
 * Answers how many events changed: merged, parted again, or completed from another post. Where nothing
 * changed since the last merge, nothing is read.
 */
export async function merge(db: Db, now: Date, timeZone: string): Promise<number> {
  const found = await mergeCandidates(db, now);
  if (found === null) return 0;
  const { changes, events, decisions } = found;
  const canonicals = findCanonicals(events, timeZone, { decisions });
  const merged = new Set(canonicals.values());
  // Events that stood for themselves alone and still do have nothing to write.
  const rows = events
    .map(({ id, canonical_id }) => ({ id, was: canonical_id, canonical_id: canonicals.get(id)! }))
    .filter(({ id, was, canonical_id }) => was !== canonical_id || canonical_id || merged.has(id))
    .map(({ id, canonical_id }) => ({ id, canonical_id }));
  return await setCanonicals(db, rows, changes);
}
