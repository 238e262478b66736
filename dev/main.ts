/** `deno task dev`: keeps a stack running, says how to reach it, and follows changes of functions. */
import { parseArgs, parseEnv } from "node:util";
import { type Stack, startStack } from "./stack.ts";
import { followFunctions } from "./watch.ts";

const USAGE =
  `Usage: deno task dev [--port 54321] [--data DIR] [--db postgres://USER:PASSWORD@HOST/NAME]
  --port  port on 127.0.0.1, 0 to 65535 where 0 takes a free one; 54321 by default
  --data  directory that keeps data and keys; without it both end with the stack
  --db    database to use instead of the embedded one: an empty one, with pgvector 0.8 or newer
  --help  prints this`;

const FUNCTIONS = new URL("../supabase/functions/", import.meta.url);
/** The file that the Supabase CLI gives to functions, too: your own keys and settings. */
const SETTINGS_FILE = new URL(".env", FUNCTIONS);

/** The caller's mistake. */
class UsageError extends Error {
  override name = "UsageError";
}

if (import.meta.main) {
  try {
    await main(Deno.args);
  } catch (error) {
    const message = error instanceof Error ? error.message : error;
    console.error(error instanceof UsageError ? `${message}\n\n${USAGE}` : message);
    Deno.exit(error instanceof UsageError ? 2 : 1);
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
  const values = parse(args);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new UsageError(
      `Cannot listen as --port must be a whole number from 0 to 65535: current value is ${values.port}`,
    );
  }
  return { ...values, port };
}

function parse(args: string[]) {
  const options = {
    port: { type: "string", default: "54321" },
    data: { type: "string" },
    db: { type: "string" },
    help: { type: "boolean", default: false },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
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
