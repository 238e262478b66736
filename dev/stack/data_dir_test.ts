import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { openDataDir } from "./data_dir.ts";
import { openPglite } from "./database.ts";
import { makeKeys } from "./keys.ts";
import { startStack } from "./stack.ts";

const PROJECT = new URL("./fixture/", import.meta.url);
const KEEP_RUNNING = fileURLToPath(new URL("./fixture/keep_running.ts", import.meta.url));

/** A folder with these files, removed after the test. */
async function folderWith(files: Record<string, string | Uint8Array>) {
  const path = await Deno.makeTempDir();
  for (const [name, content] of Object.entries(files)) {
    const at = `${path}/${name}`;
    await Deno.mkdir(at.slice(0, at.lastIndexOf("/")), { recursive: true });
    if (typeof content === "string") await Deno.writeTextFile(at, content);
    else await Deno.writeFile(at, content);
  }
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

/**
 * Starts a stack on `data` and kills it once it touches a file like `moment`; returns whether it
 * did.
 */
async function killAt(data: string, moment: RegExp): Promise<boolean> {
  const watcher = Deno.watchFs(data);
  await using process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-all", KEEP_RUNNING, data],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  // It prints a line once it runs, and closes its output when it ends.
  const running = process.stdout.getReader();
  running.read().then(() => watcher.close());
  let isReached = false;
  for await (const { paths } of watcher) {
    isReached = paths.some((path) => moment.test(path.slice(data.length)));
    if (isReached) break;
  }
  process.kill("SIGKILL");
  await running.cancel();
  return isReached;
}

Deno.test("openPglite() opens a directory after its process died while writing postmaster.pid", async () => {
  await using folder = await folderWith({});
  const directory = `${folder.path}/pgdata`;
  await (await openPglite(directory)).close();
  for (const content of ["", "-42\n/", "junk"]) {
    await Deno.writeTextFile(`${directory}/postmaster.pid`, content);
    const database = await openPglite(directory);
    assert.deepEqual(await database.query("select 1 as one"), [{ one: 1 }]);
    await database.close();
  }
});

Deno.test("startStack() starts on a directory after being killed at any moment", async () => {
  await using folder = await folderWith({});
  const moments = [
    /^\/keys\.json/,
    /^\/pgdata\.part\/base\/5\//,
    /^\/pgdata\/postmaster\.pid/,
    // Tables of the platform and of the migrations.
    /^\/pgdata\/base\/5\/16\d\d\d$/,
  ];
  for (const moment of moments) assert.ok(await killAt(folder.path, moment), String(moment));
  const never = /^$/;
  assert.ok(!await killAt(folder.path, never));
  const stack = await startStack({ project: PROJECT, data: folder.path });
  const applied = await stack.sql("select version from supabase_migrations.schema_migrations");
  await stack.stop();
  assert.equal(applied.length, 2);
});

const KEYS = JSON.stringify(await makeKeys());

Deno.test("openDataDir() refuses other contents and does not change them", async () => {
  const cases: [files: Record<string, string>, why: RegExp][] = [
    [{ "thesis.odt": "x" }, /has no keys\.json but other files \(thesis\.odt\); name a new or/],
    [
      { "a": "1", "b": "2", "c": "3", "d/e": "4" },
      /but other files \(a, b, c, …\); name a new or an empty folder$/,
    ],
    // The data directory of another Postgres, and one in our place.
    [{ "PG_VERSION": "17\n", "global/pg_control": "x" }, /other files \(PG_VERSION, global\)/],
    [{ "pgdata/PG_VERSION": "16\n" }, /has no keys\.json but other files \(pgdata\)/],
  ];
  for (const [files, why] of cases) {
    await using folder = await folderWith(files);
    await assert.rejects(openDataDir(folder.path), why);
    const left = await Array.fromAsync(Deno.readDir(folder.path), ({ name }) => name);
    const before = new Set(Object.keys(files).map((name) => name.split("/")[0]));
    assert.deepEqual(new Set(left), before);
  }
});

Deno.test("openDataDir() accepts an empty folder, and one with only system files", async () => {
  await using folder = await folderWith({ ".DS_Store": "x", ".gitignore": "*", "template/x": "" });
  const first = await openDataDir(folder.path);
  first.close();
  const again = await openDataDir(folder.path);
  again.close();
  assert.deepEqual(again.keys, first.keys);
});

Deno.test("openDataDir() names keys.json and the remedy if it contains no keys", async () => {
  const cases: [content: string | Uint8Array, why: RegExp][] = [
    ["", /it is not JSON/],
    [KEYS.slice(0, 60), /it is not JSON/],
    [new Uint8Array([0xff, 0, 1, 2]), /it is not JSON/],
    ["null", /the whole/],
    ["{}", /publishableKey/],
    [KEYS.replace("sb_secret_", "sb_public_"), /secretKey/],
    [KEYS.replace(/"jwtSecret":"[^"]+"/, '"jwtSecret":""'), /jwtSecret/],
  ];
  for (const [content, why] of cases) {
    await using folder = await folderWith({ "keys.json": content });
    await assert.rejects(openDataDir(folder.path), ({ message }: Error) => {
      assert.ok(
        message.startsWith(`Cannot read ${folder.path}/keys.json as the keys of a stack: `),
        message,
      );
      assert.match(message, why);
      assert.match(message, /; put \S+ back from a copy, name another folder, or remove it/);
      return true;
    });
    // The lock is free again.
    (await openDataDir(await Deno.makeTempDir({ dir: folder.path }))).close();
  }
});

const noise = (size: number) => crypto.getRandomValues(new Uint8Array(size));

Deno.test("startStack() names a damaged database and the remedy, and keeps its files", async (t) => {
  await using folder = await folderWith({ "keys.json": KEYS });
  const whole = `${folder.path}/whole`;
  await (await openPglite(whole)).close();
  const damages: Record<string, (pgdata: string) => Promise<void>> = {
    "pg_control is text": (at) => Deno.writeTextFile(`${at}/global/pg_control`, "junk"),
    "pg_control is noise": (at) => Deno.writeFile(`${at}/global/pg_control`, noise(8192)),
    "pg_control is missing": (at) => Deno.remove(`${at}/global/pg_control`),
    "PG_VERSION is missing": (at) => Deno.remove(`${at}/PG_VERSION`),
    "of another version": (at) => Deno.writeTextFile(`${at}/PG_VERSION`, "16\n"),
    "the tables are missing": (at) => Deno.remove(`${at}/base`, { recursive: true }),
  };
  for (const [name, damage] of Object.entries(damages)) {
    await t.step(name, async () => {
      const data = `${folder.path}/${crypto.randomUUID()}`;
      await Deno.mkdir(data);
      await Deno.writeTextFile(`${data}/keys.json`, KEYS);
      await copy(whole, `${data}/pgdata`);
      await damage(`${data}/pgdata`);
      await assert.rejects(startStack({ project: PROJECT, data }), ({ message }: Error) => {
        const [what, ...remedy] = message.split("; ");
        assert.match(what!, /^Cannot (open the database in|read) \S+\/pgdata/);
        assert.equal(
          remedy.join("; "),
          `put ${data} back from a copy, name another folder, or remove it to begin with an empty ` +
            "database",
        );
        return true;
      });
      assert.ok((await Deno.stat(`${data}/pgdata`)).isDirectory);
    });
  }
});

async function copy(from: string, to: string) {
  await Deno.mkdir(to);
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    const [source, target] = [`${from}/${name}`, `${to}/${name}`];
    await (isDirectory ? copy(source, target) : Deno.copyFile(source, target));
  }
}
