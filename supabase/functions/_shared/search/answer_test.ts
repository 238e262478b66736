import assert from "node:assert/strict";
import { bodyOf, cacheKeyOf, withTaste } from "./answer.ts";
import { parseQuery } from "./query.ts";
import { search } from "./search.ts";
import { corpusFor, LOCAL_NOW, searchable } from "./test_corpus.ts";

const CORPUS = corpusFor([
  searchable("a", "Choir rehearsal"),
  searchable("b", "Choir rehearsal"),
  searchable("c", "Chess, with a choir in the break"),
]);
const CLOCK = { timeZone: "Australia/Melbourne", year: 2026 };
const parse = (text: string, now = LOCAL_NOW) => parseQuery(text, { now, corpus: CORPUS });
const keyOf = (text: string, now = LOCAL_NOW) => cacheKeyOf(parse(text, now), { model: "m" });

Deno.test("cacheKeyOf() gives spellings of one query one key", async () => {
  const key = await keyOf("choir tomorrow");
  assert.match(key, /^[0-9a-f]{64}$/);
  for (
    const text of ["  Choir TOMORROW ", "choir tomorow", "tomorrow choir", "choir on 12 march"]
  ) {
    assert.equal(await keyOf(text), key, text);
  }
});

Deno.test("cacheKeyOf() gives other demands, other days and other bounds other keys", async () => {
  const query = parse("choir tomorrow");
  const keys = [
    await cacheKeyOf(query, { model: "m" }),
    await cacheKeyOf(query, { model: "n" }),
    await cacheKeyOf(query, { model: "m", from: 1 }),
    await cacheKeyOf(query, { model: "m", to: 1 }),
    await cacheKeyOf(query, { model: "m", categories: ["arts_music"] }),
    await keyOf("choir"),
    await keyOf("free choir tomorrow"),
    await keyOf("choir tomorrow", { date: "2026-03-12", time: "09:30" }),
  ];
  assert.equal(new Set(keys).size, keys.length);
});

Deno.test("withTaste() reorders near equals, and lifts no poor match over a good one", () => {
  const query = parse("choir");
  const { primary } = bodyOf(search(query, CORPUS, { limit: 10 }), query, CLOCK);
  const idsOf = (items: typeof primary) => items.map(({ event }) => event.id);
  assert.deepEqual(idsOf(primary), ["a", "b", "c"]);
  const reason = { term: "preference", text: "You like music", contribution: 1 };
  const liked = new Map([["c", reason], ["b", reason], ["a", undefined]]);
  const items = withTaste(primary, liked);
  assert.deepEqual(idsOf(items), ["b", "a", "c"]);
  assert.deepEqual(items[0]!.reasons.map(({ term }) => term), ["words", "taste"]);
  assert.deepEqual(withTaste(primary, new Map()), primary);
});
