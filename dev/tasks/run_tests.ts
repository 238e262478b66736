/**
 * `deno task test`: prints failed and ignored tests and the summary. Accepts options and files of
 * `deno test`; `deno task test:long` prints its full output.
 */
import { stripVTControlCharacters } from "node:util";

/** Filters the output of `deno test`. */
export interface Digest {
  /** Receives one line; returns whether to print it now. */
  take(line: string): boolean;
  /** Returns the lines held back at the end, or none if a summary was printed. */
  rest(): string[];
}

const SUMMARY = /^(ok|FAILED) \| \d+ passed/;
const FAILURES = /^ (ERRORS|FAILURES) $/;
const IGNORED = /\.\.\. ignored /;

/**
 * Creates a filter. `deno test` lists all failures at its end, so lines are printed from there on.
 */
export function createDigest(): Digest {
  const held: string[] = [];
  let isEnd = false;
  let hasSummary = false;
  return {
    take(line) {
      const text = stripVTControlCharacters(line);
      hasSummary ||= SUMMARY.test(text);
      isEnd ||= hasSummary || FAILURES.test(text);
      const isPrinted = isEnd || IGNORED.test(text);
      if (!isPrinted) held.push(line);
      return isPrinted;
    },
    rest: () => hasSummary ? [] : held,
  };
}

/** No type check, because `deno task check` does it; here it would take 12 more seconds. */
const ARGS = [
  "test",
  "--no-check",
  "--quiet",
  "--allow-all",
  "--parallel",
  "--ignore=tests/postgres",
];

async function main() {
  const { status, stdout } = new Deno.Command(Deno.execPath(), {
    args: [...ARGS, ...Deno.args],
    stdout: "piped",
  }).spawn();
  const digest = createDigest();
  const progress = createProgress();
  for await (const line of linesOf(stdout)) {
    progress();
    if (digest.take(line)) console.log(line);
  }
  for (const line of digest.rest()) console.log(line);
  Deno.exit((await status).code);
}

/** Counts lines on a terminal as progress; prints nothing to a file or in CI. */
function createProgress(): () => void {
  if (!Deno.stderr.isTerminal()) return () => {};
  let count = 0;
  const write = (text: string) => Deno.stderr.writeSync(new TextEncoder().encode(text));
  return () => void write(`\r${++count} lines of tests\r`);
}

async function* linesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest) yield rest;
}

if (import.meta.main) await main();
