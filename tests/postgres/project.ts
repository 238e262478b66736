/** The project as a developer works on it: the Supabase CLI in a copy of it, on a database. */
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type CliResult, runCli } from "../supabase_cli.ts";

const SUPABASE = new URL("../../supabase/", import.meta.url);
/** Discards what it gets: these commands talk to the database and to nobody else. */
const NOBODY = "http://127.0.0.1:9";

export interface ProjectCopy extends AsyncDisposable {
  /** Its folder. */
  path: string;
  /** Runs the CLI, every question answered with yes. */
  supabase(...args: string[]): Promise<CliResult>;
}

/**
 * @param url postgres:// of the database that the commands work on
 * @param PATH where the CLI looks for what runs containers
 */
export async function copyProject(
  url: string,
  { PATH = "" }: { PATH?: string } = {},
): Promise<ProjectCopy> {
  const path = await Deno.makeTempDir();
  for (const name of ["config.toml", "migrations", "tests"]) {
    const source = fileURLToPath(new URL(name, SUPABASE));
    await cp(source, `${path}/supabase/${name}`, { recursive: true });
  }
  const target = [`--remote=${url}`, "--yes"];
  // Without this it remarks upon the missing TLS, on standard output.
  const options = { workdir: path, proxy: NOBODY, env: { PGSSLMODE: "disable", PATH } };
  return {
    path,
    supabase: (...args) => runCli([...args, ...target], options),
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}
