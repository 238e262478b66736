/** Categories that words of a query name. Pure. */
import { CATEGORIES, type Category } from "../event/event.ts";
import { stemOf, wordsOf } from "./fold.ts";

/** Words that mean a category as a whole, not one subject of it. */
const NAMES: Record<Category, string> = {
  academic_workshops: "academic study studying workshop tutorial lecture",
  career_networking: "career job networking internship employment professional",
  social_cultural: "social cultural culture party",
  sports_fitness: "sport fitness exercise athletic",
  arts_music: "art music creative",
  tech_innovation: "tech technology coding programming",
  volunteering_community: "volunteer volunteering charity",
  food_dining: "food dining meal eating",
  travel_adventure: "travel trip adventure excursion outdoors",
  health_wellness: "wellness wellbeing health",
  entrepreneurship: "startup entrepreneurship entrepreneur business",
  environment_sustainability: "environment environmental sustainability eco climate",
  gaming_esports: "gaming esports game",
  recruitment: "recruitment recruiting committee",
};

const CATEGORY_OF = new Map(
  CATEGORIES.flatMap((category) =>
    NAMES[category].split(" ").map((name) => [stemOf(name), category] as const)
  ),
);

export function kindsOf(text: string): { categories: Category[]; said: string } {
  const found = wordsOf(text).filter((word) => CATEGORY_OF.has(stemOf(word)));
  const categories = [...new Set(found.map((word) => CATEGORY_OF.get(stemOf(word))!))];
  return { categories, said: found.join(" ") };
}
