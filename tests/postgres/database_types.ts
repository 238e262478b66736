/**
 * `deno task gen:types`: generates _shared/edge/db/database.types.ts, the tables and functions as
 * TypeScript.
 */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { runCommand } from "../../dev/cli/command.ts";
import { copyProject } from "./project.ts";
import { createDatabase } from "./server.ts";

/** The generated file. */
export const TYPES_FILE = new URL(
  "../../supabase/functions/_shared/edge/db/database.types.ts",
  import.meta.url,
);

/** Output of `supabase gen types` for the migrations, formatted like the project. */
export async function generateTypes(): Promise<string> {
  await using database = await createDatabase();
  await using project = await copyProject(database.url);
  const { code, stdout, output } = await project.supabase("gen", "types", "--schema", "public");
  assert.equal(code, 0, output);
  const file = `${project.path}/database.types.ts`;
  await Deno.writeTextFile(file, stdout);
  const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
  const formatting = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--quiet", "--config", config, file],
  });
  assert.ok((await formatting.output()).success, "deno fmt failed");
  return await Deno.readTextFile(file);
}

if (import.meta.main) {
  const about = `Writes supabase/functions/_shared/edge/db/database.types.ts from the migrations.
Needs DATABASE_URL, as docs/postgres.md tells.`;
  await runCommand(
    { name: "gen:types", about, options: {} },
    async () => await Deno.writeTextFile(TYPES_FILE, await generateTypes()),
  );
}
