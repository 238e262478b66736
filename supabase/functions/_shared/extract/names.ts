/** What tells the name of an event from the other words of a post. */
import { EVENT_NOUNS } from "./kind.ts";

/** Where a name ends within a sentence. */
const STOP = String
  .raw`(?= ?[.!?;|*(\n·]|, | - |:(?:\s|$)|$| (?:on|at|from|in collaboration|in partnership|with|where|featuring|this|next|as|happening|hosted|that|which|to|by|because|so|before|during|and (?:get|learn|meet|hear|enjoy|more|a)|for (?:a|an|the|our|your|all|free)|is|are|has|have|will|aboard|tomorrow|today|tonight|of the year|incoming)\b)`;
const NAME = String
  .raw`(?:(?:our|the|a|an|this year's|your|an exclusive|an unforgettable|a special|another|some|her|his) )?("?[^.!?;|\n·]{3,90}?)"?${STOP}`;

interface Pattern {
  pattern: RegExp;
  /** How well what it finds is a name. */
  bonus: number;
}

const PROPER_NOUNS = String
  .raw`Workshop|Seminar|Webinar|Panel|Talk|Q ?& ?A|Session|Sessions|Night|Evening|Party|Ball|Gala|Mixer|Trivia|Quiz|Cruise|Picnic|BBQ|Brunch|Dinner|Lunch|Breakfast|Market|Fair|Expo|Festival|Fest|Carnival|Screening|Concert|Show|Exhibition|[A-Z]?\w*[Tt]hon|Hack|Competition|Contest|Tournament|Championship|Cup|Relay|Run|Hike|Trip|Camp|Retreat|Tour|Conference|Summit|Symposium|Forum|Debate|Meeting|Greet|Games|Day|Week|Celebration|Fundraiser|Class|Bootcamp|Masterclass|Program|Programme|Academy|Series|Challenge|Project|Internship|Scholarship|Webinar Series|Networking|Orientation|Revision|Drinks|Giveaway|Fiesta|Prom|Formal|Rave|Launch|Showcase|Connections|Timeline|Recruitment`;

export const IS_NOUN = new RegExp(`^(?:${PROPER_NOUNS})s?$`);

export const PATTERNS: Pattern[] = [
  {
    pattern: new RegExp(
      String
        .raw`\b(?:join us (?:for|at|in)|join \S+(?: \S+){0,3} for|join our|come (?:along |down )?to|invit(?:es?|ed|ing) you to|welcome to|get ready for|introducing|presents?|presenting|brings? you|bringing you|excited (?:to announce|for)|holding|hosting|save the date for|registrations? for|sign[- ]?ups? for|tickets (?:for|to)|join(?:ed|ing) us (?:for|at)|who (?:attended|joined(?: us)?(?: for| at)?|came to)) ${NAME}`,
      "gi",
    ),
    bonus: 0.5,
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:days?|sleeps?|hours?|week)(?: left)? (?:until|till?|to) ${NAME}`,
      "gi",
    ),
    bonus: 3,
  },
  {
    // "Midsummer Night's Dream Ball", "Annual General Meeting": capitals that end in a word for an event.
    pattern: new RegExp(
      String
        .raw`(?<![\w'])((?:(?:[A-Z0-9][\w'&+-]{0,30}|of|the|and|&|x|n|for|in) ){1,8}(?:${PROPER_NOUNS})s?)(?![\w']| [A-Z][a-z])`,
      "g",
    ),
    bonus: 1.5,
  },
  {
    // "our brand new hackathon", "the Film Society's masquerade party".
    pattern: new RegExp(
      String.raw`\b(?:our|[A-Z][\w]{1,30}'s) ((?:[\w'&-]{1,20} ){0,4}(?:${EVENT_NOUNS.source}))`,
      "g",
    ),
    bonus: 0.5,
  },
];

/** "Bar Night, Friday 22 Aug at the Clyde" is called Bar Night. */
export const WHEN_ON =
  /[\s,:|/(@-]+(?:on |at |this |next )?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{1,2}(?:[:.]\d\d)? ?(?:-|[ap]m)|\d{1,2}\/\d{1,2}\b|today\b|tonight\b|tomorrow\b).*$/i;

/** "Applications due 22 Aug" says nothing without its date. */
export const NEEDS_WHEN =
  /\b(?:due|till?|until|by|opens?|clos(?:e|es|ing)|is|are|starts?|from|happening|released|to|before|between|at|for|in|of)$/i;

/** No name, however short: openers, questions to the reader, calls to act. */
export const OPENER =
  /^(?:are you|do you|did you|don'?t|have you|what|who|why|how|when|where|ready|looking|think|want|come|join|get|grab|calling|it'?s|its|we|i|you|swipe|sign|link|register|registrations?|save|feeling|tired|curious|ever|kick|never|need|unsure|if|whether|can'?t|exciting|guess|tag|follow|see|event details|details|attention|announcement|this|that|there|here|thank|thanks|only|just|not|let|so|and|but|as|after|one of|quick|repost|reminder|last chance|free|big|includes?|spots|doing|plus|apply|applications?|expand|unlock|meet your|due to|in this|for (?:more|any)|no|with|please|make|hear|enjoy|learn|discover)\b/i;
export const GREETING =
  /^(?:hey|hi|hello|dear|good (?:morning|evening|afternoon)|g'day|\P{ASCII}[^a-z]{2,40})(?![a-z])[^!.?]{0,40}$|\b(?:everyone|fam|guys|folks|all)$/iu;
export const TALK = /\b(?:you|your|we|we're|our|us|i|my|me|let's|i'm)\b/i;
export const NOISE =
  /\bbio\b|https?:|\blink\b|^\W*$|^(?:program|schedule|prizes?|tickets?|when|where|what)\b|\$\d|\bspots? (?:are|is)\b/i;
/** Words that capitals or a pattern brought along: "Join the Peer Mentoring Program". */
export const LEADING_WORDS =
  /^(?:(?:[Oo]ur|[Tt]he|[Aa]n?|[Oo]f|[Aa]nd|[Ff]or|[Ii]n|&|[Jj]oin|[Ww]ithin|[Aa]t|[Ww]ith|[Ff]rom|[Ii]ntroducing)\s+)+(?=[A-Z\d])/;
/** Parts that many events have. */
export const GENERIC =
  /^(?:the )?(?:official )?(?:opening|closing|award)s? ceremony|^(?:local|global|final|first) round|^(?:day|part|workshop|session) \d+$|^(?:this|the) (?:event|session|day|night|evening|week|program)$|^(?:location|date|time|venue)/i;
export const COUNTDOWN = /\b\d+ (?:more )?(?:days?|sleeps?|weeks?|hours?)\b/i;
/** "Hack Night is back" is called Hack Night. */
export const NEWS =
  /\s+(?:is|are) (?:finally |officially |almost |just )?(?:here|back|coming(?: (?:back|soon|up))?|tomorrow|today|tonight|now open|around the corner|incoming|happening.*|this \w+|in \d+ \w+)(?: for .*)?$|\s+incoming$|\s+alert$/i;
