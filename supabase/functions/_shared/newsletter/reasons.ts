/** The reasons of an issue: at most one for each event, never twice the same, and none that says nothing. */
import { CATEGORY_LABELS, type Reason } from "../event/event.ts";
import { strangersLine } from "../text/defuse.ts";

/** Reasons that say nothing about the reader or the event. */
const EMPTY =
  /^(?:On now|Today|Coming up on |Starts in |Just posted|Posted |Also coming up|One of the next|New here: )/;

const UNKNOWN_TASTE = " (we do not know your taste yet)";
const LIKES = /^You like (.+)$/;
const LABELS = new Set<string>(Object.values(CATEGORY_LABELS));

/** Categories that one sentence names at most. */
const MOST_LIKES = 3;

/** The reasons in words that may be shown, strongest first. Negative contributions are not shown. */
export function spokenReasons(reasons: readonly Reason[]): string[] {
  return reasons.filter(({ contribution, text }) => contribution >= 0 && !EMPTY.test(text))
    .map(({ text }) => strangersLine(plainer(text), 110))
    .filter(Boolean);
}

/** "Like “Trivia”" can be read as an order. */
function plainer(text: string): string {
  return text.replace(UNKNOWN_TASTE, "").replace(/^Like (?=“)/, "Similar to ");
}

/** Gives each list its first reason that no earlier list was given; "" if it has none. */
export function distinctReasons(lists: readonly string[][]): string[] {
  const given = new Set<string>();
  return lists.map((texts) => {
    const text = texts.find((each) => !given.has(each)) ?? "";
    given.add(text);
    return text;
  });
}

/** The liked categories among the reasons, without those that were named before. */
export function likedCategories(lists: readonly string[][], named: readonly string[]): string[] {
  const likes = lists.flatMap((texts) => texts.filter((text) => !named.includes(text)))
    .flatMap((text) => LIKES.exec(text)?.[1] ?? [])
    .filter((label) => LABELS.has(label));
  return [...new Set(likes)].slice(0, MOST_LIKES);
}
