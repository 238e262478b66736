/** A copy of the project with the Supabase CLI, connected to a database. */
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type CliResult, runCli } from "../supabase_cli.ts";

const SUPABASE = new URL("../../supabase/", import.meta.url);
/** Discards requests: these commands need only the database. */
const NOBODY = "http://127.0.0.1:9";

/** A temporary copy. */
export interface ProjectCopy extends AsyncDisposable {
  /** Path of its folder. */
  path: string;
  /** Runs the CLI and answers every question with yes. */
  supabase(...args: string[]): Promise<CliResult>;
}

/**
 * Copies the project.
 *
 * @param url postgres:// URL of the database
 * @param PATH where the CLI looks for a container runtime
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
  // Otherwise the CLI prints a remark about missing TLS to standard output.
  const options = { workdir: path, proxy: NOBODY, env: { PGSSLMODE: "disable", PATH } };
  return {
    path,
    supabase: (...args) => runCli([...args, ...target], options),
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}
