/** Creates a fictional community of a given size on a PostgreSQL server, with its votes counted. */
import { openPostgres } from "../../dev/stack/postgres.ts";
import type { Database } from "../../dev/stack/database.ts";
import { createDatabase } from "../postgres/server.ts";

/** Size of a community. */
export interface Size {
  members: number;
  /** Upcoming events; each has ten past ones. */
  events: number;
}

/** A filled database. */
export interface ScaleDatabase extends AsyncDisposable {
  url: string;
  sql: Database["query"];
}

/** Creates and fills a database; disposing of the result drops it. */
export async function createCommunity({ members, events }: Size): Promise<ScaleDatabase> {
  await using parts = new AsyncDisposableStack();
  const { url } = parts.use(await createDatabase());
  const database = parts.adopt(await openPostgres(url), (database) => database.close());
  const values: Record<string, number> = { members, upcoming: events, clubs: clubsOf(events) };
  const fill = await Deno.readTextFile(new URL("./fill.sql", import.meta.url));
  await database.exec(fill.replace(/(?<!:):(members|upcoming|clubs)\b/g, (_, name) => {
    return String(values[name]);
  }));
  await database.query("vacuum analyze");
  await count(database);
  const made = parts.move();
  return { url, sql: database.query, [Symbol.asyncDispose]: () => made.disposeAsync() };
}

const clubsOf = (events: number) => Math.max(60, Math.round(events * 0.15));

/** Runs the counting jobs; without them the first calls would rank without community data. */
async function count({ query }: Database): Promise<void> {
  const jobs = await query<{ command: string }>(
    "select command from cron.job where jobname like '%count%'",
  );
  for (const { command } of jobs) await query(command);
}
