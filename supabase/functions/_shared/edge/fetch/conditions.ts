/** Which validators a source is asked with. */
import { DAY_MS } from "../../time/units.ts";
import type { Conditions } from "./fetch.ts";

/**
 * None once a day: some servers answer 304 for a body that changed, so the hash of a whole answer decides
 * then. `fullAt`: when the last whole answer was asked for.
 */
export function conditionsAt(known: Conditions, fullAt: Date | null, now: Date): Conditions {
  return fullAt !== null && now.getTime() - fullAt.getTime() < DAY_MS ? known : {};
}
