/** Reads a folder with events.csv, rsvps.csv and groups.csv for the evaluation. */
import { parse } from "csv-parse/sync";
import { join } from "node:path";
import { InputError } from "../dev/cli/errors.ts";
import { fileFault } from "../dev/cli/files.ts";
import { required } from "../dev/cli/options.ts";
import { embeddingText } from "../supabase/functions/_shared/event/embedding_text.ts";
import { embedOffline } from "../supabase/functions/_shared/vector/embed_offline.ts";
import type { EventFacts } from "../supabase/functions/_shared/ranking/types.ts";

/** A past event with its attendees. */
export interface PastEvent extends EventFacts {
  /** Start, epoch ms. */
  start: number;
  vector: Float32Array;
  members: string[];
}

/** All events, earliest first, and the members' choices. */
export interface World {
  events: PastEvent[];
  categories: string[];
  /** Events that each member chose, earliest first. */
  choices: Map<string, PastEvent[]>;
}

/** The commands' argument for such a folder. */
export const DATA = required(
  "DIR",
  "folder with events.csv, rsvps.csv and groups.csv; see docs/scoring.md",
);

/**
 * Reads the folder.
 *
 * @throws {InputError} if a file or a column is missing
 */
export async function readWorld(folder: string): Promise<World> {
  const [events, rsvps, groups] = await Promise.all([
    readTable(folder, "events.csv", ["event_id", "name", "time", "group_urlname"]),
    readTable(folder, "rsvps.csv", ["event_id", "member_id"]),
    readTable(folder, "groups.csv", ["group_urlname", "group_name", "category_name"]),
  ]);
  const groupOf = new Map(groups.map((group) => [group.group_urlname, group]));
  const byId = new Map(
    events.map((row) => [row.event_id!, toEvent(row, groupOf.get(row.group_urlname!))]),
  );
  const seen = new Set<string>();
  for (const { event_id, member_id } of rsvps) {
    const key = `${event_id}\n${member_id}`;
    if (seen.has(key)) continue;
    seen.add(key);
    byId.get(event_id!)?.members.push(member_id!);
  }
  const sorted = [...byId.values()].sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  const categories = new Set(sorted.flatMap((event) => event.category ?? []));
  return { events: sorted, categories: [...categories].sort(), choices: choicesOf(sorted) };
}

type Row = Record<string, string>;

async function readTable(folder: string, name: string, columns: string[]): Promise<Row[]> {
  const file = join(folder, name);
  const text = await Deno.readTextFile(file).catch((error) => {
    const remedy = "name a folder with events.csv, rsvps.csv and groups.csv";
    throw new InputError(`Cannot read ${file} as a table: ${fileFault(error)}; ${remedy}`);
  });
  const rows = rowsIn(file, text);
  const missing = columns.filter((column) => rows[0]?.[column] === undefined);
  if (missing.length > 0) {
    throw new InputError(
      `Cannot read ${file} as a table of ${columns.join(", ")}: ${missing.join(", ")} missing`,
    );
  }
  return rows;
}

function rowsIn(file: string, text: string): Row[] {
  try {
    return parse(text, { columns: true });
  } catch (error) {
    throw new InputError(`Cannot read ${file} as a table: ${(error as Error).message}`);
  }
}

/** Times without a zone are UTC. */
function toEvent(row: Row, group: Row | undefined): PastEvent {
  const starts_at = `${row.time!.replace(" ", "T")}${/[Z+]/.test(row.time!) ? "" : "Z"}`;
  const facts = {
    id: row.event_id!,
    title: row.name!,
    starts_at,
    category: group?.category_name || null,
    organisers: [group?.group_name || row.group_urlname!],
  };
  const text = embeddingText({ ...facts, location: null, excerpt: "" });
  return { ...facts, start: Date.parse(starts_at), vector: embedOffline(text), members: [] };
}

function choicesOf(events: readonly PastEvent[]): Map<string, PastEvent[]> {
  const choices = new Map<string, PastEvent[]>();
  for (const event of events) {
    for (const member of event.members) {
      choices.set(member, [...(choices.get(member) ?? []), event]);
    }
  }
  return choices;
}
