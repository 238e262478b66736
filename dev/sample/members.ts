/** Fictional members with their past votes, equal for equal seeds. */
import { CATEGORIES, type Category } from "../../supabase/functions/_shared/event/event.ts";
import { chance, choice } from "./chance.ts";
import { FIRST_NAMES, LAST_NAMES } from "./names.ts";

/** Liking of each category: 0 (not at all), 0.5 (neutral), 1 (very much). */
export type Tastes = Record<Category, number>;

/** A fictional member. */
export interface SampleMember {
  name: string;
  /** At a domain reserved for examples, so that no mail reaches a person. */
  email: string;
  time_zone: string;
  /** True if the member wants the newsletter. */
  subscribed: boolean;
  /** True liking; hidden from the pipeline, it only determines votes and preferences. */
  tastes: Tastes;
  /** Preferences declared at sign-up; null if the member skipped the question. */
  preferences: Partial<Tastes> | null;
  /** True if the member has voted on past events. */
  votes: boolean;
}

/** A vote on an event. */
export interface SampleVote {
  event_id: string;
  action: "like" | "dislike";
}

const HOME_ZONE = "Australia/Melbourne";
/** Two of the zones have offsets of half an hour. */
const AWAY_ZONES = ["Australia/Adelaide", "Asia/Kolkata", "Pacific/Auckland", "Europe/London"];
const DOMAINS = ["example.org", "example.com", "example.net"] as const;

/** Data about members in turn; the first three cover each case. */
const KNOWN = ["votes", "preferences", "nothing", "votes", "both", "votes", "both"] as const;

/**
 * Creates `n` members. Every fifth lives in another time zone, every ninth wants no newsletter. Of
 * every seven, five have voted, three have preferences and one has neither.
 */
export function sampleMembers(n: number, seed: number): SampleMember[] {
  return Array.from({ length: n }, (_, i) => {
    const { name, email } = identity(i, seed);
    const tastes = tastesOf(email, seed);
    const known = KNOWN[i % KNOWN.length];
    return {
      name,
      email,
      time_zone: i % 5 === 4 ? AWAY_ZONES[Math.floor(i / 5) % AWAY_ZONES.length] ?? "" : HOME_ZONE,
      subscribed: i % 9 !== 8,
      tastes,
      preferences: known === "preferences" || known === "both" ? stated(tastes) : null,
      votes: known === "votes" || known === "both",
    };
  });
}

/** Share of events that a member sees at all. */
const SEEN = 0.8;
/** Width of the random mood added to a taste. */
const MOOD = 0.4;

/**
 * Votes of a member on these events. Likes events near their taste plus a mood, and dislikes few
 * others, because few people bother. A member who votes has at least one like. Chance depends on
 * `key`, which unlike `id` is equal in every database.
 */
export function pastVotes(
  member: Pick<SampleMember, "email" | "tastes" | "votes">,
  events: { id: string; key: string; category: Category | null }[],
  seed: number,
): SampleVote[] {
  if (!member.votes) return [];
  const luck = (key: string, what: string) => chance(seed, member.email, key, what);
  const ranked = events
    .map(({ id, key, category }) => ({
      id,
      key,
      liking: (category ? member.tastes[category] : 0.5) + (luck(key, "mood") - 0.5) * MOOD,
    }))
    .sort((a, b) => b.liking - a.liking || (a.key < b.key ? -1 : 1));
  return ranked.flatMap(({ id, key, liking }, rank): SampleVote[] => {
    if (rank === 0) return [{ event_id: id, action: "like" }];
    if (luck(key, "seen") >= SEEN) return [];
    if (liking > 0.7) return [{ event_id: id, action: "like" }];
    if (liking < 0.2 && luck(key, "bother") < 0.4) {
      return [{ event_id: id, action: "dislike" }];
    }
    return [];
  });
}

/** A unique identity: all pairs of names come before the first repeats, then with a number. */
function identity(i: number, seed: number): { name: string; email: string } {
  const pairs = FIRST_NAMES.length * LAST_NAMES.length;
  const at = (Math.floor(chance(seed, "names") * pairs) + i) % pairs;
  const first = FIRST_NAMES[at % FIRST_NAMES.length] ?? "";
  const last = LAST_NAMES[(at + Math.floor(at / FIRST_NAMES.length)) % LAST_NAMES.length] ?? "";
  const number = i < pairs ? "" : String(Math.floor(i / pairs) + 1);
  const local = `${ascii(first)}.${ascii(last)}${number}`;
  return { name: `${first} ${last}`, email: `${local}@${choice(DOMAINS, seed, local)}` };
}

function ascii(name: string): string {
  return name.normalize("NFD").toLowerCase().replace(/[^a-z]/g, "");
}

/** Three favourites, two dislikes, and nearly neutral for the rest. */
function tastesOf(email: string, seed: number): Tastes {
  const luck = (category: Category, what: string) => chance(seed, email, category, what);
  const order = [...CATEGORIES].sort((a, b) => luck(a, "order") - luck(b, "order"));
  const weights = order.map((category, rank): [Category, number] => {
    const [low, high] = rank < 3 ? [0.8, 1] : rank < 5 ? [0, 0.15] : [0.3, 0.6];
    return [category, low + luck(category, "weight") * (high - low)];
  });
  return Object.fromEntries(weights) as Tastes;
}

/** Preferences as ticked in a form: the strong ones, in steps of a tenth. */
function stated(tastes: Tastes): Partial<Tastes> {
  const strong = CATEGORIES.filter((category) => Math.abs(tastes[category] - 0.5) > 0.25);
  return Object.fromEntries(
    strong.map((category) => [category, Math.round(tastes[category] * 10) / 10]),
  );
}
