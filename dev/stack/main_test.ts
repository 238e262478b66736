import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

const dev = (...args: string[]) =>
  new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-all", MAIN, ...args],
    stdout: "piped",
    stderr: "piped",
  });

Deno.test("deno task dev reports a taken port in one sentence", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const { code, stdout, stderr } = await dev("--port", String(port)).output();
  listener.close();
  assert.equal(code, 1);
  assert.equal(stdout.length, 0);
  assert.equal(
    new TextDecoder().decode(stderr),
    `Cannot listen on port ${port} as something else does; stop that, or choose with --port\n`,
  );
});

Deno.test("deno task dev prints how to reach it, and exits with 0 at Ctrl-C", async () => {
  const process = dev("--port", "0").spawn();
  let said = "";
  for await (const chunk of process.stdout.pipeThrough(new TextDecoderStream())) {
    said += chunk;
    if (said.includes("Ctrl-C stops it")) process.kill("SIGINT");
  }
  const { code } = await process.status;
  const errors = await new Response(process.stderr).text();
  assert.deepEqual([code, errors], [0, ""]);
  assert.match(said, /SUPABASE_URL=http:\/\/127\.0\.0\.1:\d+\n/);
  assert.match(said, /SUPABASE_SECRET_KEY=sb_secret_\w+\n/);
  assert.match(said, /\/mailbox\n/);
});

Deno.test("deno task dev names wrong arguments and prints its usage", async () => {
  for (
    const [args, message] of [
      [
        ["--frobnicate"],
        /^Cannot use --frobnicate as there is no such option\n\nUsage: deno task dev /,
      ],
      [["--db", "mysql://x"], /^Cannot use --db as it must be a URL such as postgres:.* mysql:\n/],
      [["--port", "banana"], /from 0 to 65535: current value is banana\n\nUsage: deno task dev /],
    ] satisfies [string[], RegExp][]
  ) {
    const { code, stdout, stderr } = await dev(...args).output();
    assert.deepEqual([code, stdout.length], [2, 0]);
    assert.match(new TextDecoder().decode(stderr), message);
  }
});

Deno.test("deno task dev reports in one sentence that --data is a file", async () => {
  const { code, stdout, stderr } = await dev("--data", MAIN).output();
  assert.deepEqual([code, stdout.length], [1, 0]);
  assert.equal(
    new TextDecoder().decode(stderr),
    `Cannot use ${MAIN} as a folder: it is a file; name another\n`,
  );
});
