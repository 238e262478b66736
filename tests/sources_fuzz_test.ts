/** No input of any reader ends in an uncaught error, markup, or more time than its size is worth. */
import assert from "node:assert/strict";
import process from "node:process";
import fc from "../supabase/functions/_shared/test/property.ts";
import type { Item, Reading, Refused } from "../supabase/functions/_shared/sources/item.ts";
import { KINDS, readSource, type SourceKind } from "../supabase/functions/_shared/sources/kinds.ts";
import { BOMBS } from "./sources/bombs.ts";
import { expected } from "./sources/expected.ts";
import { contentTypes, mutation } from "./sources/mutate.ts";

const OPTIONS = {
  now: new Date("2026-11-20T11:00:00Z"),
  defaultZone: "Australia/Melbourne",
  url: "https://a.example/",
  mail: { authservId: "", verified: "any" as const },
};
/**
 * For 100 KB; the machine is warm after a first try. A laptop takes under 200 ms, a shared machine
 * up to four times as long.
 */
const LIMIT_MS = 800;
const TRIES = 4;

const files = Object.keys(expected.files).map((name) => ({
  kind: expected.files[name]!.kind,
  bytes: Deno.readFileSync(new URL(`sources/feeds/${name}`, import.meta.url)),
}));

for (const kind of Object.keys(KINDS) as SourceKind[]) {
  Deno.test(`the reader of kind ${kind} answers any change of any file with items or a refusal`, async () => {
    const file = fc.constantFrom(...files.filter((one) => one.kind === kind));
    await fc.assert(
      fc.asyncProperty(file, mutation, contentTypes, async ({ bytes }, change, contentType) => {
        holds(await readSource(kind, change(bytes), { ...OPTIONS, contentType }));
      }),
      { numRuns: 400 },
    );
  });

  Deno.test(`the reader of kind ${kind} answers files of other kinds, and noise`, async () => {
    for (const { bytes } of files) holds(await readSource(kind, bytes, OPTIONS));
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      holds(await readSource(kind, bytes, OPTIONS));
    }));
  });

  Deno.test(`the reader of kind ${kind} takes under ${LIMIT_MS} ms of CPU for 100 KB made to cost time`, async () => {
    for (const [of, name, source] of BOMBS) {
      if (of !== kind) continue;
      const bytes = new TextEncoder().encode(source);
      assert.ok(await isQuick(kind, bytes), `${name}: ${bytes.length} bytes`);
    }
  });
}

async function isQuick(kind: SourceKind, bytes: Uint8Array): Promise<boolean> {
  for (let tried = 0; tried < TRIES; tried++) {
    const before = process.cpuUsage();
    holds(await readSource(kind, bytes, OPTIONS));
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 < LIMIT_MS * Math.max(bytes.length / 100_000, 1)) return true;
  }
  return false;
}

function holds(answer: Reading | Refused) {
  if ("refusal" in answer) return assert.deepEqual(Object.keys(answer), ["refusal"]);
  assert.equal(JSON.parse(JSON.stringify(answer)).items.length, answer.items.length);
  for (const item of answer.items) holdsItem(item);
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

function holdsItem(item: Item) {
  const { id, title, text, location, url, image, sign_up_url, starts_at, ends_at, posted_at } =
    item;
  assert.ok(id !== "" && id.length <= 1_000, id);
  for (const line of [title, location]) assert.ok(!/[\p{Cc}\u202e]/u.test(line ?? ""), line ?? "");
  assert.ok(!/[^\P{Cc}\n]/u.test(text) && text.length <= 8_000);
  for (const address of [url, image, sign_up_url]) assert.match(address ?? "https:", /^https?:/);
  for (const instant of [starts_at, ends_at, posted_at]) {
    assert.match(instant ?? "2026-12-01T00:00:00Z", INSTANT);
  }
  assert.ok(
    ends_at === null || starts_at !== null && ends_at > starts_at,
    `${starts_at} ${ends_at}`,
  );
}
