/** Prints the demo. */
import type { Recommendation } from "../../supabase/functions/_shared/event/event.ts";
import { labelOf } from "../../supabase/functions/_shared/event/event.ts";
import { NEUTRAL } from "../../supabase/functions/_shared/ranking/profile.ts";
import type { DemoMember } from "./members.ts";

const isColourful = Deno.stdout.isTerminal() && !Deno.noColor;
const style = (code: number) => (text: string) =>
  isColourful ? `\x1b[${code}m${text}\x1b[0m` : text;
/** Bold text on a terminal. */
export const bold = style(1);
/** Dim text on a terminal. */
export const dim = style(2);

/** A time such as "Thu 27 Nov, 6:00 pm" in `timeZone`. */
function whenOf({ starts_at, is_all_day }: Recommendation["event"], timeZone: string): string {
  const date = new Intl.DateTimeFormat("en-AU", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  const time = new Intl.DateTimeFormat("en-AU", { timeZone, hour: "numeric", minute: "2-digit" });
  const start = new Date(starts_at);
  return is_all_day ? date.format(start) : `${date.format(start)}, ${time.format(start)}`;
}

/** One line about the data that the pipeline has of a member. */
function knownBy({ preferences }: DemoMember, hasVoted: boolean): string {
  const declared = Object.entries(preferences ?? {}).filter(([, weight]) => weight > NEUTRAL)
    .map(([category]) => labelOf(category));
  if (hasVoted && declared.length > 0) return `voted before; says they like ${declared.join(", ")}`;
  if (hasVoted) return "voted before, said nothing";
  if (declared.length > 0) return `never voted; says they like ${declared.join(", ")}`;
  return "nothing is known yet";
}

/**
 * Text for a member with their events. `hasVoted` is false if there was no past event to vote on.
 */
export function memberText(
  member: DemoMember,
  hasVoted: boolean,
  items: Recommendation[],
  timeZone: string,
): string {
  const lines = items.flatMap(({ event, reasons }, i) => [
    `   ${i + 1}. ${bold(event.title)}`,
    dim(
      `      ${
        [whenOf(event, timeZone), event.location, event.organisers.join(", ")].filter(Boolean).join(
          " · ",
        )
      }`,
    ),
    `      because: ${reasons.map(({ text }) => text).join("; ")}`,
  ]);
  return [`${bold(member.name)} (${knownBy(member, hasVoted)})`, ...lines].join("\n");
}

/** A line for a finished stage with its result and the seconds since the start. */
export function stageLine(name: string, what: string, seconds: number): string {
  return `${name.padEnd(17)} ${what.padEnd(78)} ${dim(`${seconds.toFixed(1)} s`)}`;
}
