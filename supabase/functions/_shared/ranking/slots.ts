/** The organisers that a pool is about: each has a slot, so that facts about it are computed once. */
import type { Community, OrganiserFacts } from "./community.ts";
import type { Candidate, EventFacts } from "./types.ts";

/** One organiser that has at least one candidate. */
export interface Slot {
  name: string;
  facts: OrganiserFacts | undefined;
  /** That of its past, else of its first candidate. */
  category: string | null;
  /** Share of those who come to it who had come before, 0 where nothing is known. */
  returning: number;
}

/** `slotsOf[i]` holds the positions in `slots` of the organisers of candidate i. */
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
