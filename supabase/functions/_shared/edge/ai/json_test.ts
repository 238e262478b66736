import assert from "node:assert/strict";
import fc from "../../test/property.ts";
import { lastObject } from "./json.ts";

Deno.test("lastObject() finds an object wherever a model puts it", () => {
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

Deno.test("lastObject() finds none where there is none, or the last one is cut off", () => {
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

Deno.test("lastObject() finds what was written, whatever prose stands around it", () => {
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

Deno.test("lastObject() gives up on text made to cost time", () => {
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
