/** Which of the upcoming events a caller asks for; `nearest_events` filters by the same rules in SQL. */
import { type Event, isUpcoming } from "./event.ts";

export interface Filters {
  /** Ids not wanted. */
  exclude?: ReadonlySet<string>;
  categories?: readonly string[];
  /** Only events that start in [from, to): instants, milliseconds. */
  from?: number;
  to?: number;
}

type Facts = Pick<Event, "id" | "starts_at"> & { is_all_day?: boolean; category: string | null };

export function passes(event: Facts, filters: Filters, now: Date): boolean {
  const { exclude, categories, from = -Infinity, to = Infinity } = filters;
  const start = Date.parse(event.starts_at);
  return isUpcoming(event, now) && start >= from && start < to && !exclude?.has(event.id) &&
    (!categories || categories.some((category) => category === event.category));
}
