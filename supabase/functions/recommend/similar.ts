/** Upcoming events similar to a given one: "you may also like" on an event's page. */
import type { Db } from "../_shared/edge/db/client.ts";
import { publishedEvent } from "../_shared/edge/db/event.ts";
import type { Recommendation } from "../_shared/event/event.ts";
import { HttpError } from "../_shared/edge/http/http.ts";
import type { Source } from "../_shared/edge/catalogue/source.ts";
import type { Filters } from "../_shared/event/filters.ts";

/**
 * The nearest events by cosine, which is their score. Omits events below the catalogue's cut-off,
 * because cosines of unrelated texts differ between embedding models.
 *
 * @throws {HttpError} 404 if there is no such event, or it has no vector yet
 */
export async function similarEvents(
  id: string,
  limit: number,
  filters: Filters,
  now: Date,
  { db, source }: { db: Db; source: Source },
): Promise<Recommendation[]> {
  const event = await publishedEvent(db, id);
  const query = event && await source.vectorOf(db, event.id);
  if (!query) {
    throw new HttpError(
      404,
      "unknown_id",
      `Cannot find events like ${id} as ${
        event ? "it has no vector yet" : "there is no such event"
      }`,
      event ? "Try again after the next run of embed-events" : undefined,
    );
  }
  const exclude = new Set([...filters.exclude ?? [], event.id]);
  const near = await source.nearest(db, { ...filters, exclude, query, k: limit, now });
  const alikeFrom = await source.alikeFrom(db, now);
  return near.filter(({ score }) => score > alikeFrom).map(({ event: other, score }) => ({
    event: other,
    score,
    reasons: [{ term: "similarity", text: `Like “${event.title}”`, contribution: score }],
  }));
}
