/** What a day or time in a sentence is for: only some are when one can be there. */
import { BECAME, BECOMES_AFTER, MOVES_TO } from "./moves.ts";

/**
 * `event`: when it happens; `moved`: when it happens now, after a change; `deadline`: the last day to do
 * something; `aside`: neither (sales start, results, what was planned before, what is over).
 */
export type Role = "event" | "moved" | "deadline" | "aside";

/** Nothing but small words, and blanked times, up to the day. */
const ADJOINING = String
  .raw`(?=[\s~:,.-]*(?:(?:the|this|next|on|at|in|from|end of|cob|midnight)(?:[\s~:,.-]+|$))*$)`;

const words = (...patterns: string[]) => new RegExp(String.raw`\b(?:${patterns.join("|")})`, "gi");

// A cue counts in the words before the date, in the same clause; the one closest to the date decides.
const CUES_BEFORE: [Role, RegExp][] = [
  [
    "deadline",
    words(
      String.raw`clos(?:es?|ed|ing)\b(?! (?:ceremony|party|night|event|gala|concert|show))`,
      String.raw`shuts?\b|shutting\b|wraps? up\b`,
      String
        .raw`deadlines?\b|due\b(?! to)|expires?\b|cut-?off\b|no later than\b|early ?birds?\b(?! only\b)`,
      String.raw`ends?(?= (?:on|at|in|this|next|tomorrow|today|\W*$))|ending${ADJOINING}`,
      String.raw`(?:last|final) (?:day|chance|call)\b|rsvps?\b|submissions?\b|pre-?orders?\b`,
      String.raw`applications? (?:period|open|accepted|from)\b|extended (?:to|until|till)\b`,
      String
        .raw`(?:applications?|nominations?|eois?|expressions of interest)(?: (?:window|dates?))?${ADJOINING}`,
      String
        .raw`(?:(?<!\b(?:drop|stop|swing|come|pass|pop)(?:p?ing)? )by|before|till?|until)\b${ADJOINING}`,
    ),
  ],
  [
    "aside",
    words(
      String
        .raw`original(?:ly)?\b|instead of\b|previous(?:ly)?\b|rather than\b|old (?:date|time)\b|yesterday\b|no longer (?=(?:on |the )?[\s~]*$)|^old\b${ADJOINING}`,
      String
        .raw`(?:was|were)(?= (?:held|on|scheduled|planned|originally|meant|supposed)\b)|we (?:had|held|hosted)\b`,
      String
        .raw`last (?:week|month|year|time|night|semester|\w+day)\b(?! of\b)|took place\b|born\b|founded\b|raised\b`,
      String
        .raw`(?:be|being|are|is|get|got) (?:announced|revealed|released|posted|published|notified|emailed)\b`,
      String.raw`(?:announced?|announcements?|results?|judging|since)\b(?: \w+)?${ADJOINING}`,
      // What does not take place, and when something is drawn: nothing to come to.
      String
        .raw`cancel(?:l?ed|l?ing|s)?\b|called off\b|no (?:\w+ )?(?:training|practice|rehearsals?|class(?:es)?|sessions?|meetings?)\b`,
      String.raw`draw\b(?=.{0,12}$)|drawn\b`,
      // Stamps of a page: "Posted: 9 February", "(edited 9 Feb, 11:20)".
      String
        .raw`(?:posted|published|edited|created|last (?:updated|modified|edited|changed)|(?<=^\W*)updated)(?: (?:on|at|by \w+(?: on)?))?${ADJOINING}`,
      String.raw`(?:be|being|are|is|get|got) named\b`,
      String.raw`reveal(?:s|ed|ing)?\b|releas(?:e|es|ed|ing)\b|go(?:es|ing)? live\b|stay tuned\b`,
      String
        .raw`(?<!mock )interviews?(?: (?:will|are|round|period)\b(?: (?:be )?held)?|${ADJOINING})`,
      String
        .raw`on sale\b|(?:(?:ticket|pre-?) ?)?sales? (?:starts?|opens?|ends?|goes)\b|(?:ticket|pre-?) ?sales?\b`,
      String
        .raw`(?:tickets?|tix|registrations?|rego|sign-?ups?) (?:\w+ ){0,2}?(?:live|out|up|available|from)\b${ADJOINING}`,
      String
        .raw`winners?(?: (?:will be|is|are))?(?: \w+)?${ADJOINING}`,
      String.raw`drop(?:s|ping)?\b(?! (?:by|in|into|off))`,
      String
        .raw`(?<!doors )(?!(?<=^\W*)(?:opening at|open)\b)open(?:s|ing)?\b(?! (?:daily|every|all (?:day|week)|hack|lab|gym|jam|rehearsal|training|session|class|studio|board|stage|forum|workshop|to|for all|ceremony|night|party|day|mic|evening|event|gala|keynote|show|house|weekend))`,
    ),
  ],
  [
    "moved",
    words(
      String
        .raw`new (?:date|time)\b|moved\s+to\b|postponed (?:to|until|till)\b|shifted to\b|changed to\b`,
      String
        .raw`rescheduled (?:to|for|until)\b|pushed (?:back )?to\b|delayed (?:to|until)\b|brought forward to\b`,
      String
        .raw`(?:will|'ll) now\b|now (?:on|happening|held|being held|taking place)\b|has been moved\b`,
    ),
  ],
  ["moved", new RegExp(`(?:${MOVES_TO.join("|")})${ADJOINING}`, "gi")],
  ["moved", BECAME],
  [
    "event",
    words(
      String
        .raw`join\b|come\b|happening\b|held\b|tak(?:es?|ing) place\b|see you\b|invites?\b|visit\b`,
      String.raw`start(?:s|ing)?\b|kick(?:s|ing)? off\b|runs?\b|running\b|takes? off\b|doors\b`,
      String.raw`save the date\b|catch us\b|scheduled for\b|be there\b|will be\b|is (?:back|on)\b`,
      String
        .raw`(?:for|to|at) (?:our|the|an?)\b(?:(?!clos|due|end|open|deadline)[^.!?]){1,40}\bon\b`,
    ),
  ],
];
/** "22 Aug is the last day", "22 Aug: applications close"; not where the words lead on to another date. */
const CUE_AFTER =
  /^[^.!?]{0,25}\b(?:deadline|is the (?:last|final) day|last day|applications? close|registrations? close|sign-?ups? close|at the latest)\b(?![^.!?]*\d)/i;
/** "2 days left to apply". */
const LEFT_TO =
  /^[^.!?]{0,20}\bleft to (?:apply|submit|register|sign|vote|nominate|enter|order|pre-?order|buy|get|grab|secure|purchase)\b/i;
/** "Monday 7 April has been postponed to", "on Tuesday we hosted". */
const REPLACED_AFTER =
  /^,? we (?:had|held|hosted|ran|went|visited|welcomed|celebrated)\b|^[^.!?,]{0,80}\b(?:(?:has|have) been|is|are|was) (?:now |sadly |unfortunately )?cancell?ed\b|^[^.!?,]{0,80}\b(?:will no longer|won't) (?:be )?(?:going ahead|happening|running|held)\b|^[^.!?]{0,20}\b(?:(?:has|have) been|is|was) (?:postponed|moved|rescheduled|cancelled|canceled|pushed)\b/i;

/** The role of what stands at `at`..`to` in a line, given the words that head it. */
export function roleAt(text: string, at: number, to: number, heading: string): Role {
  const after = text.slice(to);
  if (REPLACED_AFTER.test(after) || BECOMES_AFTER.test(after)) return "aside";
  if (CUE_AFTER.test(text.slice(to)) || LEFT_TO.test(text.slice(at))) return "deadline";
  // "on 3 Oct" is one with its "on".
  const isLed = /^on\b/i.test(text.slice(at, to));
  const before = clauseBefore(text.slice(0, isLed ? at + 2 : at));
  const role = nearestCue(before) ?? nearestCue(heading) ?? "event";
  // "The deadline has been moved to Friday": a last day still.
  return role === "moved" && LAST_DAY.test(before) ? "deadline" : role;
}

const LAST_DAY = /\b(?:deadline|due date|closing date|cut-?off)\b/i;

/** The text since the last end of a sentence; an abbreviation's full stop may cut it, which harms little. */
function clauseBefore(before: string): string {
  return before.slice(-160)
    .split(/[.!?;|](?=\s|$)|\s-\s(?=[A-Z])|, (?=(?:so|but|then|and then|which means)\b)/).at(-1) ??
    "";
}

function nearestCue(clause: string): Role | null {
  let nearest: { role: Role; to: number } | null = null;
  for (const [role, pattern] of CUES_BEFORE) {
    for (const match of clause.matchAll(pattern)) {
      const to = match.index + match[0].length;
      if (nearest === null || to > nearest.to) nearest = { role, to };
    }
  }
  return nearest?.role ?? null;
}

/** A minute to midnight ends things; nothing starts then. */
export function endsADay(time: string): boolean {
  return time === "23:59" || time === "23:55";
}
