import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { filesBelow, roomOf } from "./prose_files.ts";

Deno.test("roomOf() gives a document its own room, and a script that of its folder", () => {
  const rooms = {
    "docs/api.md": "docs/api.md",
    "supabase/functions/_shared/README.md": "supabase/functions/_shared/README.md",
    "supabase/functions/_shared/edge/http/http.ts": "supabase/functions/_shared/edge/http",
    "supabase/functions/_shared/ranking/signals/soon.ts": "supabase/functions/_shared/ranking",
    "supabase/functions/recommend/index.ts": "supabase/functions/recommend",
    "supabase/migrations/1_events.sql": "supabase/migrations",
    "dev/stack/admin/api.ts": "dev/stack",
    "eval/data.ts": "eval",
  };
  for (const [path, room] of Object.entries(rooms)) assert.equal(roomOf(path), room);
});

Deno.test("filesBelow() leaves out tests, generated files, invented captions and hidden folders", async () => {
  const folder = await Deno.makeTempDir();
  const root = pathToFileURL(`${folder}/`);
  try {
    for (const path of ["a.md", "b/c.ts", "b/c_test.ts", "b/db.types.ts", ".git/x.md"]) {
      await write(root, path);
    }
    for (const path of ["node_modules/x.md", "out/x.md", "b/drafts/x.ts", "b/_packages/x.js"]) {
      await write(root, path);
    }
    assert.deepEqual([...filesBelow(root)], ["a.md", "b/c.ts"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

async function write(root: URL, path: string) {
  const file = new URL(path, root);
  await Deno.mkdir(new URL(".", file), { recursive: true });
  await Deno.writeTextFile(file, "");
}
