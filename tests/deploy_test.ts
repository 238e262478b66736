/** What a deployment uploads: the real CLI against a stand-in of the API that it talks to. */
import assert from "node:assert/strict";
import { cp, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { startManagementApi } from "./management_api.ts";
import { deno, runCli } from "./supabase_cli.ts";

const ROOT = new URL("../", import.meta.url);
const FUNCTIONS = ["classify-events", "embed-events", "feedback", "recommend", "send-newsletters"];
const PROJECT_REF = "abcdefghijklmnopqrst";
/** Of the 20 MB that a bundled function may have with its packages. */
const ROOM_FOR_SOURCES = 1_000_000;
const ROOM_FOR_PACKAGES = 15_000_000;

Deno.test("supabase functions deploy --use-api uploads each function whole", async (t) => {
  await using api = startManagementApi();
  const { code, output } = await deploy(api.url);
  assert.equal(code, 0, output);

  await t.step("the five functions and no other", () => {
    assert.deepEqual(api.uploads.map(({ slug }) => slug).sort(), FUNCTIONS);
  });

  for (const { slug, metadata, files } of api.uploads) {
    await t.step(`${slug}: what it reaches, the import map and nothing else`, async () => {
      const expected = ["import_map.json", ...await filesReachedBy(slug)];
      assert.deepEqual([...files.keys()].sort(), expected.sort());
      assert.equal(metadata.entrypoint_path, `supabase/functions/${slug}/index.ts`);
      assert.equal(metadata.import_map_path, "import_map.json");
    });
    await t.step(`${slug}: checks its callers itself`, () => {
      assert.equal(metadata.verify_jwt, false);
    });
    await t.step(`${slug}: leaves the room of a bundle to its packages`, () => {
      const size = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
      assert.ok(size < ROOM_FOR_SOURCES, `${size} bytes`);
    });
  }

  await t.step("and every package of all functions would fit into one bundle", async () => {
    const size = await packedSize(await packagesOf(FUNCTIONS));
    assert.ok(size < ROOM_FOR_PACKAGES, `${size} bytes`);
  });

  await t.step("both providers go along, though neither is imported before it is chosen", () => {
    const classify = api.uploads.find(({ slug }) => slug === "classify-events");
    for (const provider of ["openai", "offline"]) {
      assert.ok(classify?.files.has(`supabase/functions/_shared/ai/${provider}.ts`), provider);
    }
  });

  await t.step("nobody else is called", () => {
    const project = `/v1/projects/${PROJECT_REF}`;
    assert.deepEqual(api.others, [`PUT ${project}/functions`, `GET ${project}`]);
  });
});

/** Deploys a copy of the project: the CLI keeps notes in supabase/.temp, and so may a developer's. */
async function deploy(url: string) {
  const workdir = await Deno.makeTempDir();
  try {
    for (const path of ["import_map.json", "supabase"]) {
      await cp(new URL(path, ROOT), `${workdir}/${path}`, { recursive: true });
    }
    await Deno.writeTextFile(
      `${workdir}/profile.yaml`,
      `name: loopback\napi_url: ${url}\ndashboard_url: ${url}\nproject_host: 127.0.0.1\n`,
    );
    const args = ["functions", "deploy", "--use-api", "--yes", `--remote=${PROJECT_REF}`];
    return await runCli([...args, "--profile", `${workdir}/profile.yaml`], {
      workdir,
      proxy: url,
      env: { SUPABASE_ACCESS_TOKEN: `sbp_${"0".repeat(40)}` },
    });
  } finally {
    await Deno.remove(workdir, { recursive: true });
  }
}

interface Graph {
  modules: { specifier: string }[];
  npmPackages: Record<string, { localPath: string }>;
}

const entryOf = (slug: string) =>
  fileURLToPath(new URL(`supabase/functions/${slug}/index.ts`, ROOT));

async function graphOf(slug: string): Promise<Graph> {
  return JSON.parse(await deno("info", "--json", "--no-lock", entryOf(slug)));
}

/** Local files that a function imports, at any distance, also dynamically or for types alone. */
async function filesReachedBy(slug: string): Promise<string[]> {
  return (await graphOf(slug)).modules
    .filter(({ specifier }) => specifier.startsWith(ROOT.href))
    .map(({ specifier }) => decodeURI(specifier.slice(ROOT.href.length)));
}

/** Folders of the npm packages that the functions import, at any distance. */
async function packagesOf(slugs: string[]): Promise<Set<string>> {
  await deno("cache", "--quiet", "--no-lock", ...slugs.map(entryOf));
  const graphs = await Promise.all(slugs.map(graphOf));
  return new Set(
    graphs.flatMap(({ npmPackages }) => Object.values(npmPackages).map((at) => at.localPath)),
  );
}

/** Bytes of all files in these folders, compressed as one: what a bundle weighs at most. */
async function packedSize(folders: Iterable<string>): Promise<number> {
  let size = 0;
  const packed = ReadableStream.from(filesIn(folders)).pipeThrough(new CompressionStream("gzip"));
  for await (const chunk of packed) size += chunk.length;
  return size;
}

async function* filesIn(folders: Iterable<string>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) yield await Deno.readFile(`${entry.parentPath}/${entry.name}`);
    }
  }
}
