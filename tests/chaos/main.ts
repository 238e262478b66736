/** `deno task chaos`: kills senders at random moments and counts the arrived mails. */
import { readOwnArguments } from "../../dev/cli/command.ts";
import { databaseUrl, flag, whole } from "../../dev/cli/options.ts";
import { chaos } from "./chaos.ts";

const options = readOwnArguments({
  name: "chaos",
  about:
    "Kills senders at random moments and counts what arrives; exits 1 if a mail is lost or double.",
  options: {
    mails: whole("N", "mails to send", { from: 1, fallback: 200 }),
    kills: whole("N", "processes to kill", { from: 0, fallback: 20 }),
    "drop-replies": whole("PCT", "percentage of mails with a dropped last reply", {
      from: 0,
      to: 100,
      fallback: 3,
    }),
    senders: whole("N", "concurrent senders", { from: 1, fallback: 3 }),
    life: whole("MS", "maximum time between a line of the mail server's dialogue and a kill", {
      from: 0,
      fallback: 40,
    }),
    "no-oracle": flag("does not look up mails without a reply"),
    db: databaseUrl("an empty database to use instead of the embedded one"),
  },
});

let shown = 0;
const report = await chaos({
  mails: options.mails,
  kills: options.kills,
  dropReplies: options["drop-replies"],
  senders: options.senders,
  lifeMs: options.life,
  random: Math.random,
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
