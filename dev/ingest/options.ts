/** Options of `deno task ingest`, from its arguments or else from the environment or .env. */
import { readArguments } from "../cli/command.ts";
import { UsageError } from "../cli/errors.ts";
import { required, text } from "../cli/options.ts";

/** URL of a local stack. */
export const LOCAL_URL = "http://127.0.0.1:54321";

/** Description of the command. */
export const INGEST = {
  name: "ingest",
  about:
    `Loads the posts of a JSON file (- for standard input) into the project. docs/develop.md shows a post.
Project and key are SUPABASE_URL and SUPABASE_SECRET_KEY, of the environment or of .env.
Exits 1 if any post was rejected or not loaded, 2 if called wrongly.`,
  operands: { FILE: required("FILE", "an array of posts") },
  options: {
    url: text("URL", `the project; without it SUPABASE_URL, else the local stack, ${LOCAL_URL}`),
    key: text("KEY", "its secret key; others can read a command line: better SUPABASE_SECRET_KEY"),
  },
};

/** Validated options. */
export interface Options {
  file: string;
  url: string;
  key: string;
}

/** Environment variables. */
export type Env = Record<string, string | undefined>;

/**
 * Reads the options; null if only the usage is requested.
 *
 * @throws {UsageError} naming a missing or malformed option, never quoting a key
 */
export function readOptions(args: string[], env: Env): Options | null {
  const values = readArguments(INGEST, args);
  if (!values) return null;
  const url = values.url ?? first(env, "SUPABASE_URL", "NEXT_PUBLIC_SUPABASE_URL") ?? LOCAL_URL;
  const key = values.key ?? first(env, "SUPABASE_SECRET_KEY", "SUPABASE_SERVICE_KEY");
  return { file: values.FILE, url: webOrigin(url), key: headerSafe(key?.trim()) };
}

/** Empty counts as unset, because a line `NAME=` in a .env file gives an empty value. */
function first(env: Env, ...names: string[]): string | undefined {
  return names.map((name) => env[name]).find((value) => value);
}

function webOrigin(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.username === "") {
    return url.href.replace(/\/+$/, "");
  }
  throw new UsageError(
    "Cannot use the URL of the project: it must begin with http:// or https:// and hold no " +
      "password; check --url or SUPABASE_URL",
  );
}

/** Checks the key here, because the HTTP client's error would quote an invalid header. */
function headerSafe(key: string | undefined): string {
  if (!key) {
    throw new UsageError(
      "Cannot run as no key is given: put SUPABASE_SECRET_KEY into .env (deno task dev prints the " +
        "lines for the local stack)",
    );
  }
  if (!/^[!-~]+$/.test(key)) {
    throw new UsageError(
      "Cannot use the key: it has characters that are invalid in a key; copy it again",
    );
  }
  return key;
}
