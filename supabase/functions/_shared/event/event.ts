/**
 * The one noun of the system. A post becomes a row of `events`; what can be attended and is yet to
 * come is what members are shown. Field names are those of the SQL columns and of the API.
 */

import { DAY_MS } from "../time/units.ts";

/** What a post is about. Only an `event` can be attended. */
export const KINDS = ["event", "deadline", "recap", "announcement"] as const;
export type Kind = (typeof KINDS)[number];

/** The categories, in the order shown to members; rows of `event_categories`. */
export const CATEGORY_LABELS = {
  academic_workshops: "Academic & workshops",
  career_networking: "Career & networking",
  social_cultural: "Social & cultural",
  sports_fitness: "Sports & fitness",
  arts_music: "Arts & music",
  tech_innovation: "Tech & innovation",
  volunteering_community: "Volunteering & community",
  food_dining: "Food & dining",
  travel_adventure: "Travel & adventure",
  health_wellness: "Health & wellness",
  entrepreneurship: "Entrepreneurship",
  environment_sustainability: "Environment & sustainability",
  gaming_esports: "Gaming & esports",
  recruitment: "Recruitment",
} as const;
export type Category = keyof typeof CATEGORY_LABELS;
export const CATEGORIES = Object.keys(CATEGORY_LABELS) as [Category, ...Category[]];

/** A category in words; a category this version does not know stands for itself. */
export function labelOf(category: string): string {
  return (CATEGORY_LABELS as Record<string, string>)[category] ?? category;
}

/** Asked of members of whom nothing is known; the answers are categories. */
export const QUESTION = "What would you rather not miss?";

/** A published event as members see it: the `event` of an answer of `recommend`. */
export interface Event {
  id: string;
  title: string;
  /** One line; null where the post gave nothing to say. */
  summary: string | null;
  /** Instant, ISO 8601. For an all-day event: local midnight of its first day. */
  starts_at: string;
  ends_at: string | null;
  /** The post names a day but no time. */
  is_all_day: boolean;
  location: string | null;
  is_online: boolean;
  category: Category | null;
  organisers: string[];
  /** The post. */
  url: string | null;
  image_url: string | null;
}

interface Start {
  starts_at: string;
  is_all_day?: boolean;
}

/** Epoch ms until which it is upcoming: its start, of an all-day event the end of its day, as in SQL. */
export function upcomingUntil({ starts_at, is_all_day }: Start): number {
  return Date.parse(starts_at) + (is_all_day ? DAY_MS : 0);
}

export function isUpcoming(event: Start, now: Date): boolean {
  return upcomingUntil(event) > now.getTime();
}

/** Why an event stands where it stands: one named term of its score. */
export interface Reason {
  /** Name of the term, as in docs/scoring.md. */
  term: string;
  /** The term in plain words, for the member. */
  text: string;
  /** What the term added to the score above what it added to the average candidate's. */
  contribution: number;
}

/** An event with its place in a ranking. */
export interface Recommendation {
  event: Event;
  score: number;
  /** It has its place for the sake of variety: by score alone it would stand elsewhere. */
  varied?: true;
  /** Strongest first. */
  reasons: Reason[];
}
