import assert from "node:assert/strict";
import fc from "../../supabase/functions/_shared/test/property.ts";
import type { PostRow } from "../../supabase/functions/_shared/post/post.ts";
import { batches, explain } from "./load.ts";

function row(text: string): PostRow {
  return {
    source: "instagram",
    external_id: "1",
    text,
    image_url: null,
    url: "https://clubs.merribrook.example/p/1/",
    posted_at: "2025-09-27T07:19:10.000Z",
    account_handle: null,
    account_name: null,
  };
}

Deno.test("batches() keeps every row, in order, within both limits", () => {
  const size = fc.integer({ min: 1, max: 20_000 });
  fc.assert(
    fc.property(fc.array(size, { maxLength: 450 }), (sizes) => {
      const rows = sizes.map((length) => row("x".repeat(length)));
      const all = batches(rows);
      assert.deepEqual(all.flat(), rows);
      for (const batch of all) {
        assert.ok(batch.length > 0 && batch.length <= 200);
        assert.ok(JSON.stringify(batch).length <= 1_000_000 + batch.length + 1);
      }
    }),
    { numRuns: 20 },
  );
});

Deno.test("batches() does not split posts that fit into one request", () => {
  assert.deepEqual(batches([]), []);
  assert.equal(batches(Array(200).fill(row("short"))).length, 1);
  assert.equal(batches(Array(201).fill(row("short"))).length, 2);
});

Deno.test("batches() sends a row above the limit alone", () => {
  const rows = [row("a"), row("x".repeat(2_000_000)), row("b")];
  assert.deepEqual(batches(rows).map((batch) => batch.length), [1, 1, 1]);
});

Deno.test("explain() names the remedy", () => {
  const url = "https://p.supabase.example/";
  for (
    const [status, code, message, remedy] of [
      [0, "", "TimeoutError: Signal timed out.", /no answer within 60 s; start the local stack/],
      [403, "42501", "permission denied", /; put the project's secret key into \.env/],
      [404, "PGRST202", "Could not find the function", /npx supabase@3 db push --remote --yes/],
      [404, "", "<html>", /no Supabase project/],
      [400, "23514", "violates check constraint", /answered 400: violates check constraint/],
      [502, "", "", /answered 502: nothing/],
    ] satisfies [number, string, string, RegExp][]
  ) assert.match(explain({ code, message, details: "" }, status, url), remedy);
});

Deno.test("explain() names the local remedy for a local stack", () => {
  for (const url of ["http://127.0.0.1:54321", "http://localhost:54321/", "http://[::1]:1"]) {
    const said = (status: number, code: string) =>
      explain({ code, message: "", details: "" }, status, url);
    assert.match(said(401, ""), /; put the lines into \.env that `deno task dev` printed/);
    assert.match(said(404, "PGRST202"), /apply the migrations with `deno task dev`$/);
  }
});
