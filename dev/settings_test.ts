import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readSettingsFile } from "./settings.ts";

Deno.test("readSettingsFile() gives what is set, but for the platform's own and what is empty", async () => {
  const path = join(await Deno.makeTempDir(), ".env");
  const file = pathToFileURL(path);
  assert.deepEqual(readSettingsFile(file), {});
  await Deno.writeTextFile(
    path,
    '# AI_PROVIDER=offline\nOPENAI_API_KEY=sk-x\nSMTP_USER=\nCOMMUNITY_NAME="Chess club"\n' +
      'LINK_SECRET=" "\nSUPABASE_URL=https://elsewhere.example\n',
  );
  assert.deepEqual(readSettingsFile(file), {
    OPENAI_API_KEY: "sk-x",
    COMMUNITY_NAME: "Chess club",
  });
});
