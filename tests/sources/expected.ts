/** Compares what a reader gives with `feeds/expected.json`, whose `about` says how it is meant. */
import { readSource, type SourceKind } from "../../supabase/functions/_shared/sources/kinds.ts";
import type { Item, Reading, Refused } from "../../supabase/functions/_shared/sources/item.ts";

const FEEDS = new URL("./feeds/", import.meta.url);

interface Expected {
  kind: SourceKind;
  tests: string;
  content_type: string;
  now?: string;
  url?: string;
  refusal?: string;
  refusal_or_items?: boolean;
  refusal_any?: string[];
  complete?: boolean;
  items?: Record<string, unknown>[];
  left_out?: Record<string, unknown>[];
  follow?: string[];
  text_lacks?: string[];
  max_text?: number;
}

export const expected: {
  about: { now: string; default_zone: string; mail: { authserv_id: string; verified: string[] } };
  files: Record<string, Expected>;
  urls: [string, string][];
} = JSON.parse(Deno.readTextFileSync(new URL("expected.json", FEEDS)));

export async function readFile(name: string): Promise<Reading | Refused> {
  const { kind, content_type, now, url } = expected.files[name]!;
  const { about } = expected;
  return await readSource(kind, Deno.readFileSync(new URL(name, FEEDS)), {
    now: new Date(now ?? about.now),
    defaultZone: about.default_zone,
    contentType: content_type,
    url,
    mail: { authservId: about.mail.authserv_id, verified: about.mail.verified },
  });
}

/** Every difference, as a sentence. */
export async function differences(name: string): Promise<string[]> {
  const wanted = expected.files[name]!;
  const answer = await readFile(name);
  if ("refusal" in answer) {
    const allowed = wanted.refusal_any ?? [wanted.refusal];
    return allowed.includes(answer.refusal) ? [] : [`refused as ${answer.refusal}`];
  }
  if (wanted.refusal) return [`read in place of ${wanted.refusal}`];
  return [
    ...unlike("item", wanted.items ?? [], answer.items.map(asFields)),
    ...unlike("left_out", wanted.left_out ?? [], answer.left_out.map(asFields)),
    ...lacking(wanted, answer.items),
    ...wanted.complete !== undefined && wanted.complete !== answer.complete ? ["complete"] : [],
    ...String(wanted.follow ?? []) === String(answer.follow ?? []) ? [] : [`${answer.follow}`],
  ];
}

const asFields = (value: object) => value as Record<string, unknown>;

function unlike(
  what: string,
  wanted: Record<string, unknown>[],
  given: Record<string, unknown>[],
): string[] {
  const rest = [...given];
  const missing = wanted.flatMap((fields) => {
    const at = rest.findIndex((other) => isLike(fields, other));
    if (at >= 0) rest.splice(at, 1);
    return at >= 0 ? [] : [`no ${what} ${JSON.stringify(fields)}`];
  });
  return [...missing, ...rest.map((other) => `surplus ${what} ${JSON.stringify(other)}`)];
}

/** Only fields that are given are compared; an id of null stands for one that the reader makes. */
function isLike(fields: Record<string, unknown>, other: Record<string, unknown>): boolean {
  return Object.entries(fields).every(([name, value]) => {
    if (name === "id" && value === null) return true;
    if (name === "text_has") {
      return (value as string[]).every((part) => wordsOf(other).includes(part));
    }
    return Deno.inspect(other[name] ?? null) === Deno.inspect(value);
  });
}

const wordsOf = ({ title, text, location, url }: Record<string, unknown>) =>
  [title, text, location, url].join("\n");

function lacking({ text_lacks = [], max_text = Infinity }: Expected, items: Item[]): string[] {
  const words = items.map((item) => wordsOf(asFields(item))).join("\n");
  const found = text_lacks.filter((part) => words.includes(part));
  const length = items.map(({ title, text }) => (title ?? "").length + text.length);
  return [
    ...found.map((part) => `has ${part}`),
    ...length.some((n) => n > max_text) ? ["long"] : [],
  ];
}
