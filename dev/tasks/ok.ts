/** `deno task ok`: the checks of CI. Stops at the first failing step. */
import { runCommand } from "../cli/command.ts";
import { runDeno } from "../cli/deno.ts";

const STEPS = [
  ["fmt", "--check"],
  ["lint", "--quiet"],
  ["task", "check:prose"],
  ["task", "check"],
  ["task", "test"],
];

const OK = {
  name: "ok",
  about: `Checks format, lint, prose and types, and runs every test but those of test:postgres.`,
  options: {},
};

await runCommand(OK, async () => {
  for (const step of STEPS) await runDeno(step);
});
