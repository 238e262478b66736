/** Organisers of a pool. Each has one slot, so that facts about it are computed once. */
import type { Community, OrganiserFacts } from "./community.ts";
import type { Candidate, EventFacts } from "./types.ts";

/** An organiser with at least one candidate. */
export interface Slot {
  name: string;
  facts: OrganiserFacts | undefined;
  /** Category of its past events; without any, of its first candidate. */
  category: string | null;
  /** Share of its attendees who had come before, in [0, 1]; 0 if unknown. */
  returning: number;
}

/**
 * Numbers the organisers. `slotsOf[i]` holds the positions in `slots` of candidate i's organisers.
 */
export function slotted(candidates: readonly Candidate<EventFacts>[], community: Community) {
  const slotIndex = new Map<string, number>();
  const slots: Slot[] = [];
  const slotFor = (name: string, category: string | null): number => {
    const known = slotIndex.get(name);
    if (known !== undefined) return known;
    slotIndex.set(name, slots.length);
    return slots.push(slotOf(name, category, community)) - 1;
  };
  const slotsOf = candidates.map(({ event }) =>
    Int32Array.from([...new Set(event.organisers)].map((name) => slotFor(name, event.category)))
  );
  return { slots, slotIndex, slotsOf };
}

function slotOf(name: string, category: string | null, community: Community): Slot {
  const facts = community.organisers.get(name);
  const returning = facts?.rate ? Math.max(0, 1 - facts.firstRate / facts.rate) : 0;
  return { name, facts, category: facts?.category ?? category, returning };
}
