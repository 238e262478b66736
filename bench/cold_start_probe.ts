/**
 * Imports one module in a process of its own and prints the process's usage; see cold_start.ts.
 * Reads CPU time of all threads from the kernel, because importing node:process would add to the
 * measurement.
 */
const start = performance.now();
await import(Deno.args[0]!);
const wallMs = performance.now() - start;

/** CPU milliseconds; null if the kernel does not provide them. */
function cpuMs(): number | null {
  if (Deno.build.os !== "linux") return null;
  const threads = Array.from(Deno.readDirSync("/proc/self/task"), ({ name }) => name);
  const used = threads.map((id) => Deno.readTextFileSync(`/proc/self/task/${id}/schedstat`));
  return used.reduce((sum, text) => sum + Number(text.split(" ")[0]), 0) / 1e6;
}

console.log(JSON.stringify({ wallMs, cpuMs: cpuMs() }));
