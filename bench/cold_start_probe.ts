/** Imports one module in a process of its own and prints the milliseconds: see cold_start.ts. */
const start = performance.now();
await import(Deno.args[0]!);
console.log(performance.now() - start);
