/**
 * `deno task bench:cold`: what each function costs before its first answer: the import of its door in a fresh process, without
 * the code cache that a hosted function does not have, and the npm packages that come with it.
 */
import { fileURLToPath } from "node:url";
import { readOwnArguments } from "../dev/command.ts";
import { text, whole } from "../dev/command/options.ts";

const ROOT = new URL("../", import.meta.url);
const DOORS = ["classify-events", "embed-events", "recommend", "send-newsletters", "feedback"];

const pathTo = (path: string) => fileURLToPath(new URL(path, ROOT));
const doorOf = (name: string) => new URL(`supabase/functions/${name}/index.ts`, ROOT).href;

/** One import in a fresh process, milliseconds. */
async function importOnce(deno: string, specifier: string): Promise<number> {
  const flags = ["--quiet", "--allow-all", "--no-code-cache", "--no-lock"];
  const { success, stdout, stderr } = await new Deno.Command(deno, {
    args: [
      "run",
      ...flags,
      "--config",
      pathTo("deno.json"),
      pathTo("bench/cold_start_probe.ts"),
      specifier,
    ],
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return Number(new TextDecoder().decode(stdout));
}

/** The least of several: what else the machine does only adds. */
async function coldStart(deno: string, specifier: string, runs: number): Promise<number> {
  let least = Infinity;
  for (let run = 0; run <= runs; run++) least = Math.min(least, await importOnce(deno, specifier));
  return least;
}

interface Dependency {
  specifier: string;
  code?: { specifier: string };
  isDynamic?: boolean;
}

interface Graph {
  modules: { specifier: string; dependencies?: Dependency[] }[];
}

/** The packages that are loaded at the start, by name; those behind import() come when they are needed. */
async function packagesOf(name: string): Promise<{ now: string[]; later: string[] }> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--config", pathTo("deno.json"), doorOf(name)],
  }).output();
  const graph: Graph = JSON.parse(new TextDecoder().decode(stdout));
  const modules = new Map(graph.modules.map((module) => [module.specifier, module]));
  const reach = (followed: (dependency: Dependency) => boolean) => {
    const seen = new Set([doorOf(name)]);
    for (const specifier of seen) {
      for (const dependency of modules.get(specifier)?.dependencies ?? []) {
        if (dependency.code && followed(dependency)) seen.add(dependency.code.specifier);
      }
    }
    return new Set([...seen].flatMap((specifier) => packageName(specifier) ?? []));
  };
  const now = reach(({ isDynamic }) => !isDynamic);
  const later = reach(() => true).difference(now);
  return { now: [...now].sort(), later: [...later].sort() };
}

function packageName(specifier: string): string | undefined {
  return /^npm:\/?((?:@[\w-]+\/)?[\w.-]+)@/.exec(specifier)?.[1];
}

const { runs, beside } = readOwnArguments({
  name: "bench:cold",
  about: "Measures the import of each function in a fresh process, and of its packages.",
  options: {
    runs: whole("N", "processes for each, after one to warm the disk", { from: 1, fallback: 5 }),
    beside: text("DENO", "another runtime to measure beside this one, e.g. a Deno 2.1"),
  },
});
const denos = [Deno.execPath(), ...beside ? [beside] : []];
const all = new Set<string>();

async function row(label: string, specifier: string, note = "") {
  const times: string[] = [];
  for (const deno of denos) {
    times.push((await coldStart(deno, specifier, runs)).toFixed(0).padStart(7));
  }
  console.log(`${label.padEnd(24)}${times.join("")}  ${note}`);
}

console.log(
  `import, ms, least of ${runs + 1}   ${denos.map((deno) => deno.split("/").at(-1)).join(", ")}`,
);
for (const name of DOORS) {
  const { now, later } = await packagesOf(name);
  for (const found of [...now, ...later]) all.add(found);
  const note = later.length > 0
    ? `${now.join(" ")}  (when needed: ${later.join(" ")})`
    : now.join(" ");
  await row(name, doorOf(name), note);
}
console.log("\neach package alone");
const importMap: Record<string, string> =
  JSON.parse(await Deno.readTextFile(new URL("import_map.json", ROOT))).imports;
for (const [bare, specifier] of Object.entries(importMap)) {
  if (!bare.endsWith("/") && all.has(packageName(specifier) ?? "")) await row(bare, bare);
}
