/**
 * `deno task test`: prints what failed or was ignored, and the summary. Options and files are those
 * of `deno test`, whose own output `deno task test:long` prints.
 */
import { stripVTControlCharacters } from "node:util";

export interface Digest {
  /** Takes one line of `deno test`; answers whether it is to be printed now. */
  take(line: string): boolean;
  /** At the end: the lines held back, unless a summary told the result. */
  rest(): string[];
}

const SUMMARY = /^(ok|FAILED) \| \d+ passed/;
const FAILURES = /^ (ERRORS|FAILURES) $/;
const IGNORED = /\.\.\. ignored /;

/** Tells the lines that matter from the others. `deno test` lists all failures at its end. */
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

/** Types are `deno task check`'s matter: checking them here as well would take a fifth of a minute. */
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

/** Shows in a terminal how far a run has come; a file or CI gets nothing of it. */
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
