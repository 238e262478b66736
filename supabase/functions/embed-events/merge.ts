/** Merges posts that tell of one event; runs after embedding, as vectors tell who is who. */
import type { Db } from "../_shared/db/client.ts";
import { mergeCandidates, setCanonicals } from "../_shared/db/embedding.ts";
import { eventVectors } from "../_shared/db/ranking.ts";
import { findCanonicals } from "../_shared/duplicates.ts";
import { decodeVectors } from "../_shared/half.ts";

/** Answers how many events changed: merged, split again, or completed from another post. */
export async function merge(db: Db, now: Date, model: string, timeZone: string): Promise<number> {
  const events = await mergeCandidates(db, now);
  if (events.length < 2) return 0;
  const vectors = decodeVectors(await eventVectors(db, model, events.map(({ id }) => id)));
  const canonicals = findCanonicals(events, (id) => vectors.get(id), timeZone);
  const rows = [...canonicals].map(([id, canonical_id]) => ({ id, canonical_id }));
  return await setCanonicals(db, rows);
}
