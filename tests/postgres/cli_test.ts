/** A developer's everyday commands, on a database like the platform's. */
import assert from "node:assert/strict";
import { connect } from "./connections.ts";
import { containerPath } from "./containers.ts";
import { generateTypes, TYPES_FILE } from "./database_types.ts";
import { copyProject } from "./project.ts";
import { createDatabase } from "./server.ts";

const MIGRATIONS = new URL("../../supabase/migrations/", import.meta.url);
const TESTS = new URL("../../supabase/tests/", import.meta.url);

const PATH = await containerPath();

/** Added beside the project's own tests. */
const FAILING = `begin;
set local search_path = extensions;
select plan(1);
select is(1, 2, 'arithmetic');
select * from finish();
rollback;`;

Deno.test("the Supabase CLI works on the project", async (t) => {
  await using database = await createDatabase({ isMigrated: false });
  await using project = await copyProject(database.url, { PATH });
  const versions = (await fileNames(MIGRATIONS)).map((name) => name.slice(0, name.indexOf("_")));
  const tests = (await fileNames(TESTS)).filter((name) => name.endsWith(".sql"));

  await t.step("db push applies every migration, and nothing the second time", async () => {
    const first = await project.supabase("db", "push", "--skip-vault");
    assert.equal(first.code, 0, first.output);
    assert.match(first.output, new RegExp(`Apply ${versions.length} migrations`));
    const second = await project.supabase("db", "push", "--skip-vault");
    assert.equal(second.code, 0, second.output);
    assert.match(second.output, /Remote database is up to date/);
  });

  await t.step("migration list shows each migration on both sides", async () => {
    const { code, stdout, output } = await project.supabase("migration", "list");
    assert.equal(code, 0, output);
    const listed = [...stdout.matchAll(/`(\d{14})` \| `(\d{14})`/g)].map(([, ...sides]) => sides);
    assert.deepEqual(listed, versions.map((version) => [version, version]));
  });

  await t.step("db advisors has no warning", async () => {
    const { code, output } = await project.supabase("db", "advisors", "--fail-on", "warn");
    assert.equal(code, 0, output);
  });

  await t.step({
    name: "test db passes, and fails with a test that does" +
      (PATH ? "" : " (left out: it needs Docker, or podman and .ci/postgres image)"),
    ignore: !PATH,
    fn: async () => {
      const passed = await project.supabase("test", "db");
      assert.equal(passed.code, 0, passed.output);
      assert.match(passed.stdout, new RegExp(`^Files=${tests.length}, .*\\nResult: PASS$`, "m"));
      await Deno.writeTextFile(`${project.path}/supabase/tests/failing_test.sql`, FAILING);
      const failed = await project.supabase("test", "db");
      assert.equal(failed.code, 1, failed.output);
      assert.match(failed.stdout, /failing_test\.sql +\(Wstat: 0 Tests: 1 Failed: 1\)/);
    },
  });

  await t.step("db advisors warns of a table without row level security", async () => {
    await using owner = await connect(database.url);
    await owner.sql`create table public.unguarded (id integer primary key)`;
    await owner.sql`grant select on public.unguarded to anon`;
    const { code, output } = await project.supabase("db", "advisors", "--fail-on", "warn");
    assert.notEqual(code, 0);
    assert.match(output, /unguarded/);
  });
});

Deno.test("database.types.ts is up to date with the migrations", async () => {
  const isCurrent = await Deno.readTextFile(TYPES_FILE) === await generateTypes();
  assert.ok(isCurrent, "Cannot go on with types of other migrations: run deno task gen:types");
});

async function fileNames(folder: URL): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
}
