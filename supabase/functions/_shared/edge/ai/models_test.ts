import assert from "node:assert/strict";
import { endOf } from "./models.ts";

Deno.test("endOf() names the day and the replacement, also for snapshots and gateways", () => {
  const told =
    "OpenAI shuts gpt-4o-mini down on 2027-01-14: set OPENAI_EXTRACTION_MODEL to gpt-6-luna";
  const names = [
    "gpt-4o-mini",
    "gpt-4o-mini-2024-07-18",
    "openai/gpt-4o-mini",
    "ft:gpt-4o-mini:club::1",
  ];
  for (const name of names) assert.equal(endOf(name), told, name);
  assert.match(endOf("gpt-5-nano")!, /2026-12-11/);
  assert.match(endOf("gpt-3.5-turbo-0125")!, /2026-10-23/);
});

Deno.test("endOf() is undefined for current and unknown models", () => {
  for (const name of ["gpt-6-luna", "gpt-4o-mini-like", "llama3.1:8b", "", "constructor"]) {
    assert.equal(endOf(name), undefined, name);
  }
});
