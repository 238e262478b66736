/** A function created by the Supabase CLI, in `deno task dev`, without any manual change. */
import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createClient } from "@supabase/supabase-js";
import { startStack } from "../dev/stack/stack.ts";
import { deno, runCli } from "./supabase_cli.ts";

const ROOT = new URL("../", import.meta.url);
/** Templates of `functions new --auth`. */
const TEMPLATES = ["none", "apikey", "user"];

/** A copy of the project's settings with a function of each template. */
async function projectWithNewFunctions() {
  const path = await Deno.makeTempDir();
  const supabase = `${path}/supabase`;
  await Deno.mkdir(`${supabase}/functions`, { recursive: true });
  await cp(new URL("supabase/config.toml", ROOT), `${supabase}/config.toml`);
  await cp(new URL("dev/stack/fixture/migrations", ROOT), `${supabase}/migrations`, {
    recursive: true,
  });
  for (const auth of TEMPLATES) {
    const args = ["functions", "new", `made-${auth}`, "--auth", auth];
    const { code, output } = await runCli(args, {
      workdir: path,
      proxy: "http://127.0.0.1:9",
      env: {},
    });
    assert.equal(code, 0, output);
  }
  return {
    url: pathToFileURL(`${supabase}/`),
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

Deno.test("a function created by supabase functions new runs in the stack, for every template", async (t) => {
  await using project = await projectWithNewFunctions();
  const logged: string[] = [];
  const log = (line: string) => void logged.push(line);
  const stack = await startStack({ project: project.url, log });
  await using _ = { [Symbol.asyncDispose]: () => stack.stop() };
  const { url, publishableKey, secretKey } = stack;
  const call = async (name: string, headers: Record<string, string>) => {
    const body = JSON.stringify({ name: "Ada" });
    const answer = await fetch(`${url}/functions/v1/${name}`, { method: "POST", headers, body });
    return [answer.status, (await answer.json()).message];
  };

  await t.step("none: accepts every caller", async () => {
    assert.deepEqual(await call("made-none", {}), [200, "Hello Ada!"], logged.join("\n"));
  });

  await t.step("apikey: accepts both keys and no other", async () => {
    for (const apikey of [publishableKey, secretKey]) {
      assert.deepEqual(await call("made-apikey", { apikey }), [200, "Hello Ada!"]);
    }
    assert.equal((await call("made-apikey", { apikey: "sb_secret_x" }))[0], 401);
  });

  await t.step("user: accepts a signed-in member", async () => {
    const client = createClient(url, publishableKey, { auth: { persistSession: false } });
    const credentials = { email: "ada@example.org", password: "a good password" };
    const { data } = await client.auth.signUp(credentials);
    const headers = { authorization: `Bearer ${data.session?.access_token}` };
    assert.deepEqual(await call("made-user", headers), [200, "Hello ada@example.org!"]);
    assert.equal((await call("made-user", { apikey: publishableKey }))[0], 401);
  });

  await t.step("deno check resolves its types", async () => {
    const entries = TEMPLATES.map((auth) =>
      fileURLToPath(new URL(`functions/made-${auth}/index.ts`, project.url))
    );
    const config = fileURLToPath(new URL("deno.json", ROOT));
    await deno("check", "--quiet", "--config", config, ...entries);
  });
});
