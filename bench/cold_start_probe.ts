/**
 * Imports one module in a process of its own and prints what this process has used: see cold_start.ts.
 * CPU of all threads by the kernel, as node:process would itself be a part of what is measured.
 */
const start = performance.now();
await import(Deno.args[0]!);
const wallMs = performance.now() - start;

/** Milliseconds; null where the kernel does not tell. */
function cpuMs(): number | null {
  if (Deno.build.os !== "linux") return null;
  const threads = Array.from(Deno.readDirSync("/proc/self/task"), ({ name }) => name);
  const used = threads.map((id) => Deno.readTextFileSync(`/proc/self/task/${id}/schedstat`));
  return used.reduce((sum, text) => sum + Number(text.split(" ")[0]), 0) / 1e6;
}

console.log(JSON.stringify({ wallMs, cpuMs: cpuMs() }));
