/** `deno task docs:terms`: writes the table of terms in docs/scoring.md. */
import { readOwnArguments } from "../cli/command.ts";
import { TERM_NAMES, TERMS } from "../../supabase/functions/_shared/ranking/terms.ts";
import { DEFAULT_WEIGHTS } from "../../supabase/functions/_shared/ranking/weights.ts";

const DOCUMENT = new URL("../../docs/scoring.md", import.meta.url);
const HEAD =
  "| term | meaning | signal | familiar | discovery |\n| --- | --- | --- | --- | --- |\n";

/** The document with the table of today's terms. @throws {Error} if it has no such table */
export function withTermsTable(document: string): string {
  const start = document.indexOf(HEAD);
  if (start < 0) throw new Error("Cannot write the table of terms: the document has no such table");
  const end = document.indexOf("\n\n", start) + 1;
  const { familiar, discovery } = DEFAULT_WEIGHTS;
  const rows = TERM_NAMES.map((term) => {
    const { says, formula } = TERMS[term];
    return `| \`${term}\` | ${says} | ${formula} | ${familiar[term]} | ${discovery[term]} |\n`;
  });
  return document.slice(0, start) + HEAD + rows.join("") + document.slice(end);
}

if (import.meta.main) {
  readOwnArguments({
    name: "docs:terms",
    about: "Writes the table of docs/scoring.md from the terms of the score.",
    options: {},
  });
  await Deno.writeTextFile(DOCUMENT, withTermsTable(await Deno.readTextFile(DOCUMENT)));
}
