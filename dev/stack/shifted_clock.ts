/**
 * Shifts the clock of this process by DENO_CLOCK_OFFSET_MS, if set; `deno task test:soak` uses it
 * to run tests at other times. Timers run at their real speed. Must be imported before any module
 * that reads the time.
 */
const offset = Number(Deno.env.get("DENO_CLOCK_OFFSET_MS") ?? 0);

if (offset) {
  const realNow = Date.now;
  Date.now = () => realNow() + offset;
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [Date.now()], newTarget),
    apply: () => new Date().toString(),
  });
  Date.prototype.constructor = Date;
}
