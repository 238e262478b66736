/** What `deno task ingest` is told: by its arguments first, by the environment or .env second. */
import { readArguments } from "../cli/command.ts";
import { UsageError } from "../cli/errors.ts";
import { required, text } from "../cli/options.ts";

export const LOCAL_URL = "http://127.0.0.1:54321";

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

export interface Options {
  file: string;
  url: string;
  key: string;
}

export type Env = Record<string, string | undefined>;

/**
 * Null if only the usage is wanted.
 *
 * @throws {UsageError} naming what is missing or malformed, never quoting a key.
 */
export function readOptions(args: string[], env: Env): Options | null {
  const values = readArguments(INGEST, args);
  if (!values) return null;
  const url = values.url ?? first(env, "SUPABASE_URL", "NEXT_PUBLIC_SUPABASE_URL") ?? LOCAL_URL;
  const key = values.key ?? first(env, "SUPABASE_SECRET_KEY", "SUPABASE_SERVICE_KEY");
  return { file: values.FILE, url: webOrigin(url), key: headerSafe(key?.trim()) };
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
    "Cannot use the URL of the project as it must begin with http:// or https:// and hold no " +
      "password; check --url or SUPABASE_URL",
  );
}

/** A key that cannot be a header would otherwise be quoted by the error of the HTTP client. */
function headerSafe(key: string | undefined): string {
  if (!key) {
    throw new UsageError(
      "Cannot run as no key is given: put SUPABASE_SECRET_KEY into .env (deno task dev prints the " +
        "lines for the local stack)",
    );
  }
  if (!/^[!-~]+$/.test(key)) {
    throw new UsageError(
      "Cannot use the key as it holds characters that no key has; copy it again",
    );
  }
  return key;
}
