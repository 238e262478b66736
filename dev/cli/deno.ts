/** A command that is made of Deno's own. */

/** Runs this Deno with the output of this process, and ends the process where that one fails. */
export async function runDeno(args: string[]): Promise<void> {
  const { code } = await new Deno.Command(Deno.execPath(), { args }).spawn().status;
  if (code !== 0) Deno.exit(code);
}
