import assert from "node:assert/strict";
import {
  FALLBACKS,
  OLDER_NAMES,
  SETTINGS,
} from "../../supabase/functions/_shared/edge/config/settings.ts";
import { envExample } from "./env_example.ts";

const text = await Deno.readTextFile(new URL("../../.env.example", import.meta.url));

Deno.test(".env.example is up to date with `deno task env:example`", () => {
  assert.equal(text, envExample());
});

Deno.test(".env.example shows every setting once, after its meaning", () => {
  const lines = text.split("\n");
  for (const [name, form] of Object.entries(SETTINGS)) {
    const { description } = form();
    const shown = lines.flatMap((line, i) => /^(# )?(\w+)=/.exec(line)?.[2] === name ? [i] : []);
    assert.equal(shown.length, 1, name);
    assert.ok(lines[shown[0]! - 1]?.startsWith(`# ${description}`), name);
  }
});

Deno.test(".env.example lists older names of settings", () => {
  for (const [name, older] of Object.entries(OLDER_NAMES)) {
    const also = `${older.join(", ")} ${older.length > 1 ? "are" : "is"} read if this is not set.`;
    assert.match(text, new RegExp(`${also}\\n(# )?${name}=`), name);
  }
});

Deno.test(".env.example lists settings that default to another setting", () => {
  for (const [name, other] of Object.entries(FALLBACKS)) {
    assert.match(text, new RegExp(`; default: ${other}\\..*\n# ${name}=\n`), name);
  }
});

Deno.test(".env.example holds no secret", () => {
  for (const name of ["SUPABASE_SECRET_KEY", "OPENAI_API_KEY", "LINK_SECRET", "SMTP_PASSWORD"]) {
    assert.match(text, new RegExp(`^(# )?${name}=$`, "m"));
  }
});
