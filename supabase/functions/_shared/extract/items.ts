/** Posts that list several events: "Mon 23 Nov 5pm - Resume workshop", "Wed 25 Nov 6:30pm - Panel". */
import type { Line } from "./lines.ts";
import type { Mention, Told } from "./mentions.ts";

/** The lines of one event of several. */
export type Item = number[];

/** The events of a list, each with a day, a time and words of its own; none if the post tells of one. */
export function findItems(lines: Line[], days: Mention[], clocks: Told[]): Item[] {
  const single = lines.map((_, index) => [index]);
  const rows = several(single, lines, days, clocks);
  if (rows.length > 0) return rows;
  const paragraphs = [...new Set(lines.map(({ paragraph }) => paragraph))]
    .map((paragraph) => indexesWhere(lines, (line) => line.paragraph === paragraph))
    // Of a longer text, only what also has a place of its own is another event.
    .filter((item) => item.some((index) => lines[index]!.marker === "where"));
  return several(paragraphs, lines, days, clocks);
}

function indexesWhere(lines: Line[], fits: (line: Line) => boolean): Item {
  return lines.flatMap((line, index) => fits(line) ? [index] : []);
}

/** Those that tell of events, if they are on different days and tell of different things. */
function several(items: Item[], lines: Line[], days: Mention[], clocks: Told[]): Item[] {
  const events = items
    .map((item) => ({
      item,
      starts: days.filter(({ line, role }) => role === "event" && item.includes(line)),
      hasClock: clocks.some(({ line, role }) => role === "event" && item.includes(line)),
      words: wordsOf(item.map((index) => lines[index]!.text).join(" ")),
    }))
    .filter(({ starts, hasClock, words }) => starts.length === 1 && hasClock && words.size > 0);
  const isStage = (index: number) => STAGE.test(lines[index]?.text ?? "");
  // "Workshop 1" may head its line.
  const isOne = events.some(({ item }) => [item[0]! - 1, ...item].some(isStage));
  const starts = new Set(events.map(({ starts }) => starts[0]!.start));
  const pairs = events.flatMap(({ words }, at) =>
    events.slice(at + 1).map((other) => shareOf(words, other.words) >= MOST_SHARED)
  );
  const areAlike = pairs.filter((isAlike) => isAlike).length * 2 > pairs.length;
  return starts.size > 1 && !areAlike && !isOne ? events.map(({ item }) => item) : [];
}

/** "Opening ceremony", "Workshop 2", "Submissions due": what happens when at one event. */
export const STAGE =
  /\b(?:kick-?off|ceremon(?:y|ies)|opening|closing|submissions?|finals?|semi-?finals?|heats?|judging|check-?in|hub day|drop-?off|pick-?up|auditions?|callbacks?|arriv(?:al|e)|depart(?:ure)?)\b|\b(?:workshop|session|part|day|round|stage|phase|night|lecture|module) (?:\d|one|two|three|[a-c]\b)/i;

/** Sessions of one event share its words, or have none but "session two" and "closing night". */
const MOST_SHARED = 0.5;
const COMMON = new RegExp(
  `^(?:${
    [
      "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?",
      "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?",
      "the|and|from|with|for|till?|until|late|noon|midday|a[ecw][sd]t|this|next|every|our|new|old",
      "doors|open(?:s|ing)?|clos(?:es?|ing)|start(?:s|ing)?|ends?|finish|date|time|when|where|free|tickets?",
      "first|second|third|one|two|three|finals?|semi|heats?|rounds?|day|week|part|sessions?|more",
      "night|show|performance|preview|matinee|evening|morning|afternoon|room|level",
    ].join("|")
  })$`,
);

function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  return new Set(words.filter((word) => !COMMON.test(word)));
}

function shareOf(some: Set<string>, others: Set<string>): number {
  const shared = [...some].filter((word) => others.has(word)).length;
  return shared / Math.min(some.size, others.size);
}

/** A name above the list is that of all its events: they are what one series consists of. */
const SERIES =
  /\b(?:series|season|festival|fest|conference|summit|camp|retreat|tournament|course|expedition|programme?)\b/i;

/** The lines that may name an item, without the day and time they open with: "Resume workshop @ …". */
export function namesOf(item: Item, lines: Line[], others: Item): Line[] {
  const above = lines.slice(0, Math.min(...item, ...others));
  if (above.some(({ text }) => SERIES.test(text))) {
    return lines.filter((_, index) => !others.includes(index));
  }
  return item.map((index) => ({ ...lines[index]!, text: withoutWhen(lines[index]!.text) }));
}

const WHEN_WORD =
  /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|\d[\d:./-]*(?:st|nd|rd|th|[ap]m)?|[ap]m|noon|midday|at|from|to|till?|until|[&@|-]|[(]?a[ecw][sd]t[)]?)$/i;

function withoutWhen(text: string): string {
  const parts = text.split(/(\s[-|]\s|[:,]\s)/);
  const isWhen = (part: string) => part.split(/\s+/).every((word) => WHEN_WORD.test(word));
  while (parts.length > 2 && isWhen(parts[0]!.trim())) parts.splice(0, 2);
  return parts.join("");
}
