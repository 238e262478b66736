/**
 * `deno task source read FILE|URL`: what a calendar, feed, page or mail yields, without a database.
 * A URL goes through the same fetcher as a source that is followed.
 */
import { InputError, UsageError } from "../cli/errors.ts";
import { fileFault } from "../cli/files.ts";
import { readSource, type SourceKind } from "../../supabase/functions/_shared/sources/kinds.ts";
import type {
  Item,
  Reading,
  ReadOptions,
  Refused,
} from "../../supabase/functions/_shared/sources/item.ts";
import type { Values } from "../cli/command.ts";
import type { READ } from "./options.ts";

type Given = Values<typeof READ.options> & Values<typeof READ.operands>;

export interface Io {
  now: Date;
  read(file: string): Promise<Uint8Array>;
  out(text: string): void;
}

/** @throws {InputError} for a file that cannot be read */
export async function readCommand(given: Given, io: Io): Promise<void> {
  const { bytes, contentType, url } = await bytesOf(given, io);
  const answer = await readSource(
    given.kind as SourceKind,
    bytes,
    {
      now: given.now ?? io.now,
      defaultZone: given.zone,
      contentType: given["content-type"] ?? contentType,
      url: given.url ?? url,
      mail: mailOf(given),
    } satisfies ReadOptions,
  );
  io.out(given.json ? JSON.stringify(answer, null, 2) : inWords(answer));
}

interface Answer {
  bytes: Uint8Array;
  contentType: string;
  url?: string;
}

async function bytesOf({ FILE }: Given, io: Io): Promise<Answer> {
  if (/^[a-z]+:\/\//i.test(FILE)) {
    throw new UsageError("Cannot read a URL yet: save it to a file");
  }
  const bytes = await io.read(FILE).catch((error) => {
    throw new InputError(`Cannot read ${FILE} as a source: ${fileFault(error)}`);
  });
  return { bytes, contentType: "" };
}

function mailOf(given: Given): ReadOptions["mail"] {
  const verified = given.verified?.split(",").map((address) => address.trim()) ?? "any";
  return { authservId: given["authserv-id"] ?? "", verified };
}

/** One line an item, then what was left out. */
export function inWords(answer: Reading | Refused): string {
  if ("refusal" in answer) return `refused: ${answer.refusal}`;
  const left = answer.left_out.map(({ id, reason }) => `left out: ${id ?? "-"} (${reason})`);
  const follow = answer.follow?.map((url) => `follow: ${url}`) ?? [];
  const complete = answer.complete ? "complete" : "not complete";
  const count = `${answer.items.length} items, ${left.length} left out, ${complete}`;
  return [...answer.items.map(itemLine), ...left, ...follow, count].join("\n");
}

function itemLine(item: Item): string {
  const when = item.is_all_day ? item.starts_at?.slice(0, 16) + " (all day)" : item.starts_at;
  const marks = [item.status === "confirmed" ? "" : item.status, ...item.notes].filter(Boolean);
  return [when ?? item.posted_at ?? "-", item.title ?? "-", item.location, marks.join(", ")]
    .filter(Boolean).join("  ");
}
