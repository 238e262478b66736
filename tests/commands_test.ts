/** Every command of deno.json supports --help, and refuses unknown options in a sentence. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../", import.meta.url);

/** Commands that are Deno's own and print its usage. */
const OF_DENO = ["check", "test", "test:long"];

const { tasks }: { tasks: Record<string, string> } = JSON.parse(
  await Deno.readTextFile(new URL("deno.json", ROOT)),
);
const commands = Object.entries(tasks).filter(([name]) => !OF_DENO.includes(name));

/** Runs the task with its own permissions only. */
async function run(task: string, ...args: string[]) {
  const [deno, ...words] = task.split(" ");
  assert.equal(deno, "deno");
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [words[0]!, ...words[0] === "run" ? ["--no-prompt"] : [], ...words.slice(1), ...args],
    cwd: fileURLToPath(ROOT),
    env: { DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

/** Runs a few concurrently, because a start is mostly waiting. */
async function forEachCommand(check: (name: string, task: string) => Promise<void>) {
  const rest = commands.values();
  const work = async () => {
    for (const [name, task] of rest) await check(name, task);
  };
  await Promise.all([work(), work(), work(), work()]);
}

Deno.test("every command of deno.json prints its usage for --help", async () => {
  assert.ok(commands.length >= 17, commands.join());
  await forEachCommand(async (name, task) => {
    const { code, out, err } = await run(task, "--help");
    assert.deepEqual([code, err], [0, ""], name);
    assert.ok(out.startsWith(`Usage: deno task ${name}`), out);
  });
});

Deno.test("check, test and test:long of deno.json print Deno's usage for --help", async () => {
  for (const name of OF_DENO) {
    const { code, out } = await run(tasks[name]!, "--help");
    assert.equal(code, 0, name);
    assert.match(out, new RegExp(`Usage:.* deno ${name.split(":")[0]}`));
  }
});

Deno.test("every command of deno.json refuses an unknown option and does nothing", async () => {
  await forEachCommand(async (name, task) => {
    const { code, out, err } = await run(task, "--frobnicate");
    assert.deepEqual([code, out], [2, ""], name);
    const [sentence, nothing, usage] = err.split("\n");
    assert.equal(sentence, "Cannot use --frobnicate as there is no such option");
    assert.equal(nothing, "");
    assert.ok(usage?.startsWith(`Usage: deno task ${name}`), err);
  });
});
