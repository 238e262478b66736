/**
 * `deno task source read FILE|URL`: what a calendar, feed, page or mail yields, without a database.
 * A URL goes through the same fetcher as a source that is followed.
 */
import { InputError } from "../cli/errors.ts";
import { fileFault } from "../cli/files.ts";
import { fetchPublic, type World } from "../../supabase/functions/_shared/edge/fetch/fetch.ts";
import {
  KINDS,
  readSource,
  type SourceKind,
} from "../../supabase/functions/_shared/sources/kinds.ts";
import { discoverSources } from "../../supabase/functions/_shared/sources/page/discover.ts";
import type { Item, Reading, ReadOptions } from "../../supabase/functions/_shared/sources/item.ts";
import type { Values } from "../cli/command.ts";
import type { READ } from "./options.ts";

type Given = Values<typeof READ.options> & Values<typeof READ.operands>;

export interface Io {
  now: Date;
  read(file: string): Promise<Uint8Array>;
  /** Tests bring their own network. */
  world?: World;
  out(text: string): void;
}

/** @throws {InputError} for a file that cannot be read */
export async function readCommand(given: Given, io: Io): Promise<void> {
  const found = await answerOf(given, io);
  if ("refusal" in found) return io.out(print(found, given.json));
  const contentType = given["content-type"] ?? found.contentType;
  const url = given.url ?? found.url;
  const answer = await readSource(
    given.kind as SourceKind,
    found.bytes,
    {
      now: given.now ?? io.now,
      defaultZone: given.zone,
      contentType,
      url,
      mail: mailOf(given),
    } satisfies ReadOptions,
  );
  io.out(print(answer, given.json));
  const isEmpty = "refusal" in answer || answer.items.length === 0;
  if (isEmpty && !given.json) {
    for (const line of linked(found.bytes, contentType, url)) io.out(line);
  }
}

const print = (answer: Reading | { refusal: string }, isJson: boolean) =>
  isJson ? JSON.stringify(answer, null, 2) : inWords(answer);

/** What a page in place of a source leads to. */
function linked(bytes: Uint8Array, contentType: string, url?: string): string[] {
  if (!url) return [];
  return discoverSources(bytes, contentType, url).map(({ url, kind }) => `linked: ${kind} ${url}`);
}

interface Answer {
  bytes: Uint8Array;
  contentType: string;
  url?: string;
}

const USER_AGENT = "Connect3-Edge/1.0 (deno task source read)";

async function answerOf(given: Given, io: Io): Promise<Answer | { refusal: string }> {
  const { FILE } = given;
  if (/^[a-z]{2,}:/i.test(FILE)) {
    const { types } = KINDS[given.kind as SourceKind];
    const answer = await fetchPublic(FILE, { types, userAgent: USER_AGENT, now: io.now }, io.world);
    // Without validators no server may answer that nothing changed.
    return "unchanged" in answer ? { refusal: "status" } : answer;
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
export function inWords(answer: Reading | { refusal: string }): string {
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
