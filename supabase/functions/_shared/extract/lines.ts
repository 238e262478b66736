/** A caption as lines, the unit in which posts state facts: "📅 Friday 22 August", "Where: Room 1". */
import { dropMarkup, foldFonts, stripEmoji } from "../text/caption.ts";
import { translatorOf } from "./languages.ts";
import { dropStruck } from "./moves.ts";
import { MONTH } from "./spelling.ts";

/** What the emoji or word that opens a line says the line is about. */
export type Marker = "when" | "where" | "price" | "link";

export interface Line {
  /** The text with days and hours in English. */
  english: string;
  /** Folded letters, no emoji, no label; '-' for every dash, straight quotes, '·' where emoji part sentences. */
  text: string;
  marker: Marker | null;
  /** The label taken off the text, in small letters: 'new date', 'time'. */
  label: string;
  /** Blank lines part paragraphs; the first is 0. */
  paragraph: number;
  /** The line has only a label, or ends in a colon: what follows belongs to it. */
  isHeading: boolean;
}

const EMOJI_MARKERS: [Marker, string][] = [
  ["when", "📅📆🗓⏰⏱⏲⌚🕰⌛⏳🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧"],
  ["where", "📍🗺📌"],
  ["price", "🎟🎫💰💵💸💲💳"],
  ["link", "🔗👉📲📩📧"],
  ["where", "🏛🏫🏢🏠"],
];
const MARKER_OF = new Map(
  EMOJI_MARKERS.flatMap(([marker, all]) => [...all].map((e) => [e, marker])),
);
/** The first three alone: hands and houses also stand within sentences. */
const BREAKS = new RegExp(`(?=[${EMOJI_MARKERS.slice(0, 3).map(([, all]) => all).join("")}])`, "u");

/** "Mon 23 Nov 5pm - Resume workshop / Wed 25 Nov 6pm - Panel": a list in one line. */
const NEXT_ITEM =
  /(?<=\d ?[ap]m\b[^/;|\n]{4,100}) ?[/;|] (?=(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b,? \d{1,2}\b[^/;|\n]{1,30}\d ?[ap]m\b)/gi;

const LABELS: [Marker, RegExp][] = [
  [
    "when",
    /^(?:(?:new|updated|old|original|previous) )?(?:event )?(?:dates?(?: (?:&|and|\/) times?)?|times?|when|day|save the date)\s*(?:changed?|updated?)?\s*(?::|-(?= )|=|\|)\s*/i,
  ],
  [
    "where",
    /^(?:(?:new|updated|old|original|previous) )?(?:event )?(?:where|locations?|venue|place|address|room|meet(?:ing)? (?:point|spot|place)|meet(?: at)?(?=\s*:)|meet at)\s*(?:changed?|updated?)?\s*(?::|-(?= )|=|\|)\s*/i,
  ],
  [
    "when",
    /^(?:日期|时间|時間|日時|fecha|hora|horario|cuándo|cuando|datum|uhrzeit|wann|beginn|quand|date|heure|horaires?|quando|data|horário|ora|orario|wanneer|tijd|tanggal|waktu)(?: ?\/ ?\w+)?\s*:\s*/i,
  ],
  [
    "where",
    /^(?:地点|地點|場所|lieu|lugar|ort|wo|treffpunkt|où|dónde|donde|onde|local|dove|luogo|waar|locatie|plaats|tempat)(?: ?\/ ?\w+| \w+)?\s*[:|]\s*/i,
  ],
  ["price", /^(?:门票|票价|prix|precio|harga)(?: ?\/ ?\w+)?\s*:\s*/i],
  ["price", /^(?:tickets?|ticket prices?|price|cost|entry fee|fee)\b[^:\n]{0,20}:\s*/i],
];

/** The caption's lines that hold more than emoji, in order; emoji that mark a fact open a new line. */
export function toLines(caption: string): Line[] {
  const lines: Line[] = [];
  let paragraph = 0;
  const text = straighten(dropMarkup(asShown(dropStruck(foldFonts(caption)))));
  const { translate } = translatorOf(text);
  for (const raw of text.split(/\n|(?<!\d ?)[•●▪‣]|[•●▪‣](?! ?\d)/)) {
    if (raw.trim() === "") paragraph += 1;
    const fields = isForm(raw) ? raw.split(FIELD) : [raw];
    const pieces = fields.flatMap((field) => field.split(BREAKS));
    for (const piece of pieces.flatMap((part) => part.split(NEXT_ITEM))) {
      const line = toLine(piece, paragraph, translate);
      if (line) lines.push(underLabel(line, lines.at(-1)));
    }
  }
  return lines;
}

/** "date: 5 mar time: 1130am venue: lt 7": a form without its line breaks. */
const FIELD =
  /[,;|]?\s+(?=(?:date|day|time|venue|location|place|where|when|start|room|cost|price)s? ?(?:&|and|\/)? ?(?:time|venue)?:\s)|(?<=\S) {2,}(?=\S)/gi;
const FIELD_NAME =
  /(?<![\w])(?:date|day|time|venue|location|place|where|when|start|room)s? ?(?:&|and|\/)? ?(?:time|venue)?:\s/gi;

/** Two labels in one line; a single one may be part of a sentence. */
function isForm(raw: string): boolean {
  return raw.length <= 600 && (raw.match(FIELD_NAME)?.length ?? 0) >= 2;
}

/** A label that stands alone ("Time:") is about the line below it. */
function underLabel(line: Line, above: Line | undefined): Line {
  const isUnder = above?.text === "" && line.marker === null;
  return isUnder ? { ...line, marker: above.marker, label: above.label } : line;
}

/** Text that a right-to-left override turns round, in the order in which a reader sees it. */
function asShown(text: string): string {
  return text.replace(
    /\u202E([^\u202C\n]{1,200})\u202C/g,
    (_, turned: string) => [...turned].reverse().join(""),
  );
}

function straighten(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(/[‐‑‒–—―−]+/g, "-")
    .replace(/ ?(?:[➡→⟶⇒]\uFE0F?|[-=]>|(?<=[\dm]) ?~) ?(?=\w)/gu, " - ")
    .replace(/(?<![\w*])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_\n]{0,200}[^\s*_])\1(?![\w*])/g, "$2")
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”«»]/g, '"');
}

/** Emoji between words stand for a full stop. */
const EMOJI_FULL_STOP =
  /(?<=[\p{L}\p{N})"'])\s{0,3}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\uFE0F\u200D]){1,12}\s{1,3}(?=\p{Lu}\p{Ll}|(?<=^.{1,60})(?<!\b(?:our|the|an?|your|for|with|to|of|and) .{1,20})(?:\p{L}{2}|[Aa] ))/gu;

function toLine(
  piece: string,
  paragraph: number,
  translate: (text: string) => string,
): Line | null {
  const text = stripEmoji(piece.replace(EMOJI_FULL_STOP, " · ")).replace(
    / (?=[,.!?;:](?:\s|$))/g,
    "",
  );
  if (!/[\p{L}\p{N}]/u.test(text)) return null;
  const bare = text.replace(/^[^\p{L}\p{N}@#$"'(]+/u, "");
  const label = LABELS.find(([, pattern]) => pattern.test(bare));
  const rest = label ? bare.replace(label[1], "") : bare;
  return {
    text: rest,
    english: translate(rest),
    marker: label?.[0] ?? leadingMarker(piece),
    label: bare.slice(0, bare.length - rest.length).replace(/\W+$/, "").toLowerCase(),
    paragraph,
    isHeading: rest === "" || /:\s*$/.test(rest),
  };
}

function leadingMarker(piece: string): Marker | null {
  for (const symbol of piece.trimStart().slice(0, 12)) {
    const marker = MARKER_OF.get(symbol);
    if (marker) return marker;
    if (/[\p{L}\p{N}]/u.test(symbol)) return null;
  }
  return null;
}

/**
 * The same text, as long, with what only looks like a date or time blanked: addresses of the web and of
 * mail, handles, prices, telephone numbers, rooms, floors, places in a contest, ages.
 */
export function maskNumbers(text: string): string {
  return text.replace(NOT_DATES, (found) => "~".repeat(found.length));
}

/** Programs whose versions look like dates: "Ubuntu 15.04", "Python 3.12". */
const VERSIONED = [
  "ubuntu|debian|fedora|suse|mint|alpine|centos|linux|kernel|android|ios|macos|windows|chrome|firefox",
  "python|php|ruby|rails|java|jdk|node(?:\\.?js)?|deno|go|rust|kotlin|swift|scala|perl|julia|r|lua|dart",
  "django|flask|angular|react|vue|svelte|next(?:\\.?js)?|laravel|spring|typescript|\\.net|unity|unreal",
  "godot|blender|docker|kubernetes|postgres(?:ql)?|mysql|redis|gnome|kde|qt|gtk|latex|matlab|minecraft",
  "cuda|pytorch|tensorflow|numpy|pandas|ros|arduino|usb|bluetooth|wi-?fi|http|html|css|opengl|vulkan",
].join("|");

const NOT_DATES = new RegExp(
  [
    String
      .raw`https?:\/\/\S+|www\.\S+|\b[\w.-]{1,60}@[\w.-]{1,60}|@[\w.]+|\b[a-z-]{1,40}\.(?:com|org|net|ly|ee|au)\/\S*`,
    String.raw`(?:a|us|au|nz)?[$£€¥]\s?\d[\d,.]{0,12}(?:\s?[-/]\s?[$£€¥]?\d[\d,.]{0,12})?k?\+?`,
    String.raw`\b\d{1,6}(?:[.,]\d{1,3})?\s?%|\b\d{1,3}(?:,\d{3})+\b`,
    String.raw`\+?\b\d{2,4}[ -]\d{3,4}[ -]\d{3,4}\b|\+\d{1,3}(?: ?\d){6,12}`,
    String
      .raw`\b(?:rooms?|rm|level|lvl|floor|building|bldg|theatre|theater|lab|suite|unit|year|yr|part|pt|vol|no|day|session|workshop|round|stage|phase|aged?)\.?\s+\d+(?:[/&-]\d+)*(?:\.\d+)?(?![\d:]|\s?[ap]\.?m\b|(?:st|nd|rd|th)? ?(?:of )?(?:${MONTH}))`,
    String.raw`\b[a-z]{1,4}-?\d+(?:-[a-z]*\d*)+\b`,
    // Rooms: "C3.11/12", "JX 2.14", "LT 4/5", "HOL-2188", "Raum 3.12".
    String
      .raw`\b(?!at|by|to|on|am|um|ab)[a-z]{1,3}\d{1,2}\.\d{1,3}[a-z]?(?:\/\d{1,3})?\b(?!:|\s?[ap]\.?m\b)`,
    String
      .raw`(?<=\b(?:LT|lt|Raum|raum|Saal|HS|salle|sala|aula|zaal|lokaal) ?)\d{1,3}(?:[./]\d{1,3}){1,2}\b`,
    String.raw`\b(?:${VERSIONED})(?: (?:version|v\.?))? ?v?\d{1,4}(?:\.\d{1,4}){1,3}\b`,
    String
      .raw`\b(?:version|release|v\.?) ?\d{1,3}(?:\.\d{1,4}){1,3}\b|\bv\d{1,3}(?:\.\d{1,4}){1,3}\b`,
    String
      .raw`\b\d{1,3}(?:st|nd|rd|th)\s+(?:place|prize|years?|runner|annual|floor|edition|anniversary|birthday|semester|level)\b`,
    String
      .raw`\b24\/7\b|\b50\/50\b|\b1\/[234]\b(?=\s*(?:price|off|of|cup|hour))|\b20\d\d\s?[-/]\s?(?:20)?\d\d\b(?![-/:.])`,
  ].join("|"),
  "gi",
);
