/** What `deno task ingest` is told: by its arguments first, by the environment second. */
import { parseArgs } from "node:util";

export const LOCAL_URL = "http://127.0.0.1:54321";

export const USAGE = `Usage: deno task ingest FILE [--url URL] [--key KEY]

Loads the posts of a JSON file (- for standard input) into the project.

  --url URL   the project; default SUPABASE_URL, else the local stack, ${LOCAL_URL}
  --key KEY   its secret key; default SUPABASE_SECRET_KEY or SUPABASE_SERVICE_KEY
  --help      prints this

Exits 1 if any post was rejected or not loaded, 2 if called wrongly.`;

export interface Options {
  file: string;
  url: string;
  key: string;
}

/** The caller's mistake, as opposed to a failure of the work. */
export class UsageError extends Error {
  override name = "UsageError";
}

export type Env = Record<string, string | undefined>;

/**
 * Null if only the usage is wanted.
 *
 * @throws {UsageError} naming what is missing or malformed, never quoting a key.
 */
export function readOptions(args: string[], env: Env): Options | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const [file, ...rest] = positionals;
  if (!file) throw new UsageError("No file is named");
  if (rest.length > 0) throw new UsageError("More than one file is named");
  const url = values.url ?? first(env, "SUPABASE_URL", "NEXT_PUBLIC_SUPABASE_URL") ?? LOCAL_URL;
  const key = values.key ?? first(env, "SUPABASE_SECRET_KEY", "SUPABASE_SERVICE_KEY");
  return { file, url: webOrigin(url), key: headerSafe(key?.trim()) };
}

function parse(args: string[]) {
  const options = {
    url: { type: "string" },
    key: { type: "string" },
    help: { type: "boolean" },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch {
    throw new UsageError(faultOf(args, Object.keys(options)));
  }
}

/**
 * Names an unknown option, not what follows it: that may be a key, which the message of parseArgs
 * would quote. What does not look like a name may be a key itself.
 */
function faultOf(args: string[], known: string[]): string {
  const { tokens } = parseArgs({ args, strict: false, tokens: true });
  const unknown = tokens.find((token) => token.kind === "option" && !known.includes(token.name));
  if (unknown?.kind !== "option") return "An option lacks its value, or --help has one";
  const isName = /^--?[a-z-]{1,20}$/.test(unknown.rawName);
  return `${isName ? `Option ${unknown.rawName}` : "An option"} is unknown`;
}

/** Empty counts as unset: that is what a line `NAME=` in a .env file gives. */
function first(env: Env, ...names: string[]): string | undefined {
  return names.map((name) => env[name]).find((value) => value);
}

function webOrigin(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.username === "") {
    return url.href.replace(/\/+$/, "");
  }
  throw new UsageError(
    "The URL of the project is not an http or https URL; check --url or SUPABASE_URL",
  );
}

/** A key that cannot be a header would otherwise be quoted by the error of the HTTP client. */
function headerSafe(key: string | undefined): string {
  if (!key) {
    throw new UsageError(
      "No key is given; set SUPABASE_SECRET_KEY or give --key (deno task dev prints the local one)",
    );
  }
  if (!/^[!-~]+$/.test(key)) {
    throw new UsageError("The key holds characters no key has; copy it again");
  }
  return key;
}
