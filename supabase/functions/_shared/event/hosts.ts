/** The hosts of an event, safe for a mail or a calendar file. */
import { strangersLine } from "../text/defuse.ts";
import { withoutHandles } from "../text/handles.ts";
import { posesAsSender } from "../text/impostor.ts";
import type { Event } from "./event.ts";

/** Names of its organisers, without handles, links, and names that pose as the sender. */
export function hostNames({ organisers }: Event, senders: readonly string[]): string[] {
  return organisers.map((name) => strangersLine(withoutHandles(name), 50))
    .filter((name) => name && !posesAsSender(name, senders));
}
