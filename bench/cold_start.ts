/**
 * `deno task bench:cold`: measures each function's size and import time, with deployed packages and
 * with packages from npm. Imports each index.ts in a fresh process without the code cache, because
 * hosted functions have none.
 */
import { fileURLToPath } from "node:url";
import { readOwnArguments } from "../dev/cli/command.ts";
import { functionNames } from "../dev/cli/functions.ts";
import { text, whole } from "../dev/cli/options.ts";

const ROOT = new URL("../", import.meta.url);

const pathTo = (path: string) => fileURLToPath(new URL(path, ROOT));
const doorOf = (name: string) => new URL(`supabase/functions/${name}/index.ts`, ROOT).href;
const DEPLOYED = "supabase/functions/import_map.json";
const NPM = "import_map.json";
/** Measures the cost of any process. */
const NOTHING = "data:text/javascript,";

interface Usage {
  wallMs: number;
  cpuMs: number | null;
}

interface Subject {
  deno: string;
  importMap: string;
  specifier: string;
}

/** Imports once in a fresh process. */
async function importOnce({ deno, importMap, specifier }: Subject): Promise<Usage> {
  const flags = ["--quiet", "--allow-all", "--no-code-cache", "--no-lock"];
  const config = ["--config", pathTo("deno.json"), "--import-map", pathTo(importMap)];
  const { success, stdout, stderr } = await new Deno.Command(deno, {
    args: ["run", ...flags, ...config, pathTo("bench/cold_start_probe.ts"), specifier],
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/**
 * Medians per subject. Alternates between subjects, so that other load on the machine affects all
 * equally.
 */
async function measure(subjects: Subject[], runs: number): Promise<Usage[]> {
  const found: Usage[][] = subjects.map(() => []);
  for (let run = 0; run <= runs; run++) {
    for (const [i, subject] of subjects.entries()) {
      const usage = await importOnce(subject);
      if (run > 0) found[i]!.push(usage); // the first warms the disk
    }
  }
  return found.map((usages) => ({
    wallMs: median(usages.map(({ wallMs }) => wallMs)),
    cpuMs: usages[0]!.cpuMs === null ? null : median(usages.map(({ cpuMs }) => cpuMs!)),
  }));
}

/** Size of a deployed function in megabytes, by `deno info`. */
async function sizeOf(name: string, importMap: string): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "info",
      "--config",
      pathTo("deno.json"),
      "--import-map",
      pathTo(importMap),
      doorOf(name),
    ],
    env: { NO_COLOR: "1" },
  }).output();
  return /^size: (\S+)$/m.exec(new TextDecoder().decode(stdout))?.[1] ?? "?";
}

const { runs, beside } = readOwnArguments({
  name: "bench:cold",
  about: "Measures each function: its size, and its import in a fresh process.",
  options: {
    runs: whole("N", "processes for each, after one to warm the disk", { from: 1, fallback: 5 }),
    beside: text("DENO", "another runtime to measure beside this one, e.g. a Deno 2.1"),
  },
});

/** CPU time beyond an empty process; wall time if CPU is not measured. */
function shown({ wallMs, cpuMs }: Usage, empty: Usage): string {
  const cost = cpuMs === null ? wallMs : cpuMs - empty.cpuMs!;
  return cost.toFixed(0).padStart(5);
}

for (const deno of [Deno.execPath(), ...beside ? [beside] : []]) {
  const what = Deno.build.os === "linux" ? "CPU" : "time";
  console.log(`${deno.split("/").at(-1)}: ${what} of the import, ms, median of ${runs}; size`);
  console.log(`${"".padEnd(18)}   deployed        npm`);
  for (const name of functionNames()) {
    const maps = [DEPLOYED, NPM];
    const subjects = maps.flatMap((importMap) =>
      [NOTHING, doorOf(name)].map((specifier) => ({ deno, importMap, specifier }))
    );
    const usages = await measure(subjects, runs);
    const cells = await Promise.all(maps.map(async (importMap, i) => {
      const [empty, door] = usages.slice(2 * i);
      return `${shown(door!, empty!)} ${(await sizeOf(name, importMap)).padStart(8)}`;
    }));
    console.log(`${name.padEnd(18)}${cells.join("")}`);
  }
}
