/** Header fields, and what may stand in them: Message-IDs and addresses of a stranger's mail. */

/** Candidates of one report; ours is among the first. */
const MAX_IDS = 10;

/** Header fields up to the first empty line, unfolded; of several of one name the first. */
export function fieldsOf(text: string): Map<string, string> {
  const [head = ""] = text.replace(/^(?:\r?\n)+/, "").split(/\r?\n\r?\n/, 1);
  const fields = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const [, name, value = ""] = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line) ?? [];
    if (name && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}

/**
 * Every id that stands in a field whose name ends in "message-id": relays replace ours, and keep it
 * under a name of their own. What the database cannot hold would end the look at every other report.
 */
export function messageIdsOf(...heads: Map<string, string>[]): string[] {
  const values = heads.flatMap((fields) =>
    Array.from(fields).filter(([name]) => /message-?id$/.test(name)).map(([, value]) => value)
  );
  const ids = values.flatMap((value) => value.match(/<[!-;=?-~]{3,990}>/g) ?? []);
  return [...new Set(ids)].slice(0, MAX_IDS);
}

/** Addresses in fields of these names, in lower case, with or without a type before them. */
export function addressesOf(fields: Map<string, string>, names: readonly string[]): string[] {
  const found = names.flatMap((name) => {
    const value = fields.get(name) ?? "";
    const last = value.slice(value.lastIndexOf(";") + 1).trim();
    const [, address] = /^<?([!-:=?A-~]{1,64}@[!-:=?A-~]{1,255})>?$/.exec(last) ?? [];
    return address ? [address.toLowerCase()] : [];
  });
  return [...new Set(found)];
}
