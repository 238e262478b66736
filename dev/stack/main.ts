/** `deno task dev`: runs a stack, prints how to reach it, and reloads changed functions. */
import { runCommand, type Values } from "../cli/command.ts";
import { InputError } from "../cli/errors.ts";
import { databaseUrl, text, whole } from "../cli/options.ts";
import { readSettingsFile, unknownSettingsIn } from "./settings.ts";
import { type Stack, startStack } from "./stack.ts";
import { followFunctions } from "./watch.ts";

const DEV = {
  name: "dev",
  about:
    "Keeps an embedded Supabase running, with the project's migrations, functions and schedule.",
  options: {
    port: whole("N", "port on 127.0.0.1; 0 chooses a free one", {
      from: 0,
      to: 65535,
      fallback: 54321,
    }),
    data: text("DIR", "folder for data and keys; default: not kept"),
    db: databaseUrl("an empty database to use instead, with pgvector 0.8 or newer"),
  },
};

const FUNCTIONS = new URL("../../supabase/functions/", import.meta.url);
/** File of developers' own settings; the Supabase CLI passes it to functions, too. */
const SETTINGS_FILE = new URL(".env", FUNCTIONS);

if (import.meta.main) await runCommand(DEV, main);

async function main({ port, data, db }: Values<typeof DEV.options>) {
  const stack = await startStack({
    port,
    data,
    db,
    log: console.log,
    schedules: true,
    settings: () => {
      for (const line of unknownSettingsIn(SETTINGS_FILE)) console.log(line);
      return readSettingsFile(SETTINGS_FILE);
    },
  }).catch((error) => {
    // Any error that prevents a start is already a sentence.
    throw new InputError(error instanceof Deno.errors.AddrInUse ? taken(port) : error.message);
  });
  const interrupted = interruption();
  console.log(describe(stack));
  const watcher = followFunctions(FUNCTIONS, stack.functions, console.log);
  await interrupted;
  watcher.close();
  await stack.stop();
  Deno.exit();
}

function taken(port: number): string {
  return `Cannot listen on port ${port} as something else does; stop that, or choose with --port`;
}

function describe({ url, publishableKey, secretKey, mailbox, smtp }: Stack): string {
  return `
  Stack     ${url}
  Mailbox   ${mailbox.url}
  Site      ${url}/site
  SMTP      ${smtp.host}:${smtp.port} (TLS), user ${smtp.user}, password ${smtp.password}

  # .env
  SUPABASE_URL=${url}
  SUPABASE_PUBLISHABLE_KEY=${publishableKey}
  SUPABASE_SECRET_KEY=${secretKey}

  Ctrl-C stops it.
`;
}

function interruption(): Promise<void> {
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
  return new Promise((resolve) => {
    for (const signal of signals) Deno.addSignalListener(signal, () => resolve());
  });
}
