/**
 * `deno task test:soak`: repeats the suite in different orders, at different times and in different
 * zones. Each run prints the options to repeat it.
 *
 * Shifts the clock of the test processes, of PGlite in them, and of a stack's functions, but not of
 * programs started by tests (dev, demo, the Supabase CLI, Dovecot).
 */
import { runCommand, type Values } from "../dev/cli/command.ts";
import { instant, text, timeZone, whole } from "../dev/cli/options.ts";
import { describeRun, momentOf, namesOfFailures, type Run, summaryOf, ZONES } from "./soak/run.ts";

const SOAK = {
  name: "test:soak",
  about:
    `Runs the tests in shuffled order, at odd times and in odd zones. Exits 1 if one of them fails.
The options that a failed run prints repeat it.`,
  options: {
    runs: whole("N", "number of runs", { from: 1, to: 1000, fallback: 10 }),
    seed: whole("SEED", "seed for the order of the first run; later runs count up", {
      from: 0,
      to: 2 ** 31,
      fallback: 1,
    }),
    at: instant("INSTANT", "start time of all runs; default: a different one for each"),
    zone: timeZone("zone of all runs; default: a different one for each", ""),
    only: text("PATH", "a file or folder of tests", "."),
  },
};

if (import.meta.main) await runCommand(SOAK, main);

async function main({ runs, seed, at, zone, only }: Values<typeof SOAK.options>) {
  let failed = 0;
  for (let number = 0; number < runs; number++) {
    const own = { seed: seed + number, zone: zone || ZONES[(seed + number) % ZONES.length]! };
    const run: Run = { ...own, at: at ?? momentOf(own, new Date()), only };
    const started = performance.now();
    const { code, output } = await execute(run);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`${describeRun(run)}\n  ${summaryOf(output)}, ${seconds} s`);
    if (code === 0) continue;
    failed++;
    const names = namesOfFailures(output);
    console.log((names.length > 0 ? names : output.split("\n").slice(-30)).map(indent).join("\n"));
  }
  console.log(`${runs - failed} of ${runs} runs green`);
  if (failed > 0) Deno.exit(1);
}

const indent = (line: string) => `  ${line}`;

async function execute({ seed, zone, at, only }: Run) {
  const preload = new URL("../dev/stack/shifted_clock.ts", import.meta.url).href;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["test", "--allow-all", "--parallel", "--ignore=tests/postgres", `--shuffle=${seed}`],
      ...[`--preload=${preload}`, only],
    ],
    env: {
      NO_COLOR: "1",
      TZ: zone,
      TEST_SEED: String(seed),
      DENO_CLOCK_OFFSET_MS: String(at.getTime() - Date.now()),
    },
  }).output();
  const decoder = new TextDecoder();
  return { code, output: decoder.decode(stdout) + decoder.decode(stderr) };
}
