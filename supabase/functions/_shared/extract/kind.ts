/** What a post is about: an event, a deadline, a look back, or anything else. */
import type { Kind } from "../event/event.ts";
import { INVITES_ABROAD, PAST_ABROAD } from "./languages.ts";
import type { When } from "./when.ts";

/** The kind with the strength of the evidence, 0 to 1. */
export interface KindGuess {
  kind: Kind;
  certainty: number;
}

const LOOKS_BACK = new RegExp(
  [
    String
      .raw`\bthank(?:s| you|ing)\b[^.!?\n]{0,60}\b(?:joined|joining|came|coming|attended|attending|participat\w+|turned up|showed up|dropped (?:by|in)|made (?:it|this|the|our|\w+ \w+ \d*) ?(?:possible|such|a |an |so )?)`,
    String.raw`\bthank(?:s| you) (?:to )?(?:everyone|everybody|all) (?:who|for|that)\b`,
    String
      .raw`\bthank(?:s| you)(?: all| guys| so much)? for (?!(?:support|back|donat|sponsor|partner|read|consider|follow|hav|giv|tak|register|sign|subscrib|shar|wait)ing)\w+ing\b|\bsold[- ]out (?:shows?|nights?|performances?|crowds?|houses?)\b`,
    String
      .raw`\bwhat an? (?:\w+ ){0,2}(?:night|day|evening|event|weekend|time|week|ride|turnout)\b`,
    String
      .raw`\b(?:throwback|recap|rewind|flashback|icymi|photo ?dump|aftermovie|that'?s a wrap|tbt)\b`,
    String
      // "Send us your photos from camp" asks for some.
      .raw`\b(?=[hmps])(?<!\byour (?:\w+ )?|\b(?:send|submit|upload|enter|e-?mail)\b[^.!?\n]{0,40})(?:highlights?|snippets|moments|photos|memories|pics|snaps) (?:from\b|of (?:our|the|last|this)\b)`,
    String
      .raw`\b(?:we|everyone|you all) (?:all )?had (?:such )?(?:an? |so )?(?:\w+ )?(?:time|blast|fun|night|day)\b`,
    String.raw`\bhope (?:that )?(?:you|everyone|y'?all)(?: all| guys)? (?:had|enjoyed|loved)\b`,
    String
      .raw`\b(?:was|were|been) an? (?:\w+ )?(?:success|blast|hit)\b|\b(?:huge|great|massive|such a|roaring) success\b`,
    String
      .raw`\b(?<!\b(?:the|our|your|very) )last (?:night|week(?! of\b)|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?! of\b))(?:'s)?\b|\b(?:grateful|thankful) (?:to|for) (?:everyone|everybody|all|each)\b`,
    String.raw`\bwrapped up\b|\bthank(?:s| you),? [A-Z][\w' ]{2,30}(?:[.!\n]|$)`,
    String
      .raw`\b(?:photos|pics|pictures|albums?) (?:are )?(?:up|out|on our)\b|\btag yoursel(?:f|ves)\b`,
    String
      .raw`\bwe (?:won|drew (?:with|against)|lost to|beat|took home|came (?:first|second|third))\b|\b(?:you|they) were (?:magnificent|amazing|incredible|brilliant|fantastic|so)\b|\bso (?:so |incredibly |very )?proud\b`,
    String
      .raw`\b(?:at|from|after) (?:yester|mon|tues|wednes|thurs|fri|satur|sun)day's\b|\b(?:first|second|third|1st|2nd|3rd) place (?:at|in) the\b`,
    String
      .raw`\bthanks? to our (?:\w+ ){0,2}(?:speakers|panell?ists|guests|judges|volunteers|leaders|performers)\b`,
    String
      .raw`\b(?:(?:so|how) many|\d+\+?) of you (?:came|joined|showed|turned|stopped|visited|signed)\b|\bblown away by\b`,
    String
      .raw`\bstill (?:not over|recovering|smiling|buzzing|thinking about|finding)\b|\bhours? later\b`,
  ].join("|"),
  "gi",
);

const INVITES = new RegExp(
  [
    String
      .raw`\bjoin us\b|\bjoin \w+(?: \w+){0,4} (?:for|at|on)\b|\bcome (?!true\b|from\b|out\b|back\b|in\b|up\b|to (?:a|an end)\b)[a-z]+`,
    String
      .raw`\bsee you (?:there|all|soon|then|on|at|this|tomorrow|tonight)\b|\binvit(?:es?|ed|ing|ation)\b`,
    String
      .raw`\bdon'?t miss\b|\bget ready\b|\b(?:days?|sleeps?|week) (?:left|to go|until|till?)\b|\baround the corner\b|\bsave the date\b`,
    String.raw`\btickets?\b|\btix\b|\bfree entry\b|\bdoors open\b|\bdress code\b`,
    String
      .raw`\bregister\b|\bregistrations?\b|\bsign[- ]?ups?\b|\brsvp\b|\bbook (?:now|your)\b|\bbookings?\b|\b(?:this|the|our) event\b|\battend\b|\b(?:secure|save|grab|reserve|claim) (?:your|a|yours?)\b|\b(?:spots?|slots?)\b|\bseats? (?:are )?limited\b`,
    String.raw`\b(?:talk|film|movie|session|speaker|game|topic|book|event) of the week\b`,
    String.raw`\bline-?up\b|\bpanell?ists?\b|\bguest speakers?\b|\bkeynotes?\b`,
    String
      .raw`\b(?:every|each) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bprovided\b|\brefreshments\b|\bopen to (?:all|everyone)\b|\bhappening\b|\bto be (?:announced|confirmed)\b|\bt\.?b\.?[acd]\b|\bhost(?:ing|ed by)\b|\bis back\b`,
  ].join("|"),
  "gi",
);

/** Words for something one goes to. */
export const EVENT_NOUNS =
  /\b(?:workshops?|seminars?|webinars?|panels?|talks?|lectures?|q ?& ?a|info(?:rmation)? (?:session|night|evening)s?|sessions?|night|evening|part(?:y|ies)|ball|gala|mixer|social|socials|drinks|trivia|quiz|karaoke|cruise|picnic|bbq|barbecue|brunch|dinner|lunch|breakfast|bake sale|market|stalls?|fair|expo|festival|fest|carnival|fete|screening|movie|concert|gig|show|performance|exhibition|open mic|hackathon|datathon|hack|ideathon|competition|contest|tournament|championships?|cup|match|race|relay|hunt|run|hike|trip|camp|retreat|tour|excursion|conference|summit|symposium|forum|debate|ceremony|agm|sgm|egm|annual general meeting|general meeting|meeting|meet ?(?:&|and|n|'n') ?greet|meet-?up|hangout|gathering|games? (?:night|day)|board ?games|celebration|fundraiser|auction|drive|class|classes|clinic|swap(?: shop)?|cupping|taster|open day|crawl|ceilidh|prom|banquet|formal|iftar|marathon|watch party|training|bootcamp|masterclass|mentoring|networking|speed ?(?:dating|friending|networking)|orientation|o-?week|welcome|revision|study session|scavenger hunt|escape room|murder mystery|tasting|potluck|jam|rave|club night|pub crawl|bar crawl|bar night|concert|recital|(?:photo|night|nature|coastal|city|bird|bush|guided|sunrise|sunset|group|social|charity|sea|ocean) (?:walks?|tours?|swims?|rides?|dips?|plunges?)|lessons?|rehearsals?|working bee|site visit|bingo|colloqui(?:um|a)|premiere|matinee|try-?outs?|catch-?ups?|(?:high|morning|afternoon) tea|carols|fireworks|parade|service|vigil|rally|protest|clean-?up)\b/gi;

const CALLS_TO_APPLY =
  /\b(?:appl(?:y|ying|ications?)|recruit(?:ing|ment|s)?|hiring|vacanc(?:y|ies)|internships?|interns?|clerkships?|graduate (?:\w+ ){0,2}(?:programs?|programmes?|roles?|academy|intake|positions?)|expressions? of interest|eoi|scholarships?|(?:looking|lookout|searching|hunt) for (?:\w+ ){0,3}(?:recruits?|people|students|members|individuals|officers?|directors?|leaders?|volunteers|reps?|\w+(?:ers|ors|ists|ians))|we want you|join (?:our|the) (?:\w+ )?(?:team|committee|board|subcommittee)|positions?)\b/gi;

const TELLS_NEWS =
  /\b(?:(?:go(?:es)?|going|not|yet) on sale|sponsors?|sponsorship|partnership|partnered|partner(?:ing)? with|\d+% off|discounts?|giveaway|(?:introduc\w+|meet|welcom\w+|say hello to|thank) (?:[\w'/-]+ ){0,6}(?:team|faces|committee|exec\w*|leaders?|officers?|directors?|board|reps?|subcommittee)|podcast|episode|newsletter|(?:(?:out|live|available) now|now (?:live|available|out))(?<!\b(?:tickets?|tix|registrations?|sign-?ups?)\b.{0,60})|results?|elected|congratulat\w*|donat(?:e|ed|ion|ions)|raised|transparency|stay tuned|tune in|read (?:it|more)|blog|article|survey|hoodies|(?:announce|excited|thrilled|proud|pleased) (?:\w+ ){0,3}collab\w*|happy (?:\w+[- ]){0,3}(?:new year|day|festival|holidays|birthday|easter|diwali|eid|christmas|week)|cancell?ed|good luck|best of luck|jobs?|reviews?)\b/gi;

/** "Happy Mid-Autumn Festival (6 October)": a wish names a feast, and nowhere to go. */
const WISHES = /^\W*(?:happy (?!hour)|merry |wishing |selamat |eid mubarak)/i;

/** Called off, or put off: with no day left to come, nobody is asked anywhere. */
const CANCELLED =
  /(?<!\b(?:if|not|never|cannot|can't|won't|unless)\b[^.!?\n]{0,40})\bcancel(?:l?ed|l?ing|lation)\b|\b(?:had to|have to|tough (?:call|decision) to|decision to) cancel\b|\bcalled off\b|\b(?:won't|not|no longer) be (?:going ahead|running|held|happening)\b|\b(?:been|is|are|was) (?:\w+ )?postponed\b|(?:^|\n)\W*no (?:\w+ )?(?:training|practice|rehearsals?|class(?:es)?|sessions?|meetings?)\b/i;

/** "Closed for the break. Back on Monday": the day is one to come in, not to come to. */
const CLOSED =
  /\b(?:closed|shut|on (?:a )?break|taking a break|on holidays?)\b[^\n]{0,120}\b(?:back|re-?open(?:s|ing)?|resum(?:es?|ing)) (?:on|from|in)\b/i;

/** Who won an election is news, though the election is over and its voters are thanked. */
const ELECTED = /\b(?:newly|been|were|duly) elected\b/i;

/** "We beat Carver last night! Next home game Friday 7pm". */
const LOOKS_AHEAD =
  /\bnext\b[^.!?\n]{0,40}\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:coming up|up next|round (?:two|three|2|3))\b/i;

/** The least evidence that makes a post without a stated date an event. */
const EVENT_SCORE = 1.75;

/** The kind of a post from its plain text (emoji gone, breaks kept) and what it says about when. */
export function guessKind(text: string, when: When): KindGuess {
  const looksBack = distinct(text, LOOKS_BACK) + distinct(text, PAST_ABROAD);
  // "Sunday, 4:30pm: four guitars …" looks back if the post does, and asks nobody to come.
  const isOver = when.isWeekday && distinct(text, INVITES) === 0 && !LOOKS_AHEAD.test(text);
  if (looksBack > 0 && (!when.isStated || isOver)) {
    if (ELECTED.test(text)) return { kind: "announcement", certainty: 0.75 };
    return { kind: "recap", certainty: looksBack > 1 ? 0.95 : 0.75 };
  }
  // With an hour it is one to come to: "Back on Tuesday 5pm with pizza".
  if (when.start_time === null && CLOSED.test(text) && distinct(text, INVITES) === 0) {
    return { kind: "announcement", certainty: 0.75 };
  }
  if (when.start_date === null && CANCELLED.test(text)) {
    return { kind: "announcement", certainty: 0.8 };
  }
  const applies = distinct(text, CALLS_TO_APPLY);
  const score = eventScore(text, when, applies);
  if (
    when.hasDeadline &&
    (when.start_date === null || score < EVENT_SCORE || (applies >= 2 && !when.isStated))
  ) {
    return { kind: "deadline", certainty: applies > 0 ? 0.95 : 0.7 };
  }
  const kind = score >= EVENT_SCORE ? "event" : "announcement";
  return { kind, certainty: Math.min(0.95, 0.55 + Math.abs(score - EVENT_SCORE + 0.25) / 8) };
}

function eventScore(text: string, when: When, applies: number): number {
  // A day to come, that is no last day for anything, is hardly ever without something to attend.
  const inPassing = when.hasDeadline ? 2 : 3;
  const invites = Math.min(3, distinct(text, INVITES) + distinct(text, INVITES_ABROAD));
  const nouns = Math.min(2, distinct(text, EVENT_NOUNS));
  if (invites === 0 && WISHES.test(text)) return 0;
  // "Exams start 3 November": a day alone, with nothing to go to.
  const named = invites + nouns > 0 ? inPassing : 1;
  const date = when.isStated ? 5 : when.start_date !== null ? named : 0;
  const news = Math.min(3, distinct(text, TELLS_NEWS));
  return date + invites + nouns * 0.75 - Math.min(3, applies) * 1.25 - news * 1.25;
}

function distinct(text: string, pattern: RegExp): number {
  const found = [...text.matchAll(pattern)].map(([found]) => found.toLowerCase().replace(/s$/, ""));
  return new Set(found).size;
}
