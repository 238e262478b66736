/** Events that get a new day: "moved from A to B", "~~A~~ → B", "A is now B". */

/** What is done to a day that does not stay. */
const VERB = String
  .raw`(?:mov(?:e|es|ed|ing)|shift(?:s|ed|ing)?|re-?schedul(?:e|es|ed|ing)|push(?:es|ed|ing)?|postpon(?:e|es|ed|ing)|delay(?:s|ed|ing)?|chang(?:e|es|ed|ing)|swap(?:s|ped|ping)?|switch(?:es|ed|ing)?|bump(?:s|ed|ing)?|br(?:ing|ings|inging|ought)(?: [\w'-]{1,20}){0,5} forward)`;
/** Within a sentence; "6.30" does not end it. */
const PART = String.raw`(?:[^.!?\n]|\.(?=\d))`;

/** Stands between the day that was and the one that is; no reader of days takes it for a span. */
const BECOMES = "⇢";

/** A day or a time: who moves from Commerce to Science changes no date. */
const WHEN =
  "(?:\\d|\\b(?:mon|tue|wed|thu|fri|sat|sun|today|tonight|tomorrow|this|next|noon|midday))";

const FROM_TO = new RegExp(
  String
    .raw`\b(${VERB}\b(?:(?!\b(?:run(?:s|ning)?|open)\b)${PART}){0,60}?\bfrom (?=(?:(?! to )${PART}){0,45}?${WHEN})${PART}{3,50}?) (?:to|until|till|-) `,
  "gi",
);

/** "moved from Thursday 25 to Friday 26 September": only the latter holds. */
export function markMoves(text: string): string {
  return text.replace(FROM_TO, `$1 ${BECOMES} `);
}

/** Words right before the day that is. */
export const MOVES_TO = [
  String.raw`${VERB}(?: [\w'-]{1,20}){0,6}? (?:to|until|till|for)\b`,
  String.raw`(?:will|'ll) now(?: (?:be|take|place|happen|held|meet|run)){1,3}`,
  String.raw`^\W{0,3}new\b`,
  String.raw`(?:is|are|be|'s|meeting|happening|running|,|^) now\b(?:,? (?:it'?s|set for))?`,
];
export const BECAME = new RegExp(BECOMES, "g");
/** Right after the day that was; "tonight moved from 6pm to 7pm" stays the day. */
export const BECOMES_AFTER = new RegExp(
  String.raw`^(?:(?!\bfrom\b)[^.!?${BECOMES}]){0,40}${BECOMES}`,
);

/** A day struck out in Markdown, or with strokes through its letters, beside another that holds. */
const STRUCK = /~~?(?! )(?=[^~\n]{0,80}\d)[^~\n]{2,80}(?<! )~~?(?=[^~\n\d]{0,20}\d)/g;
const STROKES = /(?:[^\n\u0336]\u0336){3,120}(?=[^\n\d]{0,20}\d)/gu;
/** "Postponed: Tue 24 Nov → Tue 1 Dec" is no span. */
const ARROW = new RegExp(
  String
    .raw`\b(${VERB}\b[^\n\d→➡]{0,40}?)((?:\b(?:mon|tue|wed|thu|fri|sat|sun)\w{0,6},? )?\d[^\n→➡]{1,30}?) ?(?:→|➡\uFE0F?|->) ?(?=\w)`,
  "gi",
);

/** The caption with what is struck out gone, and arrows between an old and a new day told from those of a span. */
export function dropStruck(caption: string): string {
  return caption.replace(STRUCK, "").replace(STROKES, "").replace(ARROW, `$1$2 ${BECOMES} `);
}
