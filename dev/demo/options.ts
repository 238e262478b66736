/** Options of `deno task demo`. */
import type { Values } from "../cli/command.ts";
import { flag, instant, text, whole } from "../cli/options.ts";

/** Description of the command. */
export const DEMO = {
  name: "demo",
  about: "Runs the whole pipeline on an embedded Supabase: posts in, newsletters out.",
  options: {
    posts: text("FILE", "posts of a real export; without it those of an invented university"),
    members: whole("N", "members to make, 3 to 5000", { from: 3, to: 5000, fallback: 24 }),
    now: instant("ISO", "instant to run it as of, with a time zone; without it, now"),
    out: text("DIR", "folder for the mails", "out/demo"),
    keep: flag("leaves the stack and the mailbox page running"),
    json: flag("prints one JSON object instead"),
  },
};

/** Options with the time of the demo. */
export type DemoOptions = Values<typeof DEMO.options> & { now: Date };
