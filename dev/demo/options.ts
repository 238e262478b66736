/** What `deno task demo` is told. */
import { parseArgs } from "node:util";

export const USAGE =
  `Usage: deno task demo [--posts FILE] [--members N] [--now ISO] [--out DIR] [--keep] [--json]

Runs the whole pipeline on an embedded Supabase: posts in, newsletters out.

  --posts FILE   posts of a real export (default: the sample of an invented university)
  --members N    members to make, 3 to 5000 (default 24)
  --now ISO      instant to run it as of, with a time zone (default: now)
  --out DIR      folder for the mails (default: out/demo)
  --keep         leaves the stack and the mailbox page running
  --json         prints one JSON object instead
  --help         prints this`;

export interface DemoOptions {
  posts: string | null;
  members: number;
  now: Date;
  out: string;
  keep: boolean;
  json: boolean;
  /** Whether only the usage is wanted. */
  help: boolean;
}

/** The caller's mistake. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** @throws {UsageError} */
export function readOptions(args: string[], realNow: Date): DemoOptions {
  const values = parse(args);
  return {
    posts: values.posts ?? null,
    members: membersOf(values.members ?? "24"),
    now: values.now === undefined ? realNow : instantOf(values.now),
    out: values.out ?? "out/demo",
    keep: values.keep ?? false,
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

function parse(args: string[]) {
  const options = {
    posts: { type: "string" },
    members: { type: "string" },
    now: { type: "string" },
    out: { type: "string" },
    keep: { type: "boolean" },
    json: { type: "boolean" },
    help: { type: "boolean" },
  } as const;
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function membersOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 3 && count <= 5000) return count;
  throw new UsageError(
    `Cannot make members as --members must be a whole number from 3 to 5000: current value is ${text}`,
  );
}

/** Without a zone an instant would depend on the machine. */
function instantOf(text: string): Date {
  const instant = new Date(text);
  if (/(Z|[+-]\d\d:?\d\d)$/.test(text) && !Number.isNaN(instant.getTime())) return instant;
  throw new UsageError(
    `Cannot run as of --now as it must be an instant with a time zone, ` +
      `e.g. 2025-08-20T09:00:00+10:00: current value is ${text}`,
  );
}
