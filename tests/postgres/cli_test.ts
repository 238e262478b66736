/** The commands of a developer's day, on a database as the platform makes it. */
import assert from "node:assert/strict";
import { connect } from "./connections.ts";
import { generateTypes, TYPES_FILE } from "./database_types.ts";
import { copyProject } from "./project.ts";
import { createDatabase } from "./server.ts";

const MIGRATIONS = new URL("../../supabase/migrations/", import.meta.url);

/** `supabase test db` runs pg_prove in a container, which reaches a loopback port on Linux alone. */
const hasDocker = Deno.build.os === "linux" && await new Deno.Command("docker", {
  args: ["info"],
  stdout: "null",
  stderr: "null",
}).output().then(({ success }) => success, () => false);

Deno.test("the Supabase CLI works on the project", async (t) => {
  await using database = await createDatabase({ isMigrated: false });
  await using project = await copyProject(database.url);
  const versions = (await Array.fromAsync(Deno.readDir(MIGRATIONS)))
    .map(({ name }) => name.slice(0, name.indexOf("_"))).sort();

  await t.step("db push applies every migration, and nothing the second time", async () => {
    const first = await project.supabase("db", "push", "--skip-vault");
    assert.equal(first.code, 0, first.output);
    assert.match(first.output, new RegExp(`Apply ${versions.length} migrations`));
    const second = await project.supabase("db", "push", "--skip-vault");
    assert.equal(second.code, 0, second.output);
    assert.match(second.output, /Remote database is up to date/);
  });

  await t.step("migration list knows each on both sides", async () => {
    const { code, stdout, output } = await project.supabase("migration", "list");
    assert.equal(code, 0, output);
    const listed = [...stdout.matchAll(/`(\d{14})` \| `(\d{14})`/g)].map(([, ...sides]) => sides);
    assert.deepEqual(listed, versions.map((version) => [version, version]));
  });

  await t.step("db advisors finds nothing to warn of", async () => {
    const { code, output } = await project.supabase("db", "advisors", "--fail-on", "warn");
    assert.equal(code, 0, output);
  });

  await t.step({
    name: hasDocker ? "test db passes" : "test db (left out: it needs Docker)",
    ignore: !hasDocker,
    fn: async () => {
      const { code, output } = await project.supabase("test", "db");
      assert.equal(code, 0, output);
    },
  });

  await t.step("db advisors would warn of a table without row level security", async () => {
    await using owner = await connect(database.url);
    await owner.sql`create table public.unguarded (id integer primary key)`;
    await owner.sql`grant select on public.unguarded to anon`;
    const { code, output } = await project.supabase("db", "advisors", "--fail-on", "warn");
    assert.notEqual(code, 0);
    assert.match(output, /unguarded/);
  });
});

Deno.test("database.types.ts is what the migrations make it", async () => {
  const isCurrent = await Deno.readTextFile(TYPES_FILE) === await generateTypes();
  assert.ok(isCurrent, "Cannot go on with types of other migrations: run deno task gen:types");
});
