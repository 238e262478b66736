import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { startFunctions } from "./functions_server.ts";
import { followFunctions } from "./watch.ts";

/** A function that returns this text, or crashes. */
const functionSaying = (text: string) => `
  export default {
    fetch(request: Request) {
      if (request.method === "DELETE") Deno.exit(7);
      return new Response(${JSON.stringify(text)} + new URL(request.url).pathname);
    },
  };`;

Deno.test("startFunctions() survives a crash, and reloads changed functions", async (t) => {
  const directory = await Deno.makeTempDir();
  const folder = pathToFileURL(`${directory}/`);
  const file = `${directory}/echo/index.ts`;
  await Deno.mkdir(`${directory}/echo`);
  await Deno.writeTextFile(file, functionSaying("first "));

  const crashed = Promise.withResolvers<string>();
  const functions = await startFunctions({ folder, env: () => ({}), log: crashed.resolve });
  const call = async (method = "GET") => {
    const response = await functions.fetch(new Request("http://x/echo/path", { method }));
    return [response.status, await response.text()];
  };

  await t.step("a request reaches its function", async () => {
    assert.deepEqual(await call(), [200, "first /echo/path"]);
  });

  await t.step("a crash is reported, and the next request is served", async () => {
    assert.equal((await call("DELETE"))[0], 503);
    assert.match(await crashed.promise, /ended with 7; they start again in 250 ms/);
    assert.deepEqual(await call(), [200, "first /echo/path"]);
  });

  await t.step("a changed file is loaded", async () => {
    const restarted = Promise.withResolvers<void>();
    const restart = () => functions.restart().then(restarted.resolve);
    const watcher = followFunctions(folder, { restart }, () => {});
    await Deno.writeTextFile(file, functionSaying("second "));
    await restarted.promise;
    watcher.close();
    assert.deepEqual(await call(), [200, "second /echo/path"]);
  });

  await t.step("changed settings are used", async () => {
    const restarted = Promise.withResolvers<void>();
    const restart = () => Promise.resolve(restarted.resolve());
    const watcher = followFunctions(folder, { restart }, () => {});
    await Deno.writeTextFile(`${directory}/.env`, "AI_PROVIDER=openai");
    await restarted.promise;
    watcher.close();
  });

  await functions.stop();
  assert.equal((await call())[0], 503);
  await Deno.remove(directory, { recursive: true });
});

Deno.test("startFunctions() loads bundled packages, and others from npm", async () => {
  const directory = await Deno.makeTempDir();
  const folder = pathToFileURL(`${directory}/`);
  await Deno.mkdir(`${directory}/echo`);
  await Deno.writeTextFile(`${directory}/zod.js`, 'export const z = "as deployed";');
  await Deno.writeTextFile(
    `${directory}/import_map.json`,
    JSON.stringify({ imports: { zod: "./zod.js" } }),
  );
  await Deno.writeTextFile(
    `${directory}/echo/index.ts`,
    'import { z } from "zod"; import { raw } from "hono/html";\n' +
      "export default { fetch: () => new Response(`${z} ${raw('from npm')}`) };",
  );
  const logged: string[] = [];
  const log = (line: string) => void logged.push(line);
  const functions = await startFunctions({ folder, env: () => ({}), log });
  const response = await functions.fetch(new Request("http://x/echo"));
  assert.equal(await response.text(), "as deployed from npm", logged.join("\n"));
  await functions.stop();
  await Deno.remove(directory, { recursive: true });
});
