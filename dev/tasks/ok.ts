/** `deno task ok`: what CI asks of every change, ended by the first step that fails. */
import { runCommand } from "../cli/command.ts";
import { runDeno } from "../cli/deno.ts";

const STEPS = [["fmt", "--check"], ["lint", "--quiet"], ["task", "check"], ["task", "test"]];

const OK = {
  name: "ok",
  about: `Checks format, lint and types, and runs every test but those of test:postgres.`,
  options: {},
};

await runCommand(OK, async () => {
  for (const step of STEPS) await runDeno(step);
});
