/** Citations for the content of an event. */
import { labelOf } from "../../event/event.ts";
import { NEUTRAL, type WeighedVote } from "../profile.ts";
import { type Cite, verbFor, votesEvidence } from "./evidence.ts";

/** Minimum cosine at which two events are called alike. */
const ALIKE = 0.25;

/** "Like “Chess night”, which you went to". */
export const citeClosest: Cite = (i, { positives, now }, pool) => {
  let closest: WeighedVote | undefined;
  let most = ALIKE;
  for (const vote of positives) {
    const cosine = pool.past(vote.vote).cosine[i]!;
    if (cosine > most) [closest, most] = [vote, cosine];
  }
  if (closest === undefined) return undefined;
  const { title } = closest.vote.event;
  return {
    text: `Like “${title}”, which you ${verbFor([closest], now)}`,
    evidence: votesEvidence([closest]),
  };
};

/**
 * `ranking_members` returns no more votes. A member with this many may have older ones, so the
 * words then say "last".
 */
const VOTES_READ = 200;

/** "4 of the 6 events you went to were Tech & innovation". */
export const citeCategoryAffinity: Cite = (i, { member, positives, now }, pool) => {
  const { category } = pool.candidates[i]!.event;
  const votes = positives.filter(({ vote }) => vote.event.category === category);
  if (category === null || votes.length < 2) return undefined;
  const [all, some] = [positives.length, votes.length];
  const known = member.votes.length < VOTES_READ ? "the" : "the last";
  const which = some < all
    ? `${some} of ${known} ${all}`
    : all === 2
    ? "Both"
    : member.votes.length < VOTES_READ
    ? `All ${all}`
    : `The last ${all}`;
  const verb = verbFor(positives, now);
  const were = verb === "are going to" ? "are" : "were";
  return {
    text: `${which} events you ${verb} ${were} ${labelOf(category)}`,
    evidence: votesEvidence(votes),
  };
};

/** A declared preference for the event's category. */
export const citePreference: Cite = (i, { member }, pool) => {
  const { category } = pool.candidates[i]!.event;
  if (category === null || (member.preferences[category] ?? NEUTRAL) <= NEUTRAL) return undefined;
  return { text: `You like ${labelOf(category)}`, evidence: { kind: "preference", category } };
};
