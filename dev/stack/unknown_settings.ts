/** Finds lines of a settings file that set nothing, so that a typo in a name is reported. */
import { closest, distance } from "fastest-levenshtein";
import { OLDER_NAMES, SETTINGS } from "../../supabase/functions/_shared/edge/config/settings.ts";

const KNOWN = [...Object.keys(SETTINGS), ...Object.values(OLDER_NAMES).flat()];

/**
 * One sentence for each name in a .env file that no function reads.
 *
 * @param text contents of the file
 */
export function unknownSettings(text: string, file: string): string[] {
  return namesIn(text).flatMap(({ name, isSet }) => {
    if (name.startsWith("SUPABASE_")) {
      return [`${file} sets ${name} in vain: names that begin with SUPABASE_ are the stack's own`];
    }
    if (KNOWN.includes(name)) {
      return isSet ? [] : [`${file} names ${name} but sets nothing: write ${name}=VALUE`];
    }
    if (!isSet) return [];
    return [`${file} sets ${name}, which is no setting of this project; ${suggestion(name)}`];
  });
}

/** `export NAME=...` and `NAME=...` set a name; `NAME: ...` and `NAME ...` only look similar. */
const LINE = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*(=|:|\s)/;

/** Quoted values may continue over several lines, which contain no names. */
const QUOTED = /(=\s*)("[^"]*"|'[^']*'|`[^`]*`)/g;

function namesIn(text: string): { name: string; isSet: boolean }[] {
  const names = new Map<string, boolean>();
  for (const line of text.replace(QUOTED, "$1").split(/\r?\n/)) {
    const [, name, sign] = LINE.exec(`${line}\n`) ?? [];
    if (name) names.set(name, sign === "=" || names.get(name) === true);
  }
  return [...names].map(([name, isSet]) => ({ name, isSet }));
}

function suggestion(name: string): string {
  const wanted = name.toUpperCase().replace(/[.-]/g, "_");
  const near = closest(wanted, KNOWN);
  // With a third of its letters different, it is another word.
  return distance(wanted, near) <= Math.max(2, Math.floor(near.length / 3))
    ? `did you mean ${near}?`
    : ".env.example lists those that are";
}
