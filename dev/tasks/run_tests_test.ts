import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { createDigest } from "./run_tests.ts";

/** The printed lines of an output, in order. */
function printed(output: string): string[] {
  const digest = createDigest();
  const now = output.split("\n").filter((line) => digest.take(line));
  return [...now, ...digest.rest()];
}

Deno.test("createDigest() prints the summary and ignored tests of a passed run", () => {
  const lines = printed(`------- output -------
chatter
----- output end -----
./a_test.ts => good ... ok (20ms)
./a_test.ts => a real mailbox ... \x1b[33mignored\x1b[0m (0ms)

ok | 1 passed | 0 failed | 1 ignored (1s)`);
  assert.deepEqual(lines, [
    "./a_test.ts => a real mailbox ... \x1b[33mignored\x1b[0m (0ms)",
    "ok | 1 passed | 0 failed | 1 ignored (1s)",
  ]);
});

Deno.test("createDigest() prints every line from the first error on", () => {
  const end = [
    "\x1b[41m ERRORS \x1b[0m",
    "",
    "bad => ./a_test.ts:3:79",
    "error: AssertionError: 1 !== 2",
    " FAILURES ",
    "bad => ./a_test.ts:3:79",
    "FAILED | 2 passed (2 steps) | 1 failed (7ms)",
  ];
  assert.deepEqual(printed(["good ... ok (1ms)", "bad ... FAILED (2ms)", ...end].join("\n")), end);
});

Deno.test("createDigest() prints every line of a run without a summary", () => {
  assert.deepEqual(printed("good ... ok (1ms)\nthread panicked"), [
    "good ... ok (1ms)",
    "thread panicked",
  ]);
});

/** Runs a file of tests with run_tests.ts. */
async function runFile(text: string, ...args: string[]) {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/some_test.ts`, text);
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--allow-run", "--allow-env", "--no-config"],
      ...[
        fileURLToPath(new URL("./run_tests.ts", import.meta.url)),
        "--no-config",
        ...args,
        folder,
      ],
    ],
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
  }).output();
  await Deno.remove(folder, { recursive: true });
  return { code, out: new TextDecoder().decode(stdout).trim() };
}

const TESTS = `Deno.test("good", () => {});
Deno.test("bad", () => { throw new Error("too bad"); });`;

Deno.test("run_tests.ts prints one line and exits with 0 if all tests pass", async () => {
  const { code, out } = await runFile(TESTS, "--filter", "good");
  assert.equal(code, 0);
  assert.match(out, /^ok \| 1 passed \| 0 failed \| 1 filtered out \([^)]+\)$/);
});

Deno.test("run_tests.ts prints the failure and the counts, and exits with 1, if a test fails", async () => {
  const { code, out } = await runFile(TESTS);
  assert.equal(code, 1);
  assert.match(out, /^ERRORS/);
  assert.match(out, /error: Error: too bad/);
  assert.match(out, /FAILED \| 1 passed \| 1 failed \([^)]+\)$/);
  assert.doesNotMatch(out, /good/);
});

Deno.test("run_tests.ts fails if a file does not load", async () => {
  const { code, out } = await runFile(`import "./missing.ts";`);
  assert.equal(code, 1);
  assert.doesNotMatch(out, /^ok/m);
});
