/**
 * Runs `work` and takes back the exit code that PGlite leaves: its Postgres "exits" with 99 or 100
 * inside the WASM machine whenever a statement fails, and its runtime sets the code of the whole
 * process by it. What anybody else sets stays.
 */
export async function keepingExitCode<T>(work: () => Promise<T>): Promise<T> {
  const before = Deno.exitCode;
  try {
    return await work();
  } finally {
    if (Deno.exitCode === 99 || Deno.exitCode === 100) Deno.exitCode = before;
  }
}
