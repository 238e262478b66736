/** Which entries of a calendar are the same one (docs/sources.md, identity). */
import { DAY_MS } from "../../time/units.ts";
import { textId } from "../text_id.ts";
import { lineFrom } from "../words.ts";
import type { Entry } from "./entry.ts";

/** Entries of one UID: the series or single ones, and what replaces occurrences of them. */
export interface Group {
  id: string;
  hasUid: boolean;
  /** One, or several where a UID was copied to other events. */
  masters: Entry[];
  overrides: Entry[];
}

export function groupsOf(entries: Entry[]): Group[] {
  const byId = new Map<string, Entry[]>();
  for (const entry of entries) {
    const id = entry.uid ?? madeId(entry);
    const list = byId.get(id);
    if (list) list.push(entry);
    else byId.set(id, [entry]);
  }
  return Array.from(byId, ([id, list]) => {
    const masters = list.filter(({ replaces }) => replaces === null);
    const overrides = list.filter(({ replaces }) => replaces !== null);
    return {
      id,
      hasUid: list[0]!.uid !== null,
      masters: newestOf(masters, ({ title }) => foldedTitle(title)),
      overrides: newestOf(
        overrides,
        ({ replaces: r, isForFuture }) => `${r!.zone.instantOf(r!.wall)} ${isForFuture}`,
      ),
    };
  });
}

/** Without a UID an entry is known by its first local day and its title. */
function madeId({ start, title }: Entry): string {
  const day = start === null ? "" : Math.floor(start.wall / DAY_MS);
  return textId(`${day} ${foldedTitle(title)}`);
}

export function foldedTitle(title: string): string {
  return (lineFrom(title) ?? "").normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Of entries with one key the one with the highest SEQUENCE, then LAST-MODIFIED, wherever it is. */
function newestOf(entries: Entry[], key: (entry: Entry) => string): Entry[] {
  if (entries.length < 2) return entries;
  const best = new Map<string, Entry>();
  for (const entry of entries) {
    const other = best.get(key(entry));
    if (!other || isNewer(entry, other)) best.set(key(entry), entry);
  }
  return [...best.values()];
}

function isNewer(a: Entry, b: Entry): boolean {
  if (a.sequence !== b.sequence) return a.sequence > b.sequence;
  if (a.modified !== b.modified) return a.modified > b.modified;
  return written(a) > written(b);
}

/** Any order will do, if it is not that of the file. */
const written = ({ component }: Entry) =>
  component.lines.map(({ name, value }) => `${name}:${value}`).sort().join("\n");
