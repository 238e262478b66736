/**
 * `deno task bench:scale`: measures calls and statements at a given size, under the platform's CPU
 * limit, on the PostgreSQL server of DATABASE_URL. Prints the table of docs/scale.md.
 */
import { runCommand, type Values } from "../../dev/cli/command.ts";
import { flag, whole } from "../../dev/cli/options.ts";
import { measure } from "./measures.ts";

const SCALE = {
  name: "bench:scale",
  about: "Measures a community of a size on the server of DATABASE_URL (docs/postgres.md); Linux.",
  options: {
    members: whole("N", "members, each with 35 votes", { from: 10, fallback: 10_000 }),
    events: whole("N", "upcoming events; there are ten past ones for each", {
      from: 10,
      fallback: 2_000,
    }),
    json: flag("prints JSON instead of a table"),
  },
};

async function main({ members, events, json }: Values<typeof SCALE.options>) {
  const size = { members, events };
  const rows = await measure(size, new Date(), (what) => console.error(what));
  if (json) return console.log(JSON.stringify({ ...size, ...Object.fromEntries(rows) }, null, 2));
  console.log(`| ${members} members, ${events} upcoming events | |\n|---|---|`);
  for (const [name, value] of rows) console.log(`| ${name} | ${value} |`);
}

if (import.meta.main) await runCommand(SCALE, main);
