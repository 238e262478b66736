/**
 * fast-check, for tests, with the same inputs at every run: what is tested by chance fails by chance.
 * `TEST_SEED=7 deno task test` tries others; `deno task test:soak` does so at each of its runs.
 */
import fc from "fast-check";

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(Deno.env.get("TEST_SEED") ?? 1) });

export default fc;
