/**
 * A command of deno.json. One table of its arguments gives the parser and the usage. Every command
 * prints its usage for `--help`, refuses unknown arguments with exit code 2, and reports errors
 * that its user can fix in one sentence.
 */
import { parseArgs } from "node:util";
import { InputError, UsageError } from "./errors.ts";
import type { Option } from "./options.ts";

type Options = Record<string, Option<unknown>>;
type None = Record<never, never>;

/** Description of a command and its arguments. */
export interface Command<O extends Options = Options, P extends Options = Options> {
  /** As in `deno task NAME`. */
  name: string;
  /** Purpose, for the usage. */
  about: string;
  /** By name without the two dashes. */
  options: O;
  /** Arguments without a name, in order. */
  operands?: P;
}

/** Values of a command's arguments, by name. */
export type Values<O extends Options> = {
  [K in keyof O]: O[K] extends Option<infer T> ? T : never;
};

/**
 * Parses `args`; null if they ask for the usage.
 *
 * @throws {UsageError} for wrong arguments; never quotes a secret
 */
export function readArguments<O extends Options, P extends Options = None>(
  command: Command<O, P>,
  args: string[],
): Values<O> & Values<P> | null {
  const { options } = command;
  const operands: [string, Option<unknown>][] = Object.entries(command.operands ?? {});
  const types = Object.entries(options).map(([name, { value }]) =>
    [name, { type: value ? "string" : "boolean" }] as const
  );
  // Unknown options get messages of our own, because those of parseArgs quote the value, which may
  // be a key.
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
  // If the next argument is an option, the value of this one was forgotten.
  if (value !== undefined && !/^--?[a-z]/i.test(value)) return value;
  throw new UsageError(`Cannot use ${name} as its value is missing: ${name} ${form}`);
}

/** Text unlike an option's name may be a pasted key, so it is not quoted. */
function unknownOption(rawName: string): UsageError {
  const shown = /^--?[a-z-]{1,20}$/.test(rawName) ? `${rawName} as there is no such` : "an unknown";
  return new UsageError(`Cannot use ${shown} option`);
}

function tooMany(known: number): string {
  return known === 0 ? "arguments that are no options" : `more arguments than ${known}`;
}

/** Operands are in capitals, as in the usage. */
const signature = (name: string, { value }: Option<unknown>) =>
  name === value ? name : `--${name}${value ? ` ${value}` : ""}`;

/** Usage text with every argument and its meaning. */
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

/** Parses this process's arguments. Exits after printing the usage for `--help`, or an error. */
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

/** Runs a command with this process's arguments, and reports its errors. */
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

/**
 * Exits with a sentence for errors of the user. Any other error is a bug and keeps its stack trace.
 */
function fail(command: Command, error: unknown): never {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${usageOf(command)}`);
    Deno.exit(2);
  }
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
