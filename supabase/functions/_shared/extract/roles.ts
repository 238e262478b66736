/** What a day or time in a sentence is for: only some are when one can be there. */

/**
 * `event`: when it happens; `moved`: when it happens now, after a change; `deadline`: the last day to do
 * something; `aside`: neither (sales start, results, what was planned before, what is over).
 */
export type Role = "event" | "moved" | "deadline" | "aside";

// A cue counts in the words before the date, in the same clause; the one closest to the date decides.
const CUES_BEFORE: [Role, RegExp][] = [
  [
    "deadline",
    /\b(?:clos(?:es?|ed|ing)\b(?! (?:ceremony|party|night|event|gala|concert|show))|deadlines?|due|ends?(?= (?:on|at|in|this|next|tomorrow|today|\W*$))|ending|expires?|cut-?off|last (?:day|chance|call)|final (?:day|call|chance)|rsvp(?:s)?|early ?birds?|applications? (?:period|open|accepted|from)|before|by|till?|until|no later than|submissions?|submit|pre-?order|order(?:s|ed)?|extended)\b/gi,
  ],
  [
    "aside",
    /\b(?:original(?:ly)?|instead of|previously|rather than|was|were|had|took place|held|hosted|last (?:week|month|year|time|night|semester|\w+day)|since|yesterday|announce(?:d|ment)?s?|reveal(?:s|ed|ing)?|results?|judging|interviews?|refunds?|on sale|(?:ticket|pre-?) ?sales?|sales? (?:starts?|opens?|ends?|goes)|drops?|dropping|released?|releasing|go(?:es|ing)? live|launching|open(?:s|ing)?(?! (?:ceremony|night|party|day|mic|evening|event|gala|keynote|show|house|weekend))|coming out|stay tuned|email(?:ed)?|notified|raised|born|founded|published|posted|old (?:date|time)|previous)\b/gi,
  ],
  [
    "moved",
    /\b(?:new (?:date|time)|moved\s+to|postponed (?:to|until|till)|rescheduled (?:to|for|until)|shifted to|pushed (?:back )?to|changed to|now (?:on|happening|held|be(?:ing)? held|taking place)|delayed (?:to|until)|brought forward to|has been moved)\b/gi,
  ],
  [
    "event",
    /\b(?:join|come|happening|held on|taking place|takes place|see you|starts?|starting|kick(?:s|ing)? off|runs?|running|save the date|catch us|visit|scheduled for|takes? off|doors|be there|will be|is back|for (?:our|the|an?)\b(?:(?!clos|due|end|open|deadline)[^.!?]){1,40}\bon|is on|invites?)\b/gi,
  ],
];
// Cues that outrank: whatever else the clause says, these words make what is near them no event.
const CUE_AFTER =
  /^[^.!?]{0,25}\b(?:deadline|is the (?:last|final) day|last day|applications? close|registrations? close|sign-?ups? close|at the latest)\b/i;
/** Instead of what, from what: "moved from 7 to 9 April", "has been postponed". */
const REPLACED_AFTER =
  /^[^.!?]{0,20}\b(?:(?:has|have) been|is|was) (?:postponed|moved|rescheduled|cancelled|canceled|pushed)\b|^ ?(?:->|=>|→)/i;

/** The role of what stands at `at`..`to` in a line, given the words that head it. */
export function roleAt(text: string, at: number, to: number, heading: string): Role {
  if (REPLACED_AFTER.test(text.slice(to))) return "aside";
  if (CUE_AFTER.test(text.slice(to))) return "deadline";
  // "on 3 Oct" is one with its "on".
  const isLed = /^on\b/i.test(text.slice(at, to));
  const before = clauseBefore(text.slice(0, isLed ? at + 2 : at));
  return nearestCue(before) ?? nearestCue(heading) ?? "event";
}

/** The text since the last end of a sentence; an abbreviation's full stop may cut it, which harms little. */
function clauseBefore(before: string): string {
  return before.slice(-160).split(/[.!?;|](?=\s|$)|\s-\s(?=[A-Z])/).at(-1) ?? "";
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
