import assert from "node:assert/strict";
import { join } from "node:path";
import { z } from "zod";
import { InputError } from "./errors.ts";
import { makeFolder, readJson } from "./files.ts";

Deno.test("readJson() returns valid contents and explains in one sentence why a file cannot be used", async () => {
  const folder = await Deno.makeTempDir();
  const file = join(folder, "ages.json");
  const read = (text: string) => {
    Deno.writeTextFileSync(file, text);
    return readJson(file, "ages", z.array(z.object({ age: z.int() })));
  };
  assert.deepEqual(read('[{"age":7}]'), [{ age: 7 }]);
  const refusals = [["[{]", "it is not JSON"], ["{}", "the whole: .+"], [
    '[{"age":"7"}]',
    "0.age: .+",
  ]];
  for (const [text, why] of refusals) {
    assert.throws(
      () => read(text!),
      new RegExp(`^InputError: Cannot read ${file} as ages: ${why}$`),
    );
  }
  for (const [path, why] of [[`${file}x`, "there is no such file"], [folder, "it is a folder"]]) {
    const refusal = new InputError(`Cannot read ${path} as ages: ${why}`);
    assert.throws(() => readJson(path!, "ages", z.unknown()), refusal);
  }
});

Deno.test("makeFolder() creates a missing folder, keeps an existing one, and refuses a file", async () => {
  const folder = join(await Deno.makeTempDir(), "a", "b");
  await makeFolder(folder);
  const file = join(folder, "kept");
  await Deno.writeTextFile(file, "kept");
  await makeFolder(folder);
  assert.equal(await Deno.readTextFile(file), "kept");
  const refusal = (path: string, why: string) =>
    assert.rejects(makeFolder(path), new InputError(`Cannot use ${path} as a folder: ${why}`));
  await refusal(file, "it is a file; name another");
  await refusal(join(file, "c"), "a part of the path is a file; name another");
});
