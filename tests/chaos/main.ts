/** `deno task chaos`: kills senders at random moments and counts what arrives. */
import { readOwnArguments } from "../../dev/command.ts";
import { databaseUrl, flag, whole } from "../../dev/command/options.ts";
import { chaos } from "./chaos.ts";

const options = readOwnArguments({
  name: "chaos",
  about:
    "Kills senders at random moments and counts what arrives; exits 1 if a mail is lost or double.",
  options: {
    mails: whole("N", "mails to send", { from: 1, fallback: 200 }),
    kills: whole("N", "processes to kill", { from: 0, fallback: 20 }),
    "drop-replies": whole("PCT", "per cent of mails whose last reply is dropped", {
      from: 0,
      to: 100,
      fallback: 3,
    }),
    senders: whole("N", "processes that send at once", { from: 1, fallback: 3 }),
    lease: whole("SEC", "how long a claim holds", { from: 1, fallback: 6 }),
    life: whole("MS", "longest life of a process that is killed", { from: 1, fallback: 400 }),
    "no-oracle": flag("looks no unanswered mail up"),
    db: databaseUrl("an empty database to use instead of the embedded one"),
  },
});

let shown = 0;
const report = await chaos({
  mails: options.mails,
  kills: options.kills,
  dropReplies: options["drop-replies"],
  senders: options.senders,
  leaseSec: options.lease,
  lifeMs: options.life,
  oracle: !options["no-oracle"],
  db: options.db,
  progress: (line) => {
    if (performance.now() - shown < 5_000) return;
    shown = performance.now();
    console.error(line);
  },
});
console.log(JSON.stringify(report, null, 2));
Deno.exit(report.duplicates + report.lost + report.others > 0 ? 1 : 0);
