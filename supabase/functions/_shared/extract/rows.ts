/** The rows of a schedule: lines that open with a day or, under a day, with an hour. */
import type { Line } from "./lines.ts";
import type { Mention, Told } from "./mentions.ts";
import { hasTime } from "./places.ts";

export interface Row {
  /** Indexes of its lines; the first one tells the day or hour. */
  lines: number[];
  /** 'YYYY-MM-DD'. */
  day: string;
  clock: Told | null;
  /** What the row says besides its day and hour. */
  rest: string;
}

const DAY_WORD =
  "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|today|tonight|tomorrow)";
const WHEN_WORD = new RegExp(
  String
    .raw`^(?:${DAY_WORD}|\d[\d:.,/-]*(?:st|nd|rd|th|[ap]m?)?|\d{1,2}(?:[:.]\d\d)?[ap]m|[ap]m|noon|midday|midnight|late|at|on|from|to|till?|until|every|the|of|and|h|hrs?|(?:week|wk|day|part) ?\d{0,2}|[ivx\d]+|[&@|·:,.()~-]+|[(]?a[ecw][sd]t[)]?)[,.:;·|)-]*$`,
  "i",
);

const PART_OF_DAY = /^(?:mornings?|afternoons?|evenings?|nights?)[,.:]?$/i;
const DAY_NAME = new RegExp(`^${DAY_WORD}$`, "i");

/** A row's text without the day and hour that it opens with; hours and prices further on stay. */
export function withoutLead(text: string): string {
  const words = text.replace(/^[^\p{L}\p{N}]+/u, "").split(/\s+/);
  let at = 0;
  const isWhen = (word: string, before: string | undefined) =>
    WHEN_WORD.test(word.replace(/^[(]/, "")) ||
    (PART_OF_DAY.test(word) && before !== undefined && DAY_NAME.test(before));
  while (at < words.length && isWhen(words[at]!, words[at - 1]) && at < 12) at += 1;
  return words.slice(at).join(" ").replace(/^[^\p{L}\p{N}"'(¿¡]+/u, "");
}

/** Letters that may stand before the day of a row: "Wk 1 · Thu 1 Oct". */
const LEAD = 12;

/** Told once for all rows: "6pm each time", "immer mittwochs". */
export const FOR_ALL =
  /\b(?:each|every|all|always|both|immer|jeweils|toujours|siempre|sempre|alle|mondays|tuesdays|wednesdays|thursdays|fridays)\b/i;

/** Nothing to come to: "fri: nothing!! go to bed", "Wed: Off. Rest." */
const OFF =
  /^(?:nothing|off|rest\b|closed|no (?:class|session|lecture|meeting|training|rehearsal|practice|event)s?|cancel|free day|break|holiday|t\.?b\.?[acd]\b|kein|frei\b|nada|pas de|rien|sem |descanso)/i;
/** Sales, deadlines and questions are no events. */
export const NOT_AN_EVENT =
  /^(?:early ?birds?|general|late|tickets?|pre-?sales?|final release|\W*(?:£|\$|€)\d+|deadlines?|due|applications?|results?|registrations?|deposit|insurance|balance|payment|resultado|inscri\p{L}*|anmelde\p{L}*|VVK|vorverkauf)(?![\p{L}])|^first (?:one|run|session|class|meeting)(?!\p{L})/iu;
const ASKS =
  /^(?:q\b|q:|\W*\d{0,2}[.)]?\s*(?:what|when|where|how|do|can|is|are)\b[^?]{0,60}\?|[^?]{3,60}\?\s)/i;

/** "Slot A 10am-11.30am". */
const SLOT_LEAD = /^\W*(?:slot|session|group|batch|round|class|turno|gruppe) ?[A-Z\d]\b/i;

/** Paragraphs that each name something above the day it is on: "1. Cypher night" / "20 Aug" / "8pm". */
function findBlocks(lines: Line[], days: Mention[], clocks: Told[]): Row[] {
  const paragraphs = [...new Set(lines.map(({ paragraph }) => paragraph))];
  return paragraphs.flatMap((paragraph) => {
    const indexes = lines.flatMap((line, index) => line.paragraph === paragraph ? [index] : []);
    const own = days.filter(({ line, role }) => indexes.includes(line) && role === "event");
    const starts = new Set(own.map(({ start }) => start));
    const [first] = indexes;
    const isBlock = starts.size === 1 && indexes.length > 1 && own.every(({ line }) =>
      line !== first
    ) &&
      own[0]!.end === null && /\p{L}{3}/u.test(lines[first!]!.text) &&
      lines[first!]!.marker === null;
    if (!isBlock) return [];
    const clock = clocks.find(({ line, role }) => indexes.includes(line) && role === "event") ??
      null;
    const rest = withoutLead(lines[first!]!.english);
    return [{ lines: indexes, day: own[0]!.start, clock, rest }];
  });
}

export function findRows(lines: Line[], days: Mention[], clocks: Told[], posted: string): Row[] {
  const blocks = findBlocks(lines, days, clocks).filter((row) => row.day >= posted && isEvent(row));
  if (new Set(blocks.map(({ day }) => day)).size > 1) return blocks;
  const rows: Row[] = [];
  // "Beach volleyball: 6/12, 10am": of use where no line opens with its day.
  const named: Row[] = [];
  const dates = new Set(days.filter(({ role }) => role === "event").map(({ start }) => start));
  const only = dates.size === 1 ? [...dates][0]! : null;
  let current: { day: string; paragraph: number; line: number } | null = null;
  lines.forEach((line, index) => {
    const own = days.filter((day) =>
      day.line === index && day.role !== "aside" &&
      !/\b(?:to go|left|until|away)\b/i.test(line.text)
    );
    const clock = clocks.find((told) => told.line === index && told.role !== "deadline") ?? null;
    if (ASKS.test(line.text) || line.marker === "price") return;
    const first = own[0];
    const opens = first && lettersBefore(line, first) <= LEAD;
    if (first && !opens) {
      const rest = own.length === 1 && clock ? aroundDay(line.english) : null;
      if (rest && !FOR_ALL.test(line.english)) {
        named.push({ lines: [index], day: first.start, clock, rest });
      }
      return;
    }
    const rest = withoutLead(line.english);
    const hasWords = /\p{L}{3}/u.test(rest.replace(/\((?:[^()]*)\)/g, ""));
    if (first && first.role !== "deadline") {
      const isRange = first.end !== null;
      if (!hasWords || isRange) {
        current = isRange ? null : { day: first.start, paragraph: line.paragraph, line: index };
        return;
      }
      current = null;
      rows.push({ lines: [index], day: first.start, clock, rest });
    } else if (!first && clock && only && SLOT_LEAD.test(line.text)) {
      rows.push({ lines: [index], day: only, clock, rest: SLOT_LEAD.exec(line.text)![0] });
    } else if (!first && clock && current && hasWords && opensWithHour(line)) {
      if (line.paragraph - current.paragraph <= 1) {
        rows.push({ lines: [index], day: current.day, clock, rest });
      }
    }
  });
  return (rows.length > 0 ? rows : named).filter((row) => row.day >= posted && isEvent(row));
}

const DAY = new RegExp(
  String
    .raw`[\s,:|(-]+(?:on )?(?:${DAY_WORD}\b|\d{1,2}[/.]\d{1,2}|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))`,
  "i",
);

/** "Beach volleyball: 6/12, 10am, St Kilda": a short line that names its event before the day. */
function aroundDay(text: string): string | null {
  const at = DAY.exec(text)?.index ?? -1;
  const name = text.slice(0, Math.max(0, at)).trim();
  const isName = text.length <= 100 && /\p{L}{3}/u.test(name) && name.split(" ").length <= 7;
  return isName ? `${name}, ${withoutLead(text.slice(at))}` : null;
}

function isEvent({ rest }: Row): boolean {
  return !OFF.test(rest) && !NOT_AN_EVENT.test(rest);
}

function lettersBefore(line: Line, { at }: Mention): number {
  return line.english.slice(0, at).replace(/[^\p{L}\p{N}]/gu, "").length;
}

function opensWithHour({ english }: Line): boolean {
  const lead = english.replace(/^[^\p{L}\p{N}]+/u, "").slice(0, 14);
  return /^\d{1,2}(?:[:.h]\d{0,2})?(?: ?[ap]m)?\b/i.test(lead) && hasTime(lead.replace(/-$/, ""));
}
