/** What `deno task source read` is told. */
import { instant, type Option, required, text, timeZone } from "../cli/options.ts";
import { flag } from "../cli/options.ts";
import { UsageError } from "../cli/errors.ts";
import { KINDS } from "../../supabase/functions/_shared/sources/kinds.ts";

const kinds = Object.keys(KINDS);

const kind: Option<string> = {
  value: "KIND",
  about: `how it is read: ${kinds.join(", ")}`,
  isRequired: true,
  fallback: "",
  read(given, name) {
    if (kinds.includes(given)) return given;
    throw new UsageError(
      `Cannot use ${name} as it must be one of ${kinds.join(", ")}: current value is ${given}`,
    );
  },
};

export const READ = {
  name: "source read",
  about:
    `Prints what a file or the answer of an address yields: items, entries that make none, and why.
Nothing is stored, and no database is needed.`,
  operands: { FILE: required("FILE", "a file, or an https address") },
  options: {
    kind,
    "content-type": text("TYPE", "as the server sent it, for a file"),
    url: text("URL", "the address of the file: relative links start there"),
    zone: timeZone("of times that name none", "Australia/Melbourne"),
    now: instant("ISO", "reads as of this instant"),
    "authserv-id": text(
      "NAME",
      "for mail: the server whose Authentication-Results count; else the one of the topmost Received",
    ),
    verified: text("LIST", "for mail: addresses of verified clubs, with commas; else any"),
    json: flag("prints {items, left_out, notes, complete} or {refusal}"),
  },
};
