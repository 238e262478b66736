/** The dependency rules of docs/design.md, and rules for every file. */
import assert from "node:assert/strict";

const ROOT = new URL("../", import.meta.url);
const FUNCTIONS = "supabase/functions/";
const SHARED = `${FUNCTIONS}_shared/`;

/**
 * Code with access to the environment, the database, the network or the clock. All other code is
 * pure.
 */
const EDGE = `${SHARED}edge/`;

/** Files with a reason to be longer: generated code, and a list of samples. */
const LONG = [`${EDGE}db/database.types.ts`, `${SHARED}extract/samples_test.ts`];
const MAX_LINES = 300;
const MAX_DOOR_LINES = 20;

interface Import {
  /** Path from the root, or the bare name. */
  target: string;
  isType: boolean;
  isDynamic: boolean;
}

interface Source {
  file: string;
  text: string;
  imports: Import[];
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(`${folder}/`, ROOT))) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* filesIn(path);
    else if (/\.tsx?$/.test(name)) yield path;
  }
}

async function read(file: string): Promise<Source> {
  const text = await Deno.readTextFile(new URL(file, ROOT));
  return { file, text, imports: importsOf(file, text) };
}

function importsOf(file: string, text: string): Import[] {
  const statements = text.matchAll(
    /^(?:import|export)\s+(?<type>type\s)?(?:[^;"']*?\sfrom\s+)?"(?<from>[^"]+)"|\bimport\("(?<later>[^"]+)"\)/gm,
  );
  return Array.from(statements, ({ groups }) => {
    const name = (groups!.from ?? groups!.later)!;
    const isLocal = name.startsWith(".");
    const target = isLocal ? new URL(name, new URL(file, ROOT)).href.slice(ROOT.href.length) : name;
    return { target, isType: !!groups!.type, isDynamic: groups!.later !== undefined };
  });
}

const topFolders = Array.from(Deno.readDirSync(ROOT))
  .filter(({ name, isDirectory }) => isDirectory && /^[a-z]/.test(name) && name !== "node_modules")
  .map(({ name }) => name);

const sources: Source[] = [];
for (const folder of topFolders) {
  for await (const file of filesIn(folder)) sources.push(await read(file));
}

const isTest = ({ file }: Source) => file.endsWith("_test.ts") || /\/test[_/]/.test(file);
const deployed = sources.filter((source) => source.file.startsWith(FUNCTIONS) && !isTest(source));
const pure = deployed.filter(({ file }) => file.startsWith(SHARED) && !file.startsWith(EDGE));
const doors = deployed.filter(({ file }) => file.endsWith("/index.ts"));
const importMap: Record<string, string> =
  JSON.parse(await Deno.readTextFile(new URL("import_map.json", ROOT))).imports;

/** The function of a file; undefined for _shared. */
const functionOf = (file: string) => /^supabase\/functions\/([a-z][\w-]*)\//.exec(file)?.[1];

/** Fails with all violations. */
function assertNone(forbidden: string[]) {
  assert.deepEqual(forbidden, []);
}

const arrows = (from: Source[], isForbidden: (target: Import, file: string) => boolean) =>
  from.flatMap(({ file, imports }) =>
    imports.filter((target) => isForbidden(target, file)).map(({ target }) =>
      `${file} -> ${target}`
    )
  );

Deno.test("structure_test.ts finds the files and their imports", () => {
  assert.ok(doors.length >= 5, `${doors.length}`);
  assert.ok(pure.length > 100 && sources.length > 400, `${pure.length} of ${sources.length}`);
  assert.ok(sources.some(({ file }) => file.startsWith("kernel/")));
  const text =
    'import a, {\n  type b,\n} from "./b.ts";\nimport "x";\nexport type { c } from "../c.ts";\n' +
    'const d = await import("./d.ts");';
  assert.deepEqual(importsOf("tests/a.ts", text), [
    { target: "tests/b.ts", isType: false, isDynamic: false },
    { target: "x", isType: false, isDynamic: false },
    { target: "c.ts", isType: true, isDynamic: false },
    { target: "tests/d.ts", isType: false, isDynamic: true },
  ]);
});

Deno.test("deployed code imports nothing outside supabase/functions", () => {
  assertNone(
    arrows(
      deployed,
      ({ target }) =>
        !target.startsWith(FUNCTIONS) &&
        topFolders.some((folder) => target.startsWith(`${folder}/`)),
    ),
  );
});

Deno.test("_shared contains only rooms, and its README names each", async () => {
  const loose = deployed.filter(({ file }) => /^[^/]+$/.test(file.slice(SHARED.length)));
  assertNone(loose.filter(({ file }) => file.startsWith(SHARED)).map(({ file }) => file));
  const rooms = Array.from(Deno.readDirSync(new URL(SHARED, ROOT)), ({ name }) => name);
  const readme = await Deno.readTextFile(new URL(`${SHARED}README.md`, ROOT));
  const inEdge = Array.from(Deno.readDirSync(new URL(EDGE, ROOT)), ({ name }) => `edge/${name}`);
  for (const room of rooms.filter((name) => name !== "edge" && name !== "README.md")) {
    assert.ok(readme.includes(`| \`${room}/\` |`), `README.md lacks ${room}`);
  }
  for (const room of inEdge) assert.ok(readme.includes(`| \`${room}/\` |`), `lacks ${room}`);
});

Deno.test("commands, benchmarks and evaluations do not import the stack", () => {
  const from = sources.filter(({ file }) =>
    /^(eval|bench|kernel|dev\/cli|dev\/sample)\//.test(file)
  );
  assertNone(arrows(from, ({ target }) => target.startsWith("dev/stack/")));
});

Deno.test("deployed code imports no tests or test helpers", () => {
  const tests = new Set(sources.filter(isTest).map(({ file }) => file));
  assertNone(arrows(deployed, ({ target }) => tests.has(target) || target === "fast-check"));
});

Deno.test("no function imports another function, and _shared imports none", () => {
  assertNone(arrows(deployed, ({ target }, file) => {
    const other = functionOf(target);
    return other !== undefined && other !== functionOf(file);
  }));
});

Deno.test("a function's index.ts imports only its own stage and _shared, and no file imports it", () => {
  assertNone(
    arrows(
      doors,
      ({ target }, file) =>
        !target.startsWith(SHARED) && functionOf(target) !== functionOf(file) && target !== "zod",
    ),
  );
  assertNone(arrows(sources, ({ target }) => doors.some(({ file }) => file === target)));
});

Deno.test("pure files import edge code only as types", () => {
  const isWorldly =
    /^(openai|@supabase\/|nodemailer\/lib\/smtp|node:(fs|net|tls|http|https|child_process))/;
  assertNone(
    arrows(
      pure,
      ({ target, isType }) => !isType && (target.startsWith(EDGE) || isWorldly.test(target)),
    ),
  );
});

Deno.test("pure files do not use the clock or randomness, and print nothing", () => {
  const effects =
    /\bDate\.now\(|\bnew Date\(\)|\bperformance\.|\bMath\.random\b|\bDeno\.|\bfetch\(|\bconsole\.|\bset(Timeout|Interval)\(/;
  assertNone(pure.filter(({ text }) => effects.test(text)).map(({ file }) => file));
});

Deno.test("only functions that use a provider import its library", () => {
  const reached = (door: string) => {
    const files = new Set([door]);
    for (const file of files) {
      const { imports } = sources.find((source) => source.file === file) ?? { imports: [] };
      for (const { target, isType } of imports) if (!isType) files.add(target);
    }
    return ["openai", "chrono-node", "nodemailer"].filter((name) =>
      [...files].some((file) => file === name || file.startsWith(`${name}/`))
    );
  };
  assert.deepEqual(
    Object.fromEntries(doors.map(({ file }) => [functionOf(file), reached(file)])),
    {
      "classify-events": ["openai", "chrono-node"],
      "embed-events": ["openai", "chrono-node"],
      "feedback": [],
      "mail-events": [],
      "recommend": [],
      "search": ["openai", "chrono-node"],
      "send-newsletters": ["nodemailer"],
    },
  );
});

Deno.test("only _shared/edge/config/config.ts reads the environment", () => {
  const readers = deployed.filter(({ text }) => /\bDeno\.env\b|\bprocess\.env\b/.test(text));
  assert.deepEqual(readers.map(({ file }) => file), [`${EDGE}config/config.ts`]);
});

Deno.test("only import_map.json has versions, and they are exact", async () => {
  for (const [name, specifier] of Object.entries(importMap)) {
    assert.match(specifier, /^npm:\/?(@[\w-]+\/)?[\w.-]+@\d+\.\d+\.\d+(\/[\w./-]*)?$/, name);
  }
  assertNone(
    sources.filter(({ imports }) => imports.some(({ target }) => /^(npm|jsr|https?):/.test(target)))
      .map(({ file }) => file),
  );
  const config = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
  assert.equal("imports" in config, false);
});

Deno.test("every bare import is named in import_map.json", () => {
  const isNamed = (target: string) =>
    Object.keys(importMap).some((name) =>
      name === target || name.endsWith("/") && target.startsWith(name)
    );
  const isBare = ({ target }: Import) => !/^node:|\.tsx?$/.test(target);
  // kernel/src is AssemblyScript, with imports without extension.
  const scripts = sources.filter(({ file }) => !file.startsWith("kernel/src/"));
  assertNone(arrows(scripts, (target) => isBare(target) && !isNamed(target.target)));
});

Deno.test("a function's index.ts has at most 20 lines after its imports", () => {
  for (const { file, text } of doors) {
    const lines = text.slice(text.lastIndexOf('from "')).split("\n").slice(1);
    const code = lines.filter((line) => line.trim() !== "");
    assert.ok(code.length <= MAX_DOOR_LINES, `${file} has ${code.length}`);
  }
});

Deno.test("every file has at most 300 lines", () => {
  const long = sources.filter(({ text }) => text.split("\n").length - 1 > MAX_LINES);
  assertNone(long.map(({ file }) => file).filter((file) => !LONG.includes(file)));
  assert.deepEqual(LONG.filter((file) => !sources.some((source) => source.file === file)), []);
});

Deno.test("no file disables a rule of the type checker or the linter", () => {
  const silence = /(@ts-|deno-lint-)(ignore|expect-error|nocheck)/;
  assertNone(sources.filter(({ text }) => silence.test(text)).map(({ file }) => file));
});
