/** The documents keep to the repository: links lead somewhere, quoted errors and names exist. */
import assert from "node:assert/strict";
import { filesBelow } from "../dev/tasks/prose_files.ts";
import { withTermsTable } from "../dev/tasks/terms_table.ts";

const ROOT = new URL("../", import.meta.url);
const MAX_IMAGE_BYTES = 200_000;
const MAX_README_WORDS = 900;

const read = (path: string) => Deno.readTextFileSync(new URL(path, ROOT));
const files = [...filesBelow(ROOT)];
const documents = files.filter((path) => path.endsWith(".md"));
const textOf = (pattern: RegExp) => files.filter((path) => pattern.test(path)).map(read).join("\n");

const exists = (path: string) => {
  try {
    return Deno.statSync(new URL(path, ROOT)) !== undefined;
  } catch {
    return false;
  }
};

/** Anchors as GitHub makes them of headings. */
function anchorsOf(markdown: string): string[] {
  const headings = markdown.replace(/^```[^]*?^```/gm, "").matchAll(/^#+ (.+)$/gm);
  return Array.from(
    headings,
    ([, heading]) =>
      heading!.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replaceAll(" ", "-"),
  );
}

/** Relative links and pictures of a document. */
function linksOf(markdown: string): string[] {
  const text = markdown.replace(/^```[^]*?^```/gm, "").replace(/`[^`\n]*`/g, "");
  const found = text.matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g);
  return Array.from(found, ([, link, image]) => (link ?? image)!)
    .filter((link) => !/^[a-z]+:/.test(link));
}

/** What is wrong with a link; undefined where it leads somewhere. */
function faultOf(document: string, link: string): string | undefined {
  const url = new URL(link, new URL(document, ROOT));
  const anchor = url.hash.slice(1);
  url.hash = "";
  try {
    if (anchor === "") return void Deno.statSync(url);
    const anchors = anchorsOf(Deno.readTextFileSync(url));
    return anchors.includes(anchor) ? undefined : `${document}: ${link} has no such heading`;
  } catch {
    return `${document}: ${link} does not exist`;
  }
}

Deno.test("every relative link of a document leads to a file and a heading", () => {
  assert.ok(documents.length >= 12, documents.join());
  assert.equal(faultOf("README.md", "docs/none.md"), "README.md: docs/none.md does not exist");
  assert.match(faultOf("README.md", "docs/api.md#none")!, /no such heading/);
  const faults = documents.flatMap((document) =>
    linksOf(read(document)).flatMap((link) => faultOf(document, link) ?? [])
  );
  assert.deepEqual(faults, []);
});

Deno.test("README.md is short, and its pictures are small", () => {
  const readme = read("README.md");
  assert.ok(readme.split(/\s+/).filter(Boolean).length <= MAX_README_WORDS);
  const images = linksOf(readme).filter((link) => link.endsWith(".png"));
  assert.equal(images.length, 2);
  for (const image of images) {
    const { size } = Deno.statSync(new URL(image, ROOT));
    assert.ok(size < MAX_IMAGE_BYTES, `${image} has ${size} bytes`);
  }
});

Deno.test("README.md leads to every document of docs/, at some distance", () => {
  const reached = new Set(["README.md"]);
  for (const document of reached) {
    for (const link of linksOf(read(document))) {
      const { pathname } = new URL(link, new URL(document, ROOT));
      const path = pathname.slice(ROOT.pathname.length);
      if (documents.includes(path)) reached.add(path);
    }
  }
  assert.deepEqual(documents.filter((path) => path.startsWith("docs/") && !reached.has(path)), []);
});

Deno.test("docs/troubleshooting.md quotes errors that the code gives", () => {
  const code = textOf(/^(supabase|dev)\/.*\.(ts|sql)$/).replace(/["'`]\s*\+\s*["'`]/g, "");
  const quoted = Array.from(
    read("docs/troubleshooting.md").matchAll(/"((?:Cannot|as the) [^"]+)"/g),
    ([, message]) => message!,
  );
  assert.ok(quoted.length >= 12, quoted.join("\n"));
  const parts = quoted.flatMap((message) => message.split("…")).map((part) => part.trim())
    .filter((part) => part !== "" && part !== ":");
  assert.deepEqual(parts.filter((part) => !code.includes(part)), []);
});

Deno.test("docs/troubleshooting.md names codes of answers that the code gives", () => {
  const code = textOf(/^supabase\/functions\/.*\.ts$/);
  const codes = Array.from(
    read("docs/troubleshooting.md").matchAll(/\b[45]\d\d `(\w+)`/g),
    ([, name]) => name!,
  );
  assert.ok(codes.length >= 9, codes.join());
  // The library that checks keys names its own.
  const rest = codes.filter((name) => name !== "invalid_api_key" && !code.includes(`"${name}"`));
  assert.deepEqual(rest, []);
});

Deno.test("docs/scoring.md has the table that `deno task docs:terms` writes", () => {
  const document = read("docs/scoring.md");
  assert.equal(document, withTermsTable(document));
});

Deno.test("docs/contributing.md names files that exist", () => {
  const shared = "supabase/functions/_shared/";
  const cells = read("docs/contributing.md").matchAll(/^\| (`[^|]+) \|/gm);
  const named = Array.from(cells, ([, cell]) => cell!.match(/(?<=`)[^`\s,]+\/[^`\s,]+(?=`)/g) ?? [])
    .flat().filter((path) => !/[A-Z]{4}|\*/.test(path));
  assert.ok(named.length >= 35, named.join("\n"));
  const missing = named.map((path) => path.startsWith("/") ? path.slice(1) : shared + path)
    .filter((path) => !exists(path));
  assert.deepEqual(missing, []);
});

Deno.test("no document has the marks of an unresolved conflict", () => {
  const marked = documents.filter((path) => /^(<{7}|>{7}) /m.test(read(path)));
  assert.deepEqual(marked, []);
});

Deno.test("documents and the workflow name one version of each tool", () => {
  const names = [".github/workflows/deploy.yml", ".ci/run", ...documents];
  const found = names.flatMap((path) =>
    Array.from(read(path).matchAll(/npx (?:-y )?((?:deno|supabase)@[\w.-]+)/g), ([, name]) => name!)
  );
  // The second Deno is the platform's.
  assert.deepEqual([...new Set(found)].sort(), ["deno@2.1.14", "deno@2.9.6", "supabase@3"]);
});

Deno.test(".github/workflows/deploy.yml runs the commands of README.md's section on deployment", () => {
  const workflow = read(".github/workflows/deploy.yml").replace(/npx -y /g, "npx ")
    .replace("${{ vars.SUPABASE_PROJECT }}", "PROJECT");
  const section = read("README.md").split("\n## Deploy\n")[1]!.split("\n## ")[0]!;
  const commands = Array.from(section.matchAll(/`(npx supabase@[^`]+)`/g), ([, line]) => line!);
  const byHand = /login|secrets set/;
  assert.equal(commands.length, 5);
  for (const command of commands.filter((line) => !byHand.test(line))) {
    assert.ok(workflow.includes(command), command);
  }
});

Deno.test("docs/glossary.md names tables, columns and types that exist", () => {
  const rows = read("docs/glossary.md").split("\n").filter((line) => /^\| [a-z]/.test(line))
    .slice(1).map((line) => line.split("|").map((cell) => cell.trim()));
  assert.ok(rows.length >= 30, `${rows.length}`);
  const sql = textOf(/^supabase\/migrations\//);
  const script = textOf(/^supabase\/functions\/.*\.ts$/);
  const missing = rows.flatMap(([, term, , inSql, inScript]) => {
    const names = (cell: string) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, name]) => name!);
    const absent = (text: string, name: string) =>
      name.split(".").some((part) => !new RegExp(`\\b${part}\\b`).test(text));
    return [
      ...names(inSql!).filter((name) => absent(sql, name)),
      ...names(inScript!).filter((name) => absent(script, name)),
    ].map((name) => `${term}: ${name}`);
  });
  assert.deepEqual(missing, []);
});
