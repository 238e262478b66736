/**
 * Moves the clock of this process by DENO_CLOCK_OFFSET_MS, where that is set: `deno task test:soak`
 * runs the tests at other times with it. Timers run at their real pace. Loaded for its effect, before
 * anything that reads the time.
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
