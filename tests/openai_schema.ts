/**
 * Validates a strict schema for OpenAI's structured output (guide "Structured Outputs", section
 * "Supported schemas"): every key required, no additional properties, and only these keywords.
 */

type Schema = Record<string, unknown>;

const KEYWORDS = new Set([
  ...["$schema", "$defs", "$ref", "title", "description", "type", "enum", "const", "anyOf"],
  ...["properties", "required", "additionalProperties", "items", "minItems", "maxItems"],
  ...["pattern", "format", "multipleOf", "minimum", "maximum", "exclusiveMinimum"],
  ...["exclusiveMaximum"],
]);

const MAX_DEPTH = 10;
const MAX_ENUM = 1000;

/** All violations with their place; empty for a valid schema. */
export function strictSchemaFaults(schema: unknown): string[] {
  if (!isObject(schema) || schema.type !== "object" || "anyOf" in schema) {
    return ["(root): must be an object"];
  }
  return faultsOf(schema, "(root)", 1);
}

function faultsOf(schema: unknown, path: string, depth: number): string[] {
  if (!isObject(schema)) return [`${path}: must be a schema`];
  const faults = Object.keys(schema).filter((key) => !KEYWORDS.has(key))
    .map((key) => `${path}: '${key}' is not permitted`);
  if (depth > MAX_DEPTH) faults.push(`${path}: nested too deeply`);
  if (!["type", "anyOf", "$ref", "enum", "const"].some((key) => key in schema)) {
    faults.push(`${path}: must have a 'type' key`);
  }
  if (Array.isArray(schema.enum) && schema.enum.length > MAX_ENUM) {
    faults.push(`${path}: too many enum values`);
  }
  if (schema.type === "object") faults.push(...objectFaults(schema, path));
  if (schema.type === "array" && !("items" in schema)) faults.push(`${path}: 'items' is missing`);
  for (const [where, inner] of innerSchemas(schema)) {
    faults.push(...faultsOf(inner, `${path}.${where}`, depth + 1));
  }
  return faults;
}

function objectFaults({ properties, required, additionalProperties }: Schema, path: string) {
  const faults: string[] = [];
  const keys = Object.keys(isObject(properties) ? properties : {}).sort();
  const named = Array.isArray(required) ? [...required].sort() : [];
  if (additionalProperties !== false) {
    faults.push(`${path}: 'additionalProperties' is required to be supplied and to be false`);
  }
  if (keys.join() !== named.join()) {
    faults.push(`${path}: 'required' must be an array including every key in properties`);
  }
  return faults;
}

function innerSchemas({ properties, items, anyOf, $defs }: Schema): [string, unknown][] {
  return [
    ...Object.entries(isObject(properties) ? properties : {}),
    ...Object.entries(isObject($defs) ? $defs : {}),
    ...(Array.isArray(anyOf) ? anyOf.map((s, i): [string, unknown] => [`anyOf.${i}`, s]) : []),
    ...(items === undefined ? [] : [["items", items] as [string, unknown]]),
  ];
}

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
