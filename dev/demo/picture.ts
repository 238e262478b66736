/**
 * `deno task picture:readme`: takes the pictures of README.md, a newsletter and a mailbox of the
 * demo.
 */
import { fileURLToPath, pathToFileURL } from "node:url";
import { runCommand } from "../cli/command.ts";
import { makeFolder } from "../cli/files.ts";
import { instant, text } from "../cli/options.ts";
import { findChromium, type Shot, takePicture } from "./chromium.ts";
import { demo } from "./demo.ts";

const IMAGES = fileURLToPath(new URL("../../docs/images", import.meta.url));

/** A Friday of the semester, as in README.md. */
const NOW = new Date("2026-11-20T09:00:00+11:00");

const PICTURE = {
  name: "picture:readme",
  about: "Takes the pictures of README.md from the demo, with a Chromium of this machine.",
  options: {
    out: text("DIR", "folder for the pictures", IMAGES),
    now: instant("ISO", `instant to run the demo as of; without it ${NOW.toISOString()}`),
    chromium: text("PATH", "the browser; without it the first Chromium on the PATH"),
  },
};

/** Text of a reason based on a vote; a mail with one shows most features of a newsletter. */
const TELLING = "which you liked";

/** A mail as a page of its own, and the mailbox with that mail open. */
function shots(mailbox: string, id: number, html: string, out: string): Shot[] {
  return [
    { url: html, file: `${out}/newsletter.png`, width: 640, height: 860 },
    { url: `${mailbox}?id=${id}`, file: `${out}/mailbox.png`, width: 1000, height: 620 },
  ];
}

await runCommand(PICTURE, async ({ out, now = NOW, chromium }) => {
  await makeFolder(out);
  const browser = chromium ?? await findChromium();
  const mails = await Deno.makeTempDir();
  const options = { posts: undefined, members: 24, now, out: mails, keep: false, json: false };
  const { stack } = await demo(options, () => {});
  try {
    const messages = stack.mailbox.messages();
    const { id } = messages.find(({ html }) => html.includes(TELLING)) ?? messages[0]!;
    const start = `${String(id).padStart(3, "0")}-`;
    const names = Array.from(Deno.readDirSync(mails), ({ name }) => name);
    const file = names.find((name) => name.startsWith(start) && name.endsWith(".html"));
    const url = pathToFileURL(`${mails}/${file}`).href;
    for (const shot of shots(stack.mailbox.url, id, url, out)) {
      await takePicture(browser, shot);
      console.log(`${shot.file}  ${(await Deno.stat(shot.file)).size} bytes`);
    }
  } finally {
    await stack.stop();
    await Deno.remove(mails, { recursive: true });
  }
});
