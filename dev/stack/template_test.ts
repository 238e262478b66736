import assert from "node:assert/strict";
import { fileURLToPath, pathToFileURL } from "node:url";
import { emptyDataDir, isWholeTar, keptDataDir } from "./template.ts";

/** A tar archive of one file with this text: a header, then blocks of 512 bytes. */
function tarOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2048);
  const write = (at: number, value: string) => bytes.set(new TextEncoder().encode(value), at);
  write(0, "file");
  write(124, text.length.toString(8).padStart(11, "0"));
  write(257, "ustar");
  write(512, text);
  return bytes;
}

async function emptyFolder() {
  const path = await Deno.makeTempDir();
  const list = () => Array.fromAsync(Deno.readDir(path), ({ name }) => name);
  return {
    url: pathToFileURL(`${path}/`),
    archive: async () => (await list()).find((name) => name.endsWith(".tar")) ?? "",
    list,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

Deno.test("emptyDataDir() creates the archive once for concurrent calls", async () => {
  await using folder = await emptyFolder();
  let made = 0;
  const make = () => Promise.resolve(new Blob([tarOf(`archive ${++made}`)]));
  const asked = Array.from({ length: 5 }, () => emptyDataDir(folder.url, make));
  const texts = await Promise.all((await Promise.all(asked)).map((blob) => blob.text()));
  assert.equal(made, 1);
  assert.ok(texts.every((text) => text.includes("archive 1")));
});

Deno.test("emptyDataDir() keys the archive by the version of PGlite", async () => {
  await using folder = await emptyFolder();
  await emptyDataDir(folder.url, () => Promise.resolve(new Blob([tarOf("x")])));
  const map = await Deno.readTextFile(new URL("../../import_map.json", import.meta.url));
  const version = /npm:@electric-sql\/pglite@([\d.]+)"/.exec(map)?.[1];
  assert.equal(await folder.archive(), `pglite-${version}.tar`);
});

Deno.test("keptDataDir() keeps one archive per kind; a new version replaces the old one", async () => {
  await using folder = await emptyFolder();
  const keep = (kind: string, version: string) =>
    keptDataDir({
      kind,
      version,
      make: () => Promise.resolve(new Blob([tarOf(`${kind} ${version}`)])),
      folder: folder.url,
    });
  for (const kind of ["empty", "prepared"]) await keep(kind, "1");
  assert.match(await (await keep("prepared", "2")).text(), /prepared 2/);
  const archives = (await folder.list()).filter((name) => name.endsWith(".tar"));
  assert.deepEqual(archives.sort(), ["empty-1.tar", "prepared-2.tar"]);
});

Deno.test("emptyDataDir() creates the archive again if the file is partial or damaged", async () => {
  const whole = tarOf("made before");
  for (const kept of [new Uint8Array(), whole.subarray(0, 700), whole.map((byte) => byte ^ 255)]) {
    await using folder = await emptyFolder();
    const make = (text: string) => () => Promise.resolve(new Blob([tarOf(text)]));
    await emptyDataDir(folder.url, make("first"));
    await Deno.writeFile(new URL(await folder.archive(), folder.url), kept);
    const archive = await emptyDataDir(folder.url, make("second"));
    assert.match(await archive.text(), /second/);
    assert.match(await (await emptyDataDir(folder.url, make("third"))).text(), /second/);
    assert.ok(!(await folder.list()).some((name) => name.endsWith(".part")));
  }
});

Deno.test("emptyDataDir() recovers after a process died while creating the archive", async () => {
  await using folder = await emptyFolder();
  const template = new URL("./template.ts", import.meta.url).href;
  const script = `import { emptyDataDir } from ${JSON.stringify(template)};
    await emptyDataDir(new URL(${JSON.stringify(folder.url.href)}), () => Deno.exit(7));`;
  const file = fileURLToPath(new URL("dies.ts", folder.url));
  await Deno.writeTextFile(file, script);
  const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-all", "--config", config, file],
  }).output();
  assert.equal(code, 7);
  const archive = await emptyDataDir(folder.url, () => Promise.resolve(new Blob([tarOf("y")])));
  assert.match(await archive.text(), /y/);
});

Deno.test("isWholeTar() distinguishes a complete archive from a partial one", () => {
  const whole = tarOf("some text");
  assert.ok(isWholeTar(whole));
  for (const length of [0, 1, 511, 512, 700, 1023]) assert.ok(!isWholeTar(whole.slice(0, length)));
  assert.ok(!isWholeTar(new Uint8Array(2048)));
});
