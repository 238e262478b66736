/**
 * A command of deno.json: one table of what it may be told gives the parser and the usage. Every
 * command answers `--help`, refuses what it does not know with exit code 2, and tells in one sentence
 * what its user can mend.
 */
import { parseArgs } from "node:util";
import { InputError, UsageError } from "./errors.ts";
import type { Option } from "./options.ts";

type Options = Record<string, Option<unknown>>;
type None = Record<never, never>;

export interface Command<O extends Options = Options, P extends Options = Options> {
  /** As in `deno task NAME`. */
  name: string;
  /** What it does, for the usage. */
  about: string;
  /** By the name that follows the two dashes. */
  options: O;
  /** What is given without a name, in this order. */
  operands?: P;
}

export type Values<O extends Options> = {
  [K in keyof O]: O[K] extends Option<infer T> ? T : never;
};

/** What `args` say; null where only the usage is wanted. @throws {UsageError} quoting no secret */
export function readArguments<O extends Options, P extends Options = None>(
  command: Command<O, P>,
  args: string[],
): Values<O> & Values<P> | null {
  const { options } = command;
  const operands: [string, Option<unknown>][] = Object.entries(command.operands ?? {});
  const types = Object.entries(options).map(([name, { value }]) =>
    [name, { type: value ? "string" : "boolean" }] as const
  );
  // What is unknown is told by our own words: those of parseArgs quote what follows, maybe a key.
  const config = { args, options: Object.fromEntries(types), strict: false, tokens: true } as const;
  const { tokens } = parseArgs(config);
  if (tokens.some((token) => token.kind === "option" && token.name === "help")) return null;

  const given = new Map<string, unknown>();
  for (const token of tokens) {
    if (token.kind === "option") {
      const { name, rawName, value } = token;
      if (!Object.hasOwn(options, name)) throw unknownOption(rawName);
      given.set(name, options[name]!.read(givenValue(options[name]!, rawName, value), rawName));
    } else if (token.kind === "positional") {
      const operand = operands.find(([name]) => !given.has(name));
      if (!operand) throw new UsageError(`Cannot run as there are ${tooMany(operands.length)}`);
      const [name, { read }] = operand;
      given.set(name, read(token.value, name));
    }
  }
  const all = [...Object.entries(options), ...operands].map(([name, option]) => {
    if (option.isRequired && !given.has(name)) {
      throw new UsageError(`Cannot run as ${signature(name, option)} is missing`);
    }
    return [name, given.has(name) ? given.get(name) : option.fallback];
  });
  return Object.fromEntries(all);
}

function givenValue({ value: form }: Option<unknown>, name: string, value?: string): string {
  if (!form) {
    if (value === undefined) return "";
    throw new UsageError(`Cannot use ${name} with a value as it takes none`);
  }
  // Another option in its place: its own value was forgotten.
  if (value !== undefined && !/^--?[a-z]/i.test(value)) return value;
  throw new UsageError(`Cannot use ${name} as its value is missing: ${name} ${form}`);
}

/** What does not look like the name of an option may be a key that was pasted there. */
function unknownOption(rawName: string): UsageError {
  const shown = /^--?[a-z-]{1,20}$/.test(rawName) ? `${rawName} as there is no such` : "an unknown";
  return new UsageError(`Cannot use ${shown} option`);
}

function tooMany(known: number): string {
  return known === 0 ? "arguments that are no options" : `more arguments than ${known}`;
}

/** Operands are written in capitals, as in the usage. */
const signature = (name: string, { value }: Option<unknown>) =>
  name === value ? name : `--${name}${value ? ` ${value}` : ""}`;

/** Every option with its meaning. */
export function usageOf(command: Command): string {
  const { name, about } = command;
  const operands = Object.entries(command.operands ?? {});
  const options = Object.entries(command.options);
  const line = [
    `Usage: deno task ${name}`,
    ...operands.map(([name, { isRequired }]) => isRequired ? name : `[${name}]`),
    ...options.flatMap(([name, option]) => option.isRequired ? [signature(name, option)] : []),
    ...options.some(([, { isRequired }]) => !isRequired) ? ["[options]"] : [],
  ];
  const rows = [...operands, ...options].map(([name, option]) => [
    signature(name, option),
    `${option.about}${hasDefault(option) ? ` (default ${option.fallback})` : ""}`,
  ]);
  rows.push(["--help", "prints this"]);
  const width = Math.max(...rows.map(([left]) => left!.length));
  const table = rows.map(([left, right]) => `  ${left!.padEnd(width)}   ${right}`);
  return `${line.join(" ")}\n\n${about}\n\n${table.join("\n")}`;
}

const hasDefault = ({ fallback, isRequired, value }: Option<unknown>) =>
  value !== undefined && !isRequired && fallback !== undefined;

/** What this process was told; ends it where that was `--help`, or wrong. */
export function readOwnArguments<O extends Options, P extends Options = None>(
  command: Command<O, P>,
): Values<O> & Values<P> {
  try {
    const values = readArguments(command, Deno.args);
    if (values) return values;
  } catch (error) {
    return fail(command, error);
  }
  console.log(usageOf(command));
  Deno.exit(0);
}

/** Runs a command as this process was told to. */
export async function runCommand<O extends Options, P extends Options = None>(
  command: Command<O, P>,
  work: (values: Values<O> & Values<P>) => unknown,
): Promise<void> {
  try {
    await work(readOwnArguments(command));
  } catch (error) {
    fail(command, error);
  }
}

/** Ends the process with a sentence; what is nobody's input is a bug, and keeps its stack trace. */
function fail(command: Command, error: unknown): never {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${usageOf(command)}`);
    Deno.exit(2);
  }
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
