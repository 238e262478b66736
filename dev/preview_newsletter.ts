/**
 * `deno task preview:newsletter [--out DIR]`: writes sample issues as .html and .txt, to look at
 * them in a browser after a change.
 */
import { parseArgs } from "node:util";
import { renderNewsletter } from "../supabase/functions/_shared/newsletter.ts";
import { SAMPLE_ISSUES } from "./sample_issue.ts";

const { values } = parseArgs({ args: Deno.args, options: { out: { type: "string" } } });
const out = values.out ?? await Deno.makeTempDir({ prefix: "newsletter-" });
await Deno.mkdir(out, { recursive: true });

for (const [name, issue] of Object.entries(SAMPLE_ISSUES)) {
  const mail = renderNewsletter(issue);
  await Deno.writeTextFile(`${out}/${name}.html`, mail.html);
  await Deno.writeTextFile(`${out}/${name}.txt`, mail.text);
  const size = new TextEncoder().encode(mail.html).length;
  console.log(`${out}/${name}.html  ${size} bytes\n  ${mail.subject}\n  ${mail.preheader}`);
}
