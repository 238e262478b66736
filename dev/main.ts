/** `deno task dev`: keeps a stack running, says how to reach it, and follows changes of functions. */
import { parseArgs, parseEnv } from "node:util";
import { type Stack, startStack } from "./stack.ts";
import { followFunctions } from "./watch.ts";

const USAGE = `deno task dev [--port 54321] [--data DIR] [--db postgres://USER:PASSWORD@HOST/NAME]
  --port  port on 127.0.0.1, 54321 by default
  --data  directory that keeps data and keys; without it both end with the stack
  --db    database to use instead of the embedded one: an empty one, with pgvector 0.8 or newer`;

const FUNCTIONS = new URL("../supabase/functions/", import.meta.url);
/** The file that the Supabase CLI gives to functions, too: your own keys and settings. */
const SETTINGS_FILE = new URL(".env", FUNCTIONS);

if (import.meta.main) {
  try {
    await main(Deno.args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    Deno.exit(1);
  }
}

async function main(args: string[]) {
  const { port, data, db, help } = readArguments(args);
  if (help) return console.log(USAGE);
  const stack = await startStack({
    ...{ port, data, db, log: console.log, schedules: true },
    settings: await readSettings(),
  }).catch((error) => {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new Error(
      `Cannot listen on port ${port} as something else does; stop that, or choose with --port`,
    );
  });
  const interrupted = interruption();
  console.log(describe(stack));
  const watcher = followFunctions(FUNCTIONS, stack.functions, console.log);
  await interrupted;
  watcher.close();
  await stack.stop();
  Deno.exit();
}

function readArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: "54321" },
      data: { type: "string" },
      db: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new RangeError(`Cannot use --port as a port: current value is ${values.port}`);
  }
  return { ...values, port };
}

async function readSettings(): Promise<Record<string, string>> {
  const text = await Deno.readTextFile(SETTINGS_FILE).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  });
  return parseEnv(text) as Record<string, string>;
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
