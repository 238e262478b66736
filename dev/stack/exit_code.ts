/**
 * Runs `work` and restores the exit code. Whenever a statement fails, PGlite's Postgres "exits"
 * with 99 or 100 inside its WASM machine, and its runtime sets the exit code of the whole process.
 * Codes set by others stay.
 */
export async function keepingExitCode<T>(work: () => Promise<T>): Promise<T> {
  const before = Deno.exitCode;
  try {
    return await work();
  } finally {
    if (Deno.exitCode === 99 || Deno.exitCode === 100) Deno.exitCode = before;
  }
}
