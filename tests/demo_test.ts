import assert from "node:assert/strict";
import { demo } from "../dev/demo/demo.ts";

/** The lines of README.md's example that report a stage. */
async function stagesOfReadme(): Promise<string[]> {
  const readme = await Deno.readTextFile(new URL("../README.md", import.meta.url));
  const lines = readme.match(/^[a-z-]+ {2,}.* \d+\.\d s$/gm) ?? [];
  assert.ok(lines.length >= 4, readme);
  return lines;
}

/** Whether the demo says this with other numbers. */
const isSaid = (line: string, said: string[]) => {
  const shape = (text: string) => text.replace(/[\d.]+/g, "N").replace(/\s+/g, " ").trim();
  return said.some((other) => shape(other) === shape(line));
};

Deno.test("the demo turns posts into newsletters and sends each once", async () => {
  const out = await Deno.makeTempDir();
  const said: string[] = [];
  const now = new Date("2026-03-02T08:59:00+11:00");
  const options = { posts: undefined, members: 9, now, out, keep: false, json: false };
  const { result, stack } = await demo(options, (line) => said.push(line));
  try {
    const { posts, ingested, rejected, events, embedded, failed } = result;
    assert.equal(ingested + rejected, posts);
    assert.ok(events >= 60 && embedded >= events && failed === 0, JSON.stringify(result));
    assert.equal(result.recommended, 9);
    // The ninth member wants no newsletter; the others get theirs in any time zone.
    assert.equal(result.mails_sent, 8);
    assert.equal(result.duplicates, 0);
    const names = [...Deno.readDirSync(out)].map(({ name }) => name);
    assert.deepEqual(
      ["eml", "html"].map((type) => names.filter((name) => name.endsWith(`.${type}`)).length),
      [8, 8],
    );
    // Each picture is available: in the mailbox while the stack runs, in the files permanently.
    const pictures = stack.mailbox.messages()[0]?.html.match(/(?<=<img src=")[^"]+/g) ?? [];
    assert.ok(pictures.length > 0);
    for (const picture of pictures) {
      assert.ok(picture.startsWith(`${stack.url}/pictures/`), picture);
      assert.match(await (await fetch(picture)).text(), /^<svg /);
    }
    const file = names.find((name) => name.endsWith(".html"));
    assert.doesNotMatch(await Deno.readTextFile(`${out}/${file}`), /<img src="(?!data:)/);
    assert.match(said.join("\n"), /nothing is known yet[^]*we do not know your taste yet/);
    assert.match(said.join("\n"), /because: .*You like/);
    assert.match(said.join("\n"), /8 newsletters sent \(1 of 9 members have theirs switched off\)/);
    assert.deepEqual(
      await stagesOfReadme().then((lines) => lines.filter((line) => !isSaid(line, said))),
      [],
    );
  } finally {
    await stack.stop();
    await Deno.remove(out, { recursive: true });
  }
});
