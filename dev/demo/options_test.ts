import assert from "node:assert/strict";
import { readOptions, UsageError } from "./options.ts";

const NOW = new Date("2026-03-02T08:00:00Z");

Deno.test("readOptions() has defaults", () => {
  assert.deepEqual(readOptions([], NOW), {
    posts: null,
    members: 24,
    now: NOW,
    out: "out/demo",
    keep: false,
    json: false,
    help: false,
  });
});

Deno.test("readOptions() reads every option", () => {
  const args = ["--posts", "p.json", "--members", "7", "--now", "2025-08-20T09:00:00+10:00"];
  const options = readOptions([...args, "--out", "d", "--keep", "--json", "--help"], NOW);
  assert.equal(options.now.toISOString(), "2025-08-19T23:00:00.000Z");
  assert.deepEqual({ ...options, now: null }, {
    posts: "p.json",
    members: 7,
    now: null,
    out: "d",
    keep: true,
    json: true,
    help: true,
  });
});

Deno.test("readOptions() names what is wrong", () => {
  const fault = (...args: string[]) => () => readOptions(args, NOW);
  assert.throws(fault("--members", "2"), /from 3 to 5000: current value is 2$/);
  assert.throws(fault("--now", "2025-08-20"), /with a time zone/);
  assert.throws(fault("--now", "soonZ"), /current value is soonZ$/);
  assert.throws(fault("--nonsense"), UsageError);
  assert.throws(fault("--nonsense"), /'--nonsense'/);
});
