import assert from "node:assert/strict";
import { zodTextFormat } from "openai/helpers/zod";
import fc from "../test/property.ts";
import { Draft, type Post, resolveDraft } from "./draft.ts";
import { CATEGORIES, KINDS } from "./event.ts";
import { draftOf } from "./test_draft.ts";

const options = { timeZone: "Australia/Melbourne", minConfidence: 0.5 };
const post: Post = { caption: "Trivia", posted_at: new Date("2025-08-20T09:00:00+10:00") };

const resolve = (changes: Partial<Draft>, from = post) =>
  resolveDraft(draftOf(changes), from, options);

Deno.test("Draft becomes a strict schema: every key required, no pattern, nothing else allowed", () => {
  const { schema, strict } = zodTextFormat(Draft, "draft");
  assert.equal(strict, true);
  assert.deepEqual(schema.required, Object.keys(Draft.shape));
  assert.equal(schema.additionalProperties, false);
  assert.doesNotMatch(JSON.stringify(schema), /"(pattern|format|default|minLength)":/);
});

Deno.test("resolveDraft() turns civil time into an instant", () => {
  const found = resolve({ end_time: "20:30" });
  assert.equal(found.starts_at, "2025-08-22T08:00:00.000Z");
  assert.equal(found.ends_at, "2025-08-22T10:30:00.000Z");
  assert.equal(found.is_all_day, false);
});

Deno.test("resolveDraft() takes a day without time as all-day, its end after the last day", () => {
  const one = resolve({ start_time: null, end_time: "20:00" });
  assert.deepEqual([one.starts_at, one.ends_at], ["2025-08-21T14:00:00.000Z", null]);
  assert.equal(one.is_all_day, true);
  const three = resolve({ start_time: null, end_date: "2025-08-24" });
  assert.equal(three.ends_at, "2025-08-24T14:00:00.000Z");
});

Deno.test("resolveDraft() rolls an end past midnight over to the next day", () => {
  assert.equal(resolve({ end_time: "02:00" }).ends_at, "2025-08-22T16:00:00.000Z");
});

Deno.test("resolveDraft() drops an end before the start and one months later", () => {
  assert.equal(resolve({ end_date: "2025-08-01" }).ends_at, null);
  assert.equal(resolve({ end_date: "2026-08-01" }).ends_at, null);
});

Deno.test("resolveDraft() never invents a date", () => {
  for (const start_date of [null, "2025-02-30", "next Friday", "22/08/2025", ""]) {
    const found = resolve({ start_date });
    assert.deepEqual([found.starts_at, found.ends_at, found.is_all_day], [null, null, false]);
    assert.equal(found.kind, "event");
  }
});

Deno.test("resolveDraft() refuses starts before the post's day, but not those of hours ago", () => {
  assert.equal(resolve({ start_date: "2025-08-19", start_time: "10:00" }).starts_at, null);
  assert.notEqual(resolve({ start_date: "2025-08-19", start_time: "22:00" }).starts_at, null);
  assert.notEqual(resolve({ start_date: "2025-08-20", start_time: "00:30" }).starts_at, null);
});

Deno.test("resolveDraft() refuses starts more than some eighteen months after the post", () => {
  assert.notEqual(resolve({ start_date: "2027-02-01" }).starts_at, null);
  assert.equal(resolve({ start_date: "2027-08-20" }).starts_at, null);
});

Deno.test("resolveDraft() keeps the day when only the time is malformed", () => {
  const found = resolve({ start_time: "25:00" });
  assert.deepEqual([found.starts_at, found.is_all_day], ["2025-08-21T14:00:00.000Z", true]);
});

Deno.test("resolveDraft() gives times to events only", () => {
  for (const kind of KINDS) {
    assert.equal(resolve({ kind }).starts_at !== null, kind === "event");
  }
});

Deno.test("resolveDraft() leaves no category below the confidence wanted", () => {
  const unsure = resolve({ confidence: 0.49 });
  assert.deepEqual([unsure.category, unsure.needs_review], [null, true]);
  const sure = resolve({ confidence: 0.5 });
  assert.deepEqual([sure.category, sure.needs_review], ["social_cultural", false]);
  assert.equal(resolve({ confidence: NaN }).confidence, 0);
});

Deno.test("resolveDraft() keeps one plain line: no markup, breaks, bidi marks, no overlong text", () => {
  const found = resolve({
    title: "Free\r\nBcc: all@x.org <img src=x onerror=alert(1)>\u202Epizza",
    summary: "a ".repeat(5000),
    location: "<<b>b>Room 1</b>",
  });
  assert.equal(found.title, "Free Bcc: all@x.org pizza");
  assert.ok(found.summary!.length <= 200);
  assert.doesNotMatch(found.location!, /<[a-z/]/);
});

Deno.test("resolveDraft() falls back to the caption for a title, and to words for no caption", () => {
  assert.equal(resolve({ title: " \u200B" }).title, "Trivia");
  assert.equal(resolve({ title: "" }, { ...post, caption: "" }).title, "Untitled post");
});

Deno.test("resolveDraft() names organisers once", () => {
  assert.deepEqual(
    resolve({ organisers: ["@film.soc", "Film Soc", "", "Chess Club"] }).organisers,
    [
      "film.soc",
      "Chess Club",
    ],
  );
});

Deno.test("resolveDraft() stands any draft: title set, end after start", () => {
  const maybe = (arb: fc.Arbitrary<string>) => fc.option(arb, { nil: null });
  const day = fc.constantFrom("2025-08-20", "2025-08-22", "2025-10-05", "2026-04-05", "x");
  const time = fc.constantFrom("00:00", "02:30", "23:59", "24:00", "7pm");
  const drafts = fc.record({
    kind: fc.constantFrom(...KINDS),
    title: fc.string({ unit: "binary" }),
    summary: maybe(fc.string({ unit: "binary" })),
    start_date: maybe(day),
    start_time: maybe(time),
    end_date: maybe(day),
    end_time: maybe(time),
    location: maybe(fc.string({ unit: "binary" })),
    is_online: fc.boolean(),
    organisers: fc.array(fc.string({ unit: "binary" })),
    category: fc.option(fc.constantFrom(...CATEGORIES), { nil: null }),
    confidence: fc.double(),
  });
  fc.assert(fc.property(drafts, (any) => {
    const found = resolveDraft(any, post, options);
    assert.ok(found.title.length > 0 && found.title.length <= 120);
    assert.ok(found.confidence >= 0 && found.confidence <= 1);
    assert.ok(
      found.ends_at === null || (found.starts_at !== null && found.ends_at > found.starts_at),
    );
  }));
});
