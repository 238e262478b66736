/** `deno task source read`: see docs/sources.md. */
import { type Command, readArguments, usageOf } from "../cli/command.ts";
import { InputError, UsageError } from "../cli/errors.ts";
import { READ } from "./options.ts";
import { type Io, readCommand } from "./read.ts";

const SOURCE: Command = {
  name: "source",
  about: `Sources of events: calendars, feeds, pages and mail.
  read   prints what a file or address yields; "deno task source read --help" has its options`,
  options: {},
};

/** Runs the command and gives its exit code: 0, 1 (cannot be read) or 2 (called wrongly). */
export async function source(args: string[], io: Io & { err(text: string): void }) {
  const [name, ...rest] = args;
  const command: Command = name === "read" ? READ : SOURCE;
  try {
    if (name !== "read") return other(args, io);
    const given = readArguments(READ, rest);
    if (given) await readCommand(given, io);
    else io.out(usageOf(READ));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof InputError)) throw error;
    io.err(error instanceof UsageError ? `${error.message}\n\n${usageOf(command)}` : error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

function other(args: string[], io: Io): number {
  if (readArguments(SOURCE, args.filter((arg) => arg.startsWith("-"))) !== null) {
    throw new UsageError("Cannot run as the first word must be read");
  }
  io.out(usageOf(SOURCE));
  return 0;
}

if (import.meta.main) {
  Deno.exitCode = await source(Deno.args, {
    now: new Date(),
    read: (file) => Deno.readFile(file),
    out: (text) => console.log(text),
    err: (text) => console.error(text),
  });
}
