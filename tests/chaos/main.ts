/** `deno task chaos [--mails N] [--kills K] [--drop-replies PCT] [--no-oracle] [--senders N] [--life MS] [--lease SEC] [--db URL]` */
import { parseArgs } from "node:util";
import { chaos } from "./chaos.ts";

const { values } = parseArgs({
  options: {
    mails: { type: "string", default: "200" },
    kills: { type: "string", default: "20" },
    "drop-replies": { type: "string", default: "3" },
    senders: { type: "string", default: "3" },
    lease: { type: "string", default: "6" },
    life: { type: "string", default: "400" },
    "no-oracle": { type: "boolean", default: false },
    db: { type: "string" },
  },
});

function numberOf(name: "mails" | "kills" | "drop-replies" | "senders" | "life" | "lease"): number {
  const count = Number(values[name]);
  if (Number.isFinite(count) && count >= 0) return count;
  console.error(`Cannot run with --${name} ${values[name]}: it must be a number from 0`);
  Deno.exit(2);
}

let shown = 0;
const report = await chaos({
  mails: numberOf("mails"),
  kills: numberOf("kills"),
  dropReplies: numberOf("drop-replies"),
  senders: numberOf("senders"),
  leaseSec: numberOf("lease"),
  lifeMs: numberOf("life"),
  oracle: !values["no-oracle"],
  db: values.db,
  progress: (line) => {
    if (performance.now() - shown < 5_000) return;
    shown = performance.now();
    console.error(line);
  },
});
console.log(JSON.stringify(report, null, 2));
Deno.exit(report.duplicates + report.lost + report.others > 0 ? 1 : 0);
