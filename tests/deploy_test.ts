/** A deployment by the README: the real CLI against a stand-in of the API that it talks to. */
import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type ManagementApi, PROJECT_REF, startManagementApi } from "./management_api.ts";
import { type CliResult, deno, runCli, VERSION } from "./supabase_cli.ts";

const ROOT = new URL("../", import.meta.url);
const IMPORT_MAP = "supabase/functions/import_map.json";
const PACKAGES = "supabase/functions/_packages/";
const FUNCTIONS = await namesOfFunctions();
/** The settings without a default, as a deployer fills them in; and one that is not for the platform. */
const FILLED = {
  OPENAI_API_KEY: "sk-x",
  SMTP_USER: "news@example.org",
  LINK_SECRET: "s".repeat(32),
  SUPABASE_URL: "https://elsewhere.example",
};
/** What a bundle that is made on the server may weigh, in bytes. */
const ROOM = 5_000_000;

Deno.test("README.md deploys with the commands that stand in it, on a linked folder", async (t) => {
  await using api = startManagementApi();
  const commands = await readmeCommands();
  const said = await runAll(commands, api);

  await t.step("they are the steps of a deployment, in order, for the CLI of today", () => {
    const verbs = ["login", "link", "secrets set", "db push", "functions deploy"];
    assert.deepEqual(commands.map(({ words }) => words.split(" --")[0]), verbs);
    const major = VERSION.split(".")[0];
    for (const { version, words } of commands) assert.equal(version, major, words);
  });

  await t.step("link, secrets and functions end well, without a question", () => {
    for (const verb of ["link", "secrets set", "functions deploy"]) {
      const { code, output } = said.get(verb)!;
      assert.equal(code, 0, output);
    }
  });

  await t.step("db push takes the linked project, and stops where its database would be", () => {
    const { code, output } = said.get("db push")!;
    assert.equal(code, 1, "the stand-in has no database; tests/postgres/cli_test.ts pushes to one");
    assert.match(output, /^Target: project Chess club \(abcdefghijklmnopqrst\)/m);
    assert.match(output, /IPv6 is not supported/);
    assert.doesNotMatch(output, /--yes to confirm|unknown|unrecognized/i);
  });

  await t.step("the secrets arrive, but for those that are the platform's", () => {
    const { SUPABASE_URL: _, ...wanted } = FILLED;
    for (const [name, value] of Object.entries(wanted)) assert.equal(api.secrets.get(name), value);
    assert.ok(![...api.secrets.keys()].some((name) => name.startsWith("SUPABASE_")));
  });
});

Deno.test("supabase functions deploy --use-api uploads each function whole", async (t) => {
  await using api = startManagementApi();
  const said = await runAll(await readmeCommands(["link", "functions deploy"]), api);
  const { code, output } = said.get("functions deploy")!;
  assert.equal(code, 0, output);

  await t.step("the functions and no other", () => {
    assert.deepEqual(api.uploads.map(({ slug }) => slug).sort(), FUNCTIONS);
  });

  // The CLI uploads all that an import map names; what is not reached stays out of the bundle.
  const packages = await packageFiles();
  for (const { slug, metadata, files } of api.uploads) {
    await t.step(`${slug}: what it reaches, the packages and nothing else`, async () => {
      const expected = new Set([...packages, ...(await reachedBy(slug)).files]);
      assert.deepEqual([...files.keys()].sort(), [...expected].sort());
      assert.equal(metadata.entrypoint_path, `supabase/functions/${slug}/index.ts`);
      assert.equal(metadata.import_map_path, IMPORT_MAP);
    });
    await t.step(`${slug}: checks its callers itself`, () => {
      assert.equal(metadata.verify_jwt, false);
    });
    await t.step(
      `${slug}: has 5 MB with its packages, and nothing is added on the server`,
      async () => {
        const size = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
        assert.ok(size < ROOM, `${size} bytes`);
        const reached = await reachedBy(slug);
        assert.ok(reached.size < ROOM, `${reached.size} bytes by deno info`);
        assert.deepEqual(reached.foreign, []);
      },
    );
  }

  await t.step("both providers go along, though neither is imported before it is chosen", () => {
    const classify = api.uploads.find(({ slug }) => slug === "classify-events");
    for (const provider of ["openai", "offline"]) {
      assert.ok(classify?.files.has(`supabase/functions/_shared/edge/ai/${provider}.ts`), provider);
    }
  });

  await t.step("nobody else is called", () => {
    assert.deepEqual(api.others.filter((call) => !call.startsWith("GET ")), ["PUT /functions"]);
  });
});

Deno.test("no document and no hint names the CLI without its major version", async () => {
  const docs = ["develop", "operations", "contributing"].map((name) => `docs/${name}.md`);
  const files = ["README.md", "CONTRIBUTING.md", ".env.example", ...docs];
  for (
    const file of [
      ...files,
      "supabase/functions/_shared/edge/config/config.ts",
      "supabase/functions/_shared/edge/config/settings.ts",
    ]
  ) {
    const text = await Deno.readTextFile(new URL(file, ROOT));
    assert.doesNotMatch(text, /npx supabase(?!@3)/, file);
    assert.doesNotMatch(text, /secrets set \w+=|--key |sb_secret_\w{4}/, file);
  }
});

interface Command {
  /** As in `npx supabase@VERSION`. */
  version: string;
  words: string;
}

/** The commands of the CLI in the README's section on deployment, or some of them. */
async function readmeCommands(verbs?: string[]): Promise<Command[]> {
  const readme = await Deno.readTextFile(new URL("README.md", ROOT));
  const section = readme.split("\n## Deploy\n")[1]!.split("\n## ")[0]!;
  const found = section.matchAll(/`npx supabase@?(\S*) ([^`]+)`/g);
  return [...found].map(([, version, words]) => ({ version: version!, words: words! }))
    .filter(({ words }) => !verbs || verbs.some((verb) => words.startsWith(verb)));
}

/** Runs the commands in one copy of the project, where the CLI keeps its notes in supabase/.temp. */
async function runAll(
  commands: Command[],
  { url }: ManagementApi,
): Promise<Map<string, CliResult>> {
  const workdir = await Deno.makeTempDir();
  const said = new Map<string, CliResult>();
  try {
    await prepare(workdir, url);
    for (const { words } of commands) {
      const verb = words.split(" --")[0]!;
      // It opens a browser; the token below is what it would leave behind.
      if (verb === "login") continue;
      const args = words.replaceAll("PROJECT", PROJECT_REF).split(" ");
      const env = {
        SUPABASE_ACCESS_TOKEN: `sbp_${"0".repeat(40)}`,
        SUPABASE_PROFILE: `${workdir}/profile.yaml`,
      };
      said.set(verb, await runCli(args, { workdir, proxy: url, env }));
    }
  } finally {
    await Deno.remove(workdir, { recursive: true });
  }
  return said;
}

async function prepare(workdir: string, url: string) {
  await cp(new URL("supabase", ROOT), `${workdir}/supabase`, { recursive: true });
  let settings = await Deno.readTextFile(new URL(".env.example", ROOT));
  for (const [name, value] of Object.entries(FILLED)) {
    settings = settings.replace(new RegExp(`^(# )?${name}=.*$`, "m"), `${name}=${value}`);
  }
  await Deno.writeTextFile(`${workdir}/.env`, settings);
  await Deno.writeTextFile(
    `${workdir}/profile.yaml`,
    `name: loopback\napi_url: ${url}\ndashboard_url: ${url}\nproject_host: 127.0.0.1\n`,
  );
}

/** Each folder of supabase/functions that is deployed. */
async function namesOfFunctions(): Promise<string[]> {
  const folder = new URL("supabase/functions/", ROOT);
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.filter(({ isDirectory, name }) => isDirectory && /^[a-z]/.test(name))
    .map(({ name }) => name).sort();
}

/** The import map, and every package of it. */
async function packageFiles(): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(new URL(PACKAGES, ROOT)));
  const modules = entries.filter(({ name }) => name.endsWith(".js"));
  return [IMPORT_MAP, ...modules.map(({ name }) => PACKAGES + name)];
}

interface Graph {
  modules: { specifier: string; size?: number; error?: string }[];
}

/** What a function imports, at any distance, also dynamically or for types alone, by `deno info`. */
async function reachedBy(slug: string) {
  const entry = fileURLToPath(new URL(`supabase/functions/${slug}/index.ts`, ROOT));
  const map = fileURLToPath(new URL(IMPORT_MAP, ROOT));
  const info = await deno("info", "--json", "--no-lock", "--import-map", map, entry);
  const { modules }: Graph = JSON.parse(info);
  const [local = [], foreign = []] = [true, false].map((isLocal) =>
    modules.map(({ specifier }) => specifier)
      .filter((specifier) => specifier.startsWith(ROOT.href) === isLocal)
  );
  return {
    files: local.map((specifier) => decodeURI(specifier.slice(ROOT.href.length))),
    foreign: foreign.filter((specifier) => !specifier.startsWith("node:")),
    size: modules.reduce((sum, { size = 0 }) => sum + size, 0),
  };
}
