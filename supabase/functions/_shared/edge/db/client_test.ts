import assert from "node:assert/strict";
import { DbError, rpc } from "./client.ts";
import { SqlError, testDb } from "./test_db.ts";

/** Answers calls of log_shown with these SQLSTATEs in turn, then with success; counts the calls. */
async function callsOf(...codes: string[]): Promise<{ calls: number; code: string | null }> {
  const { db, named } = testDb({
    log_shown: () => {
      const code = codes.shift();
      if (code) throw new SqlError(code);
    },
  });
  const code = await rpc(db, "log_shown", { p_shown: [] }).then(
    () => null,
    (error) => error instanceof DbError ? error.code : "no DbError",
  );
  return { calls: named("log_shown").length, code };
}

Deno.test("rpc() calls once more after a collision with another transaction", async () => {
  for (const code of ["40P01", "40001", "23503"]) {
    assert.deepEqual(await callsOf(code), { calls: 2, code: null }, code);
    assert.deepEqual(await callsOf(code, code), { calls: 2, code }, code);
  }
});

Deno.test("rpc() tells any other failure at once", async () => {
  for (const code of ["23505", "22P02", "57014", "PGRST202"]) {
    assert.deepEqual(await callsOf(code), { calls: 1, code }, code);
  }
});
