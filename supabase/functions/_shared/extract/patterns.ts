/** Where the name of an event stands within the text of a post. */
import { EVENT_NOUNS } from "./kind.ts";

/** Where a name ends within a sentence. */
const STOP = String
  .raw`(?= ?[.!?;|*(\n·]|, | - |:(?:\s|$)|$| (?:on|at|from|in collaboration|in partnership|with|where|featuring|this|next|as|happening|hosted|that|which|to|by|because|so|before|during|and (?:get|learn|meet|hear|enjoy|more|a)|for (?:a|an|the|our|your|all|free)|is|are|has|have|will|aboard|tomorrow|today|tonight|of the year|incoming)\b)`;
const NAME = String
  .raw`(?:(?:our|the|a|an|this year's|your|an exclusive|an unforgettable|a special|another|some|her|his) )?("?[^.!?;|\n·]{3,90}?)"?${STOP}`;

const DAY_NAME =
  "(?:[Mm]on|[Tt]ues?|[Ww]ed(?:nes)?|[Tt]hu(?:rs)?|[Ff]ri|[Ss]at(?:ur)?|[Ss]un)(?:day)?";
/** What tells when a thing is on. */
const WHEN = String
  .raw`(?:tomorrow|today|tonight|this|next|in \d|the \d|\d{1,2}[ap:.s-]|\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|${DAY_NAME})\b`;
/** Who or what a sentence is about without naming it. */
const NOBODY =
  "it|this|that|each|every|these|there|here|he|she|they|we|you|i|who|what|when|where|how|why|if|time|doors?|entry|sign[- ]?ups?|registrations?|tickets?|bookings?|meeting point|location|venue|and|but|so|because|all|spots?|exams?|exam season|swotvac|semester (?:one|two|1|2)|more|everything|everyone|nobody|our (?:next|first|last|final|second) (?:event|one|meeting)|the (?:next|first|last|final|second) (?:event|one|session|meeting)";

interface Pattern {
  pattern: RegExp;
  /** How well what it finds is a name; a second group says what the first is about. */
  bonus: number;
}

const PROPER_NOUNS = String
  .raw`Workshop|Seminar|Webinar|Panel|Talk|Q ?& ?A|Session|Sessions|Night|Evening|Party|Ball|Gala|Mixer|Trivia|Quiz|Cruise|Picnic|BBQ|Brunch|Dinner|Lunch|Breakfast|Market|Fair|Expo|Festival|Fest|Carnival|Screening|Concert|Show|Exhibition|[A-Z]?\w*[Tt]hon|Hack|Competition|Contest|Tournament|Championship|Cup|Relay|Run|Hike|Trip|Camp|Retreat|Tour|Conference|Summit|Symposium|Forum|Debate|Meeting|Greet|Games|Day|Week|Celebration|Fundraiser|Class|Bootcamp|Masterclass|Program|Programme|Academy|Series|Challenge|Project|Internship|Scholarship|Webinar Series|Networking|Orientation|Revision|Drinks|Giveaway|Fiesta|Prom|Formal|Rave|Launch|Showcase|Connections|Timeline|Recruitment`;

export const IS_NOUN = new RegExp(`^(?:${PROPER_NOUNS})s?$`);

export const PATTERNS: Pattern[] = [
  {
    pattern: new RegExp(
      String
        .raw`\b(?:join us (?:for|at|in)|join \S+(?: \S+){0,3} for|join our|come (?:along |down )?to|invit(?:es?|ed|ing) you to|welcome to|get ready for|introducing|presents?|presenting|brings? you|bringing you|excited (?:to announce|for)|holding|hosting|save the date for|registrations? for|sign[- ]?ups? for|tickets (?:for|to)|join(?:ed|ing) us (?:for|at)|swing by|drop by|stop by|pop (?:in|by|over|down) to|find us at|(?:we are|we're) (?:having|throwing|running|planning|organi[sz]ing|opening)|prep(?:are)? for|questions about|applications? (?:open )?for|we (?:hold|run|host|offer)(?: free| weekly)*|who (?:attended|joined(?: us)?(?: for| at)?|came to)) ${NAME}`,
      "gi",
    ),
    bonus: 0.5,
  },
  {
    // "a webinar where you'll discover how to break into consulting": what it is, then what of.
    pattern: new RegExp(
      String
        .raw`\b(${EVENT_NOUNS.source}) where (?:you|we)(?:'ll| will| can|'re going to)? (?:learn|discover|find out|hear|see|explore) ((?:how|what|why|which)\b[^.!?;:|,\n]{8,70}?)(?=[.!?;:|,\n]|$| (?:on|at|this|next|from) )`,
      "gi",
    ),
    bonus: 5,
  },
  {
    pattern: new RegExp(
      String
        .raw`\b(?:days?|sleeps?|hours?|week)(?: left| to go)? (?:until|till?|to(?! go\b)) ${NAME}`,
      "gi",
    ),
    bonus: 3,
  },
  {
    // A talk or film by its name: workshop "SQL from Zero".
    pattern: new RegExp(
      String.raw`(?:^|(?:${EVENT_NOUNS.source}|[:.!?]) )"(\p{Lu}[^"\n]{5,80}[^"\s,])"`,
      "gmu",
    ),
    bonus: 6,
  },
  {
    // "Excel for the Afraid is a hands-on session".
    pattern:
      /(?:^|[.!?] )((?:[A-Z][\w'&-]{0,30} )(?:(?:[A-Z][\w'&-]{0,30}|of|the|and|&|x|for|in|who|are) ){1,9})(?:is|are|returns?|kicks?) (?:a|an|our|the|back|here|coming|happening|off|running|open)\b/gm,
    bonus: 1.5,
  },
  {
    // "Spirited Away is TOMORROW at 6.30pm", "Sunrise yoga is back this Wednesday": what is said to be on.
    pattern: new RegExp(
      String
        .raw`(?:^|[.!?·] )(?:(?:our|the) )?((?!(?:${NOBODY})\b)(?:[\w'&:+/-]{1,30} ){0,7}[\w'&+/-]{2,30}) (?:(?:is|are) (?:(?:finally|officially|almost|just|happening|running|back|here|on) ){0,2}(?:back|here|on(?=[!.,])|(?:on )?${WHEN})|(?:returns?|runs|kicks off|lands|takes place|starts) (?:on )?${WHEN})`,
      "gim",
    ),
    bonus: 3,
  },
  {
    // "Climate Letters, 1pm to 2pm", ": Uni Games Send-off, Monday 30 Nov": capitals, then when.
    pattern: new RegExp(
      String
        .raw`(?:^|[.!?:·] )((?:[A-Z][\w'&-]{0,30} )(?:(?:[A-Z][\w'&-]{0,30}|of|the|and|&|x|for|in|a|to|with) ){0,7}[A-Z][\w'&-]{1,30}),? (?:on |this |next )?(?:${DAY_NAME}|\d{1,2}(?:[:.]\d\d)? ?[ap]m)\b`,
      "gm",
    ),
    bonus: 2.5,
  },
  {
    // "Hot sauce challenge Friday 20 February", "Karaoke! Thursday 8pm": what a day follows right away.
    pattern: new RegExp(
      String
        .raw`(?:^|[.!?·] )(?:(?:our|the) )?((?!(?:${NOBODY})\b)[\p{L}'&][\p{L}\p{N}'&+-]{0,30}(?:(?: [\p{L}\p{N}'&+-]{1,30}){1,6}|(?=!)))[,!]? (?:on |this |next )?(?:${DAY_NAME}),? (?:the )?(?:\d|morning|evening|night|arvo|at\b|from\b)`,
      "gimu",
    ),
    bonus: 2,
  },
  {
    // "We're hiking to the Dandenongs this Saturday": what members will do there.
    pattern: new RegExp(
      String
        .raw`\b(?:we're|we are|we'll be|we will be) (?:all )?((?:off|heading|going|\w{2,15}ing) (?:to |in |on |at |up |down |through |along |around |over |into |for |out )(?:[\w'&-]{1,30} ){0,5}?[\w'&-]{2,30})(?=[!.?,(·]|$| (?:this|next|on|at|over|for|because|and|again|with|by|${DAY_NAME}|tomorrow|tonight|today)\b)`,
      "gim",
    ),
    bonus: 2,
  },
  {
    // "Midsummer Night's Dream Ball", "Annual General Meeting": capitals that end in a word for an event.
    pattern: new RegExp(
      String
        .raw`(?<![\w']|\b(?:[Aa]t|[Ii]n|[Oo]n) (?:the )?)((?:(?:[A-Z0-9][\w'&+-]{0,30}|of|the|and|&|x|n|for|in) ){1,8}(?:${PROPER_NOUNS})s?)(?![\w']| [A-Z][a-z])`,
      "g",
    ),
    bonus: 1.5,
  },
  {
    // "RAPID CUP five rounds": the capitals that open a sentence.
    pattern: /(?:^|[.!?·] )((?:[A-Z\d][A-Z\d'&-]* ){1,7}[A-Z][A-Z\d'&-]+)(?=[ :,·-]+[^\sA-Z])/gm,
    bonus: 3,
  },
  {
    // "eat too many samosas at HOLI ON THE LAWN.": capitals within a sentence that has none else.
    pattern:
      /(?<=[a-z]{2} )((?:[A-Z\d][A-Z\d'&-]* ){1,5}[A-Z][A-Z\d'&-]{2,})(?=[.,!:(]| (?:is|on|at|with|returns?) )/g,
    bonus: 2.5,
  },
  {
    // "we're running an intro to Git session", "join us for a lunchtime fireside chat": from article to noun.
    pattern: new RegExp(
      String
        .raw`\b(?:run|running|host|hosting|hold|holding|offering|planning|for|to|at|off|with|is|are|returns? with|back with|bringing back|comes?|present|presents) (?:an?|our|the|your)(?: (?:free|annual|weekly|monthly|first|next|last|very|own|special|exclusive|upcoming|much-loved|legendary|\d+-\w+|semester \d))* ((?:[\w'&+/-]{1,20} ){1,6}?(?:${EVENT_NOUNS.source}|\b(?:group|circle|chat|showcase|challenge|simul|club|series))(?: (?:${EVENT_NOUNS.source}))?)(?=[ ,.!?:;(]|$)`,
      "gi",
    ),
    bonus: 2.5,
  },
  {
    // "our brand new hackathon", "the Film Society's masquerade party".
    pattern: new RegExp(
      String
        .raw`\b(?:[Oo]ur|[A-Z]\w{1,30}'s) ((?!(?:first|next|last|final) )(?:[\w'&-]{1,20} ){0,4}(?:${EVENT_NOUNS.source})(?: (?:${EVENT_NOUNS.source}))?(?: for [\w'-]{2,20}(?: [\w'-]{2,20})?(?=[:.,!?(]))?)`,
      "g",
    ),
    bonus: 0.5,
  },
];

const SORTS =
  "picnic|hike|walk|trip|camp|workshop|seminar|webinar|panel|talk|lecture|info(?:rmation)? (?:session|night)|party|ball|gala|mixer|social|trivia(?: night)?|quiz(?: night)?|karaoke|cruise|bbq|barbecue|brunch|dinner|lunch|breakfast|bake sale|market|fair|expo|festival|screening|concert|gig|exhibition|open mic|hackathon|tournament|competition|race|ride|swim|run|retreat|tour|conference|debate|agm|meeting|meet-?up|hangout|games night|fundraiser|auction|blood drive|swap|class|clinic|crawl|tasting|potluck|jam|rehearsal|working bee|site visit|training|reading group|book club|car wash";
/** A word for an event after an article, with up to three words that say which. */
export const SORT = new RegExp(
  String
    .raw`\b(?:an?|our|the|this|for|to) ((?!(?:talk|lecture|class|meeting|trip|race|run|walk|ride|swim|tour|market|training|conference|rehearsal)\b)(?:(?!(?:our|the|an?|of|for|to|at|in|on|with|and|or|your|is|are|from|this|that|by)\b)[\w'&+-]{1,20} ){0,3}?(?:${SORTS}))(?=[ ,.!?:;(·]|$)`,
  "gim",
);
