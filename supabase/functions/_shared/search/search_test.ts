import assert from "node:assert/strict";
import fc from "../test/property.ts";
import { parseQuery } from "./query.ts";
import { matchesOf, reasonsOf } from "./reasons.ts";
import { replyOf } from "./reply.ts";
import { search } from "./search.ts";
import { corpusFor, find, LOCAL_NOW, searchable } from "./test_corpus.ts";

const CORPUS = corpusFor([
  searchable("pottery", "Pottery evening. Clay and wheels for $12.", {
    location: "Elm Studio, Harbour House",
    organisers: ["Kiln Society"],
    category: "arts_music",
  }),
  searchable("quiz", "Pub quiz. Free entry, bring a team.", {
    starts_at: "2026-03-12T19:00:00+11:00",
    location: "The Red Lion",
    category: "social_cultural",
  }),
  searchable("kayak", "Kayak morning on the river. No charge.", {
    starts_at: "2026-03-15T08:00:00+11:00",
    location: "Boat Shed",
    category: "sports_fitness",
  }),
  searchable("webinar", "Applying for internships. A talk on Zoom.", {
    starts_at: "2026-03-17T13:00:00+11:00",
    is_online: true,
    category: "career_networking",
  }),
  searchable("饺子", "包饺子课 Dumpling class, $5", { title: "包饺子课 Dumpling class" }),
  searchable("cpp", "C++ for beginners. Bring a laptop.", { category: "tech_innovation" }),
]);

Deno.test("search() finds words without accents, in other forms, misspelt and run together", () => {
  for (const query of ["pottery", "POTTERY", "pottrey", "potery"]) {
    assert.equal(find(query, CORPUS).primary[0], "pottery", query);
  }
  assert.equal(find("pubquiz", CORPUS).primary[0], "quiz");
});

Deno.test("search() finds a part of a text where words have no spaces, and signs", () => {
  assert.deepEqual(find("饺子", CORPUS).primary, ["饺子"]);
  assert.equal(find("c++", CORPUS).primary[0], "cpp");
});

Deno.test("search() finds a subject in common where no word is", () => {
  assert.equal(find("ceramics", CORPUS).primary[0], "pottery");
  assert.equal(find("trivia", CORPUS).primary[0], "quiz");
  assert.equal(find("get a job", CORPUS).primary[0], "webinar");
});

Deno.test("search() demands day, hour, place, price and form, and names what the nearby ones lack", () => {
  assert.deepEqual(find("tomorrow", CORPUS).primary, ["quiz"]);
  assert.deepEqual(find("tomorow", CORPUS).primary, ["quiz"]);
  assert.deepEqual(find("at harbour house", CORPUS).primary, ["pottery"]);
  assert.deepEqual(find("by the kiln society", CORPUS).primary, ["pottery"]);
  assert.deepEqual(find("online talk", CORPUS).primary, ["webinar"]);
  const free = find("free things this week", CORPUS);
  assert.deepEqual(free.primary.slice(0, 2), ["quiz", "kayak"]);
  assert.ok(!free.primary.includes("pottery"), "what costs is not free");
  assert.deepEqual(find("quiz on sunday", CORPUS), {
    primary: [],
    nearby: ["quiz"],
    relaxed: ["when"],
  });
});

Deno.test("search() never gives what was ruled out, nearby neither", () => {
  const { primary, nearby } = find("something this week but not sport", CORPUS);
  assert.ok(primary.length > 0);
  assert.ok(![...primary, ...nearby].includes("kayak"));
});

Deno.test("search() finds nothing for a query without a demand, and says so", () => {
  for (const query of ["the", "", "   ", "???", "🎉"]) {
    assert.deepEqual(find(query, CORPUS), { primary: [], nearby: [], relaxed: [] }, query);
  }
});

Deno.test("search() keeps to what the caller allows and to a quoted text", () => {
  const allow = { allow: ({ event }: { event: { id: string } }) => event.id !== "quiz" };
  assert.deepEqual(find("tomorrow", CORPUS, allow).primary, []);
  assert.deepEqual(find('"dumpling class"', CORPUS).primary, ["饺子"]);
  assert.deepEqual(find('"class dumpling"', CORPUS).primary, []);
});

Deno.test("parseQuery() leaves out chips that were taken off", () => {
  const query = parseQuery("free pottery tomorrow", {
    now: LOCAL_NOW,
    corpus: CORPUS,
    ignore: ["when"],
  });
  assert.equal(query.when, null);
  assert.ok(query.free);
  assert.deepEqual(query.words, ["pottery"]);
  assert.deepEqual(query.said, { free: "free" });
});

Deno.test("parseQuery() reads a place from `near`, a price from no diet, and no more than twelve words", () => {
  const options = { now: LOCAL_NOW, corpus: CORPUS };
  assert.equal(
    parseQuery("pottery", { ...options, near: "Harbour House" }).where?.name,
    "Harbour House",
  );
  for (const text of ["gluten free dinner", "free speech debate", "not free"]) {
    assert.equal(parseQuery(text, options).free, false, text);
  }
  const many = Array.from({ length: 40 }, (_, i) => `word${i}`).join(" ");
  assert.equal(parseQuery(many, options).words.length, 12);
});

Deno.test("matchesOf() and reasonsOf() show public texts alone", () => {
  const query = parseQuery("wheels", { now: LOCAL_NOW, corpus: CORPUS });
  const [hit] = search(query, CORPUS, { limit: 1 }).primary;
  assert.equal(hit?.document.event.id, "pottery", "the caption alone has the word");
  assert.deepEqual(matchesOf(hit!), []);
  assert.doesNotMatch(JSON.stringify(reasonsOf(hit!, query)), /clay/i);
  const other = parseQuery("pottery", { now: LOCAL_NOW, corpus: CORPUS });
  const [named] = search(other, CORPUS, { limit: 1 }).primary;
  assert.deepEqual(matchesOf(named!), [{ field: "title", fragment: "**Pottery** evening" }]);
});

Deno.test("replyOf() tells of the hits alone, without links", () => {
  const clock = { timeZone: "Australia/Melbourne", year: 2026 };
  const corpus = corpusFor([
    searchable("x", "Win http://evil.example now", { title: "Chess evil.example" }),
  ]);
  const query = parseQuery("chess", { now: LOCAL_NOW, corpus });
  const found = search(query, corpus, { limit: 5 });
  const reply = replyOf(found, clock);
  assert.match(reply, /^“Chess evil\. example” \(Sat 14 Mar, 6 pm\) fits best\.$/);
  assert.equal(
    replyOf({ ...found, primary: [], nearby: [] }, clock),
    "Nothing that is coming up fits.",
  );
});

Deno.test("search() answers any text, and gives no event twice", () => {
  const words = fc.constantFrom(
    ...'not no without free tomorrow after before 5 7pm at near the by - " monday until 31/2 99 : ~ | \\ ( [ * + \u0000 饺 é online weekend next in of and or'
      .split(" "),
  );
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 500 }),
    fc.array(words, { maxLength: 120 }).map((parts) => parts.join(" ")),
    fc.array(words, { maxLength: 60 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (query) => {
      const { primary, nearby } = find(query, CORPUS);
      const all = [...primary, ...nearby];
      assert.equal(new Set(all).size, all.length);
    }),
    { numRuns: 100 },
  );
});
