import assert from "node:assert/strict";
import { ProviderDown } from "./ai.ts";
import { retryAfterOf } from "./retry_after.ts";

const NOW = Date.parse("2026-03-01T00:00:00Z");
const said = (headers: Record<string, string>, body = "") =>
  retryAfterOf(new Headers(headers), body, NOW);

Deno.test("retryAfterOf() reads headers in seconds, as a date and in milliseconds", () => {
  assert.equal(said({ "retry-after": "17" }), 17);
  assert.equal(said({ "retry-after": "Sun, 01 Mar 2026 00:02:00 GMT" }), 120);
  assert.equal(said({ "retry-after-ms": "90000" }), 90);
  assert.equal(said({ "retry-after": "5", "retry-after-ms": "90000" }), 5);
});

Deno.test("retryAfterOf() reads the delay from a body", () => {
  assert.equal(said({}, "Rate limit reached. Please try again in 6m0.5s."), 360.5);
  assert.equal(said({}, '{"@type":"RetryInfo","retryDelay":"36s"}'), 36);
  assert.equal(said({}, "Please retry in 120ms."), 0.12);
});

Deno.test("retryAfterOf() is undefined without a usable delay", () => {
  const unusable = ["", "-5", "0", "soon", "NaN", "Wed, 21 Oct 2015 07:28:00 GMT"];
  for (const header of unusable) assert.equal(said({ "retry-after": header }), undefined, header);
  assert.equal(said({ "retry-after-ms": "1" }), undefined, "a retry at once has been tried");
  assert.equal(retryAfterOf(undefined, "try again later", NOW), undefined);
});

Deno.test("ProviderDown limits any delay to between a second and an hour", () => {
  const rests: [said: number | undefined, rest: number][] = [
    ...[[0.2, 1], [17.2, 18], [3601, 3600], [1e15, 3600], [Infinity, 3600]] as [number, number][],
    ...[[NaN, 60], [-5, 60], [0, 60], [undefined, 60]] as [number | undefined, number][],
  ];
  for (const [seconds, rest] of rests) {
    assert.equal(new ProviderDown("down", seconds).retryAfterSec, rest, `${seconds}`);
  }
});
