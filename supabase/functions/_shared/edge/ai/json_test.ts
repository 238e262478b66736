import assert from "node:assert/strict";
import fc from "../../test/property.ts";
import { lastObject } from "./json.ts";

Deno.test("lastObject() finds an object in a fence, in prose and after reasoning", () => {
  const found: [text: string, object: unknown][] = [
    ['{"a":1}', { a: 1 }],
    ['```json\n{"a":1}\n```', { a: 1 }],
    ['first {"a":1}, then {"a":2}.', { a: 2 }],
    ['{not json} {"a":{"b":"}"}}', { a: { b: "}" } }],
    ['{"a":"say \\"{\\" and ,}",}', { a: 'say "{" and ,}' }],
    ['<think>{"a":1}</think>{"a":2}', { a: 2 }],
    ['{"a":"<think>"}', { a: "<think>" }],
    ['{{"a":1}}', { a: 1 }],
  ];
  for (const [text, object] of found) assert.deepEqual(lastObject(text), object, text);
});

Deno.test("lastObject() is undefined without an object, or if the last one is truncated", () => {
  const none = [
    "",
    "null",
    "5",
    "[1]",
    "{",
    "}",
    '{"a":',
    '{"a":1} {"a":',
    '{"a":{"b":1}',
    "{a:1}",
  ];
  for (const text of [...none, '<think>{"a":1}']) assert.equal(lastObject(text), undefined, text);
});

Deno.test("lastObject() finds the written object within any prose", () => {
  const prose = fc.string({ unit: fc.constantFrom(..."ab {}[]:,\n'") });
  const object = fc.dictionary(fc.string(), fc.string({ unit: "grapheme" }), { minKeys: 1 });
  fc.assert(
    fc.property(prose, object, fc.constantFrom("", "\n```", " ok."), (before, value, after) => {
      assert.deepEqual({ ...lastObject(before + JSON.stringify(value) + after) as object }, {
        ...value,
      });
    }),
  );
});

Deno.test("lastObject() gives up on text designed to take long", () => {
  for (
    const text of [
      "{".repeat(1_000_000),
      '{"'.repeat(500_000),
      "{a".repeat(500_000),
      '{ {"'.repeat(200_000),
    ]
  ) {
    assert.equal(lastObject(text), undefined);
  }
});
