/**
 * fast-check for tests, with the same inputs in every run, so that failures can be reproduced.
 * `TEST_SEED=7 deno task test` uses others; `deno task test:soak` does so in each of its runs.
 */
import fc from "fast-check";

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(Deno.env.get("TEST_SEED") ?? 1) });

export default fc;
