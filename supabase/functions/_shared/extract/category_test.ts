import assert from "node:assert/strict";
import { CATEGORIES, type Category } from "../event/event.ts";
import { guessCategory, scoreCategories } from "./category.ts";

const of = (title: string, body = "", hashtags = "") => {
  return guessCategory({ title, opening: "", body, hashtags, signs: "" }, "event");
};

const titles: Record<Category, string> = {
  academic_workshops: "Calculus revision lecture",
  career_networking: "Internship panel with alumni",
  social_cultural: "Lunar New Year party",
  sports_fitness: "Badminton social",
  arts_music: "Life drawing",
  tech_innovation: "Intro to machine learning",
  volunteering_community: "Charity fundraiser",
  food_dining: "Ramen crawl and dinner",
  travel_adventure: "Weekend hike in the Grampians",
  health_wellness: "Yoga and meditation",
  entrepreneurship: "Startup pitch night",
  environment_sustainability: "Tree planting",
  gaming_esports: "Mario Kart LAN party",
  recruitment: "Annual General Meeting",
};
for (const category of CATEGORIES) {
  Deno.test(`guessCategory() finds ${category}`, () => {
    assert.equal(of(titles[category]).category, category);
  });
}

Deno.test("guessCategory() weighs the title above the body", () => {
  assert.equal(of("Yoga", "free pizza, snacks and drinks").category, "health_wellness");
});

Deno.test("guessCategory() knows a call for people by its form, and who is introduced", () => {
  assert.equal(of("We are looking for two keen new tutors").category, "recruitment");
  assert.equal(of("Say hello to our lovely media team").category, "social_cultural");
  assert.notEqual(of("Looking for a quiet hour with the library").category, "recruitment");
});

Deno.test("guessCategory() sees whole words", () => {
  assert.equal(of("Bandage the dartboard").certainty, 0.1);
});

Deno.test("guessCategory() is surer of much evidence than of little, and of none not at all", () => {
  const little = of("", "code of dress: red, with music").certainty;
  assert.ok(of("Jazz concert", "band, choir and orchestra", "music").certainty > little);
  assert.ok(of("Hello there").certainty < 0.2);
  assert.deepEqual(of(""), { category: null, certainty: 0 });
});

Deno.test("scoreCategories() scores every category, best first", () => {
  const scores = scoreCategories(
    { title: "Jazz", opening: "", body: "dinner", hashtags: "", signs: "" },
    "event",
  );
  assert.equal(scores.length, CATEGORIES.length);
  assert.deepEqual(
    scores.map(({ score }) => score),
    scores.map(({ score }) => score).sort((a, b) => b - a),
  );
});
