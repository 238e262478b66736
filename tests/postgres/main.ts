/** `deno task test:postgres`: tests that need a real PostgreSQL. */
import { runCommand } from "../../dev/cli/command.ts";
import { runDeno } from "../../dev/cli/deno.ts";
import { serverUrl } from "./server.ts";

const TEST_POSTGRES = {
  name: "test:postgres",
  about: `Runs the tests that need a real PostgreSQL, on the server that DATABASE_URL names.
docs/postgres.md tells how to get one.`,
  options: {},
};

await runCommand(TEST_POSTGRES, async () => {
  serverUrl();
  await runDeno(["test", "--allow-all", "tests/postgres"]);
});
