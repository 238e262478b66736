/** Runs Deno itself, for commands built on Deno's own. */

/** Runs this Deno with the output of this process. Exits if it fails. */
export async function runDeno(args: string[]): Promise<void> {
  const { code } = await new Deno.Command(Deno.execPath(), { args }).spawn().status;
  if (code !== 0) Deno.exit(code);
}
