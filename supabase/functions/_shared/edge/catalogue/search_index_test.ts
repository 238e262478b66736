import assert from "node:assert/strict";
import { testDb } from "../db/test_db.ts";
import type { CatalogueRow } from "../db/ranking.ts";
import type { Catalogue } from "./catalogue.ts";
import { createSearchIndex } from "./search_index.ts";
import { NOW, rowOf } from "../../event/test_catalogue.ts";

const START = new Date(NOW.getTime() + 86_400_000);

/** An index over rows; `rows` may be changed, with a higher `version`. */
function stage(...rows: CatalogueRow[]) {
  const { db, named } = testDb({
    search_texts: ({ p_ids }) =>
      Object.fromEntries((p_ids as string[]).map((id) => [id, `Caption of ${id}`])),
  });
  const state = { rows, version: 1 };
  const catalogue = {
    get version() {
      return state.version;
    },
    // As the catalogue, it copies a vector at each call.
    candidates: () =>
      state.rows.map(({ event, posted_at }) => ({
        event,
        posted_at,
        vector: Float32Array.of(1, 0),
      })),
  } as Catalogue;
  const index = createSearchIndex("UTC");
  return {
    state,
    update: () => index.update(db, catalogue),
    asked: () => named("search_texts").map(({ args }) => args.p_ids),
  };
}

Deno.test("createSearchIndex() fetches captions of changed events alone", async () => {
  const [a, b] = [rowOf("a", START), rowOf("b", START)];
  const { state, update, asked } = stage(a, b);
  const first = await update();
  assert.deepEqual(asked(), [["a", "b"]]);
  assert.equal(await update(), first, "nothing changed");
  Object.assign(state, { rows: [a, rowOf("b", START, { title: "B, moved" })], version: 2 });
  const second = await update();
  assert.deepEqual(asked(), [["a", "b"], ["b"]]);
  assert.notEqual(second.version, first.version);
  Object.assign(state, { rows: [a], version: 3 });
  await update();
  assert.deepEqual(asked(), [["a", "b"], ["b"]], "one is gone");
});
