import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readEnvFile, readSettingsFile, unknownSettingsIn } from "./settings.ts";

Deno.test("readSettingsFile() returns settings, without the platform's own and empty ones", async () => {
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

Deno.test("unknownSettingsIn() and readEnvFile() read a file, and return nothing without one", async () => {
  const path = join(await Deno.makeTempDir(), ".env");
  const file = pathToFileURL(path);
  assert.deepEqual([unknownSettingsIn(file), readEnvFile(file)], [[], {}]);
  await Deno.writeTextFile(path, "SMTP_PASWORD=x\nSUPABASE_SECRET_KEY=sb_secret_x\n");
  const [typo, platform] = unknownSettingsIn(file);
  assert.match(typo!, /\.env sets SMTP_PASWORD, .+ did you mean SMTP_PASSWORD\?$/);
  assert.match(platform!, /\.env sets SUPABASE_SECRET_KEY in vain/);
  assert.equal(readEnvFile(file).SUPABASE_SECRET_KEY, "sb_secret_x");
});
