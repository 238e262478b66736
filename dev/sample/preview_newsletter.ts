/**
 * `deno task preview:newsletter`: writes sample issues as .html and .txt, to check a change in a
 * browser.
 */
import { renderNewsletter } from "../../supabase/functions/_shared/newsletter/newsletter.ts";
import { runCommand } from "../cli/command.ts";
import { makeFolder } from "../cli/files.ts";
import { text } from "../cli/options.ts";
import { PICTURES, SAMPLE_ISSUES } from "./issue.ts";

const PREVIEW = {
  name: "preview:newsletter",
  about: "Writes sample newsletters as .html and .txt.",
  options: { out: text("DIR", "folder for them; without it a new one among temporary files") },
};

await runCommand(PREVIEW, async ({ out = Deno.makeTempDirSync({ prefix: "newsletter-" }) }) => {
  await makeFolder(out);
  for (const [name, issue] of Object.entries(SAMPLE_ISSUES)) {
    const mail = renderNewsletter(issue);
    await Deno.writeTextFile(`${out}/${name}.html`, withPictures(mail.html));
    await Deno.writeTextFile(`${out}/${name}.txt`, mail.text);
    const size = new TextEncoder().encode(mail.html).length;
    console.log(`${out}/${name}.html  ${size} bytes\n  ${mail.subject}\n  ${mail.preheader}`);
  }
});

/** Embeds drawn pictures, so that the page looks right without a server. */
function withPictures(html: string): string {
  return html.replaceAll(new RegExp(`${PICTURES}(\\d+)x(\\d+)`, "g"), (_, width, height) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
      '<rect width="100%" height="100%" fill="#7a9a8e"/>' +
      '<circle cx="50%" cy="50%" r="30%" fill="#e2c58b"/></svg>';
    return `data:image/svg+xml,${encodeURIComponent(svg)}`;
  });
}
