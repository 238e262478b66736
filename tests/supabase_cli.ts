/**
 * Runs the real Supabase CLI, from the npm package with the binary for this platform. Not in the
 * import map, because no code imports it and `deno install` would fetch its 140 MB.
 */
export const VERSION = "3.1.0";
const ARCHITECTURES = { x86_64: "x64", aarch64: "arm64" };

export interface CliResult {
  code: number;
  stdout: string;
  /** Output on both streams. */
  output: string;
}

/**
 * Runs the CLI in `workdir`, with a home directory inside it and without the caller's environment.
 * `proxy` receives all calls except to loopback.
 */
export async function runCli(
  args: string[],
  options: { workdir: string; proxy: string; env: Record<string, string> },
): Promise<CliResult> {
  const { workdir, proxy, env } = options;
  const home = await Deno.makeTempDir({ dir: workdir });
  const process = await new Deno.Command(await findCli(), {
    args,
    cwd: workdir,
    clearEnv: true,
    env: {
      HOME: home,
      USERPROFILE: home,
      DO_NOT_TRACK: "1",
      SUPABASE_TELEMETRY_DISABLED: "1",
      SUPABASE_NO_UPDATE_NOTIFIER: "1",
      HTTP_PROXY: proxy,
      HTTPS_PROXY: proxy,
      NO_PROXY: "127.0.0.1",
      ...env,
    },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  const stdout = decoder.decode(process.stdout);
  return { code: process.code, stdout, output: stdout + decoder.decode(process.stderr) };
}

/** Path of the binary in Deno's cache; downloaded at first use. */
async function findCli(): Promise<string> {
  const { os, arch } = Deno.build;
  const name = `@supabase/cli-${os}-${ARCHITECTURES[arch]}@${VERSION}`;
  await deno("cache", "--quiet", "--no-lock", `npm:${name}`);
  const { npmPackages } = JSON.parse(await deno("info", "--json", "--no-lock", `npm:${name}`));
  return `${npmPackages[name].localPath}/bin/supabase${os === "windows" ? ".exe" : ""}`;
}

/**
 * Runs this Deno and returns its output.
 *
 * @throws {Error} with its error output
 */
export async function deno(...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`Cannot run deno ${args[0]}: ${decoder.decode(stderr)}`);
  return decoder.decode(stdout);
}
