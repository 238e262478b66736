import assert from "node:assert/strict";
import { strictSchemaFaults } from "./openai_schema.ts";

const strict = (properties: Record<string, unknown>, more = {}) => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});

Deno.test("strictSchemaFaults() accepts schemas that OpenAI accepts", () => {
  const schema = strict({
    kind: { type: "string", enum: ["a", "b"] },
    note: { anyOf: [{ type: "string" }, { type: "null" }] },
    list: { type: "array", items: strict({ id: { type: "number" } }) },
  });
  assert.deepEqual(strictSchemaFaults(schema), []);
});

Deno.test("strictSchemaFaults() rejects schemas that OpenAI rejects", () => {
  const text = { type: "string" };
  const refused = [
    null,
    { type: "array", items: text },
    { anyOf: [strict({})] },
    strict({ a: text }, { required: [] }),
    strict({ a: text }, { additionalProperties: undefined }),
    strict({ a: { type: "string", minLength: 1 } }),
    strict({ a: { oneOf: [text] } }),
    strict({ a: { type: "array" } }),
    strict({ a: { description: "no type" } }),
    strict({ list: { type: "array", items: { type: "object", properties: { b: text } } } }),
    strict({ note: { anyOf: [{ type: "string", maxLength: 5 }, { type: "null" }] } }),
  ];
  for (const schema of refused) {
    assert.notDeepEqual(strictSchemaFaults(schema), [], JSON.stringify(schema));
  }
});
