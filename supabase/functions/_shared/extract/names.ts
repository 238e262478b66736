/** What tells the name of an event from the other words of a post. */
import { EVENT_NOUNS } from "./kind.ts";
import { oneOf } from "./one_of.ts";
import { DAY_NAME } from "./spelling.ts";

const MONTH_START = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";

/** What is no word for an event everywhere, but is one at the head of a post. */
const NAMING_WORDS = oneOf(
  // "Datathon", "Springfest", "book swap", "open day".
  String
    .raw`[a-z]*(?:thon|fest|con)|swap|clinic|retreat|roast|clean|comp|league|open day|marathon|conference|service|club|collection|showcase|takeover|repair cafe?`,
  // "Coastal walk", "life drawing", "badminton".
  String
    .raw`walk|swim|dip|ride|crawl|yoga|meditation|drawing|cooking|baking|cupping|bouldering|climbing|painting|pottery|volleyball|badminton|futsal|netball|basketball|football|soccer|tennis|pickleball|friending|viewing|practice|simulation|stargazing|beginners`,
  // "Committee applications", "summer internships", "mentoring program".
  String
    .raw`donation|applications?|nominations?|recruitment|elections?|internships?|(?:crash|short) course|program(?:me)?s?|scholarships?|auditions?|interviews?`,
  // "Hoodies", "wellbeing survey", "exam results".
  String.raw`survey|podcast|results|giveaway|merch|hoodies|project`,
);

/** A name has one of these, or a word like them: what one goes to, or what is offered. */
export const NAMING_NOUN = new RegExp(String.raw`${EVENT_NOUNS.source}|\b${NAMING_WORDS}\b`, "i");

/** "Bar Night, Friday 22 Aug at the Clyde" is called Bar Night. */
export const WHEN_ON = new RegExp(
  String
    .raw`(?<!\b(?:div|level|part|year|years|grade|week|weeks|round|stage|ages|aged|teams of|groups of))[\s,:|/(@-]+(?:on |at |this |next |every (?:second |other )?|each |(?:on )?the (?:first|second|third|last) )?${
    oneOf(
      // "Fri 22", "Friday".
      String
        .raw`(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?\d|${DAY_NAME}\b`,
      // "22nd of Aug", "22/8".
      String
        .raw`\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH_START}|\d{1,2}(?:[:.]\d\d)? ?(?:- ?\d|[ap]m)|\d{1,2}\/\d{1,2}\b`,
      // "tonight", "this arvo", "at 18:00".
      String
        .raw`today\b|tonight\b|tomorrow\b|(?<=(?:this|next) )(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|arvo|morning|afternoon|evening|week(?:end)?)\b|(?<=at )\d{1,2}[:.]\d\d\b`,
    )
  }.*$`,
  "i",
);

/** What a post says before its name: "UPDATE:", "Change of venue:", "POSTPONED!", "This Thursday:". */
export const NOTICE = new RegExp(
  String.raw`^\W*${
    oneOf(
      // "UPDATE:", "Final reminder:".
      String
        .raw`(?:(?:date|time|venue|event|important|quick|last[- ]minute|friendly|final|gentle) )?(?:update|updated|reminder|notice|announcement|correction)`,
      // "Change of venue:", "New date:".
      String.raw`(?:change of|new|updated) (?:date|time|venue|room|place|plans?)`,
      // "POSTPONED!", "Moved online:".
      String
        .raw`re-?scheduled|postponed|moved(?: online)?|shifted|relocated|online|just announced|now open`,
      // "This Thursday:", "Tomorrow!".
      String
        .raw`(?:this|next) (?:${DAY_NAME}|week|weekend|month)|today|tonight|tomorrow|${DAY_NAME}`,
    )
  }\s?(?::|!|\||-(?= ))\s*(?:(?:today|tonight|tomorrow|${DAY_NAME})'s )?(?=\S{3,}|\S+ \S)`,
  "i",
);
/** "… has been moved to", "… is now at": news of an event, after its name. */
export const HAS_MOVED =
  / (?:(?:has|have|had|is|are|was|were|will be) (?:(?:now|been|being|just) ){0,2}(?:moved|postponed|rescheduled|shifted|relocated|pushed|changed|delayed|now(?= (?:on|at|in|from)\b|$))|(?:has|have) been\b|moves to\b|originally (?:scheduled|planned)\b|goes out\b|starts? (?:today|tonight|tomorrow|now)\b).*$/i;
/** Which of many, and no word of what. */
export const NO_NAME = new RegExp(
  String.raw`^(?:the |our )?${
    oneOf(
      // "Next one", "Opening night".
      String
        .raw`(?:very )?(?:next|first|last|final|second|third|opening|closing|another|same) (?:one|session|meeting|meet-?up|class|event|week|game|time|night|day|date|edition|round|instal?lment|stop)s?`,
      // "Moved online", "Quick reminder".
      String
        .raw`(?:moved|postponed|rescheduled|cancelled)(?: online| indoors)?|(?:(?:quick|friendly|gentle|final|last|important) )?(?:update|reminder|notice|announcement)|online`,
      // "Sessions run", "Doors at 7".
      String.raw`sessions? (?:run|start|begin)s?|doors at \S+`,
    )
  }\W*$|^\W*[$£€] ?\d|^(?:https?:|www\.|\S{2,60}\.(?:com|us|org|net|au|ee|ly|edu|io|me)(?:\/|\W*$))`,
  "i",
);

/** Opens with a day or a time: a line of facts. */
export const OPENS_WITH_WHEN = new RegExp(
  String.raw`^\W*(?:on )?${
    oneOf(
      // "Fri 22", "Tuesday morning", "this Friday", "tonight".
      String
        .raw`(?:(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[\s,.|]*(?:(?:the )?\d|${MONTH_START}[a-z]*\b|morning|at\b|from\b|$))|(?:this |next )${DAY_NAME}\b|(?:today|tonight|tomorrow)\b`,
      // "6pm", "6-8", "18:00".
      String.raw`\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b|-)|\d{1,2}[:.]\d\d\b`,
      // "22nd of August", "Aug 22", "22/8".
      String
        .raw`\d{1,2}(?:st|nd|rd|th)?,? (?:of )?${MONTH_START}[a-z]*\b|${MONTH_START}[a-z]* \d{1,2}\b|\d{1,4}[/.-]\d{1,2}\b`,
    )
  }`,
  "i",
);
/** Names a day within: a sentence about the event, hardly its name. */
export const HAS_DAY =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?\d|\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
/** Says when and nothing else: "It's tomorrow", "Sunday". */
export const WHEN_ONLY =
  /^\W*(?:(?:(?:it'?s|on|every|weekly|this|next|only|just|at|from|till?|until|the|and|days?|hours?|weeks?|left|to|go|today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)|morning|afternoon|evening|late|noon)(?![a-z])|\d+(?!\d)(?:st|nd|rd|th|[ap]m)?)\W*)+$/i;

/** "Applications due 22 Aug" says nothing without its date. */
export const NEEDS_WHEN =
  /\b(?:due|till?|until|by|opens?|clos(?:e|es|ing)|is|are|starts?|from|happening|released|to|before|between|at|for|in|of)$/i;

/** No name, however short: openers, questions to the reader, calls to act. */
export const OPENER = new RegExp(
  String.raw`^${
    oneOf(
      // "Are you ready?", "Ever wondered how …".
      String
        .raw`are you|do you|did you|don'?t|have you|what|who|why|how(?! to (?!join|apply|enter|register|sign|get|find))|when|where|ready|looking|think|want|feeling|tired|curious|ever|never|need|unsure|if|whether|can'?t|guess`,
      // "Come along", "Sign up now", "Follow us".
      String
        .raw`come|join|get|grab|calling|swipe|sign|link|register|registrations?|save|kick|tag|follow|see|expand|unlock|meet your|please|make|hear|enjoy|learn|discover|apply|applications?|let`,
      // "It's here", "We are back", "This is it".
      String
        .raw`it'?s|its|we|i|you|this|that|there|here|only|just|not|so|and|but|as|after|one of|due to|in this|for (?:more|any)|no|with|plus|doing`,
      // "Event details", "Quick reminder", "Last chance".
      String
        .raw`exciting|event details|details|attention|announcement|thank|thanks|quick|repost|reminder|last chance|free|big|includes?|spots`,
    )
  }\b`,
  "i",
);
/** Asks to act: no name, and no sentence that stands for one. */
export const CALL =
  /^(?:register|sign[- ]?up|rsvp|apply|book|grab|get your|secure|swipe|tag|follow|dm|click|check out|don'?t miss|save the date|bring(?!-)|meet|help us|tell|send|ask|see you|stay|tune|share|read|vote|order|wear|drop|message|join)\b/i;
/** Tells members what to do, or that nothing need be done: never a name, in whatever language. */
export const TELLS_WHAT_TO_DO = new RegExp(
  [
    // "Meet at the gate", "Bring a friend", "Just turn up".
    String
      .raw`^(?:meet (?:at|us|under|by|in front|outside|inside|on|near|here|there)|bring(?!-)|grab|apply|rsvp|sign[- ]?up|register|book (?!swap|club|fair|sale|launch|week)|wear|join (?!the dots)|show up|just (?:show|turn|come|rock)|drop (?:in|by)|turn up|tell a|message|comment|dm|click)\b`,
    // "No sign-up needed", "Without tickets".
    String
      .raw`^(?:no|without) (?:need|sign[- ]?ups?|registrations?|rsvps?|bookings?|tickets?|experience|partner)\b`,
    // "Tak perlu daftar": Indonesian and Malay.
    String.raw`^(?:tak|tidak|ga|gak|nggak|tanpa) (?:perlu|usah|payah)\b`,
    // Spanish, French, German, Italian, Chinese, Japanese.
    String
      .raw`^(?:no hace falta|no necesitas|sin (?:inscripci|registro|reserva)|pas (?:besoin|de r[ée]servation)|sans (?:inscription|r[ée]servation)|inutile de|keine anmeldung|ohne anmeldung|senza (?:iscrizione|prenotazione)|nessuna (?:iscrizione|prenotazione))|无需|無需|不用(?:报名|報名|预约)|申し込み不要|予約不要`,
  ].join("|"),
  "iu",
);
/** "Workshop: Intro to Rust": what it is, then its name to the end of the sentence. */
export const KIND_THEN_NAME = new RegExp(
  String
    .raw`^(?:(?:online|free|public|lunchtime|evening|guest|industry|beginners'?|weekly|virtual|live|student|comedy|film) ){0,2}(?:${EVENT_NOUNS.source}) ?: (?=\S+ \S)`,
  "i",
);
/** "with Atlassian & Canva": names, and part of the name. */
export const WITH_NAMES =
  /^,? with (?:(?:the )?[\p{Lu}\d][\p{L}\d'&.+-]{0,30},?(?: (?:and|&|x|of))?(?: |$)){1,7}$/u;
/** "Applications for the committee close Friday": what is open, before the day on which it closes. */
export const OPEN_UNTIL =
  /^(?:(?:the|our|all) )?((?:[\p{L}\d'&+-]{1,30} ){0,8}?[\p{L}\d'&+-]{3,30}) (?:(?:is|are) )?(?:(?:now|still|officially|finally) ){0,2}(?:clos(?:es?|ing)|due|open(?:s|ing)?|ends?)\b/iu;
/** Says what follows: a field of a form, an aside. */
export const LABEL =
  /^(?:speakers?|positions?|roles?|line-?up|menu|format|note|nb|ps|p\.s|psa|bcc|cc|subject|from|to|system|assistant|user|dress code|theme|price|cost|entry|prizes?|agenda|requirements?|details|location|venue|where|when|date|time|what|who|why|how|rsvp|deadline|contact|email|link|tickets?|bring|includes?|tip|disclaimer|地点|时间|日期|门票)\s*(?:\/ ?\w+ ?)?:/i;
/** Where the name at the head of a sentence ends. */
export const CLAUSE =
  /,? (?:with|where|when|which|that|featuring|on|at|by|needs?|takes?|is|are|was|will|has|have|had|goes|starts?|kicks?|returns?|happening|hosted|presented|every|because|so|before|after|during)\b|(?<!\b(?:[Ii]ntro(?:duction)?|[Gg]uide|[Hh]ow|[Ww]ays?|[Rr]oad|[Pp]ath|[Bb]ack|[Tt]rip|[Ww]elcome|[Nn]eed|[Ww]ant|[Ff]rom .{1,30})) to (?=\p{Ll})| - |[,;(]|: (?=\p{Ll}|[^:]{40})/u;
export const GREETING =
  /^(?:أهلا|مرحبا|السلام|你好|大家好|こんにちは|안녕|bonjour|salut|(?:hola|hallo|ciao|olá|halo)(?!\p{L}))|^(?:hey|hi|hello|dear|good (?:morning|evening|afternoon)|g'day|calling all)(?![a-z])[^!.?]{0,40}$|\b(?:everyone|fam|guys|folks|all)$/iu;
export const TALK = /\b(?:you|your|we|we're|our|us|i|my|me|let's|i'm)\b/i;
export const NOISE =
  /\bbio\b|https?:|\blink\b|^[^\p{L}\p{N}]*$|^(?:ignore|disregard) (?:all |any )?(?:previous|prior|the above)|^(?:program|schedule|prizes?|tickets?|when|where|what)\b|\$\d|\bspots? (?:are|is)\b/iu;
/** Words that capitals or a pattern brought along: "Join the Peer Mentoring Program". */
export const LEADING_WORDS =
  /^(?:(?:[Oo]ur|[Tt]he|[Aa]n?|[Oo]f|[Aa]nd|[Ff]or|[Ii]n|&|[Jj]oin|[Ww]ithin|[Aa]t|[Ww]ith|[Ff]rom|[Ii]ntroducing|[Ii]t's)\s+)+(?=[A-Z\d])/;
/** Who brings it, or a call, before the name: "Drama Soc presents …", "Check out …". */
export const INTRODUCES = new RegExp(
  String.raw`^${
    oneOf(
      // "Drama Soc proudly presents", "The Chess Club is hosting".
      String
        .raw`(?:[^.!?\n:]{2,40} )?(?:proudly )?(?:presents?|invites? you(?: all)? to|brings? you|(?:is|are) (?:hosting|holding|running|bringing you))`,
      // "Check out", "Don't miss", "Get tickets to".
      String
        .raw`check out|don'?t miss(?: out)?(?: on)?|get ready for|get tickets (?:to|for)|find out (?:more )?(?:at|in)|swing by`,
      // "Join us for", "Join the Film Club for our", "Come along to".
      String
        .raw`come and try|join (?!us )(?:[^\s.!?]{1,30} ){1,5}?for(?= (?:our|an?|the) )|come (?:along |down )?to|join us (?:for|at)`,
      // "Introducing", "We're excited to announce", "Reminder:".
      String
        .raw`introducing|announcing|save the date(?: for)?|welcome to|reminder|psa|excited to announce|we(?:'re| are) (?:excited|thrilled|proud|happy|delighted) to (?:announce|introduce|present)`,
    )
  }\b[\s:,!-]+(?:(?:that|our|the|an?)\s+)*(?=\S{3,}|\S+ \S)`,
  "i",
);
/** "We're hiking to …", "So we are having a picnic": who does it, before what. */
export const WE_DO =
  /^(?:(?:hi|hey|hello|dear) (?:[a-z]+ ?){0,2}[,!]+ )?(?:so |and )?(?:we're|we are|we'll be|we will be) (?:all )?(?:(?=(?!having|throwing|running|planning|hosting|holding|opening|organi[sz]ing|looking|hiring|recruiting|giving|teaming|going to (?!the |an? ))(?:off|\w{2,15}ing) (?:to|in|on|at|up|down|through|along|around|out|over|into) )|(?:having|throwing|running|planning|hosting|holding|organi[sz]ing) (?:(?:our|the|an?) )?)/i;
/** A line of nothing but tags, or that ends in several. */
export const HASHTAGS = /^#|#\w+\W+#\w+/;
/** What comes along with an event, or whom it is for. */
export const ASIDE = new RegExp(
  [
    // "Drinks to follow", "no experience assumed", "lunch included".
    String
      .raw`\b(?:to follow|assumed|provided .{1,30})\W*$|^byo[bc]?\b|\b(?:welcome|wanted|needed|provided|included|required|available|optional|limited|free|guaranteed|encouraged|mandatory|wins?)\W*$`,
    // "First 50 get a badge", "closes Friday".
    String.raw`^(?:first|last) \d|\b(?:close[sd]?|closing|due|ends)\b`,
    // "Taught by Ada", "All proceeds to the shelter".
    String
      .raw`^(?:taught|led|run|hosted|organi[sz]ed|presented) by\b|^all (?:donations|proceeds|profits|ticket|money|funds)|^(?:gold )?coin donation`,
    // "Free pizza", "tickets on sale".
    String
      .raw`^(?:(?:hot|free|soft|light) )?(?:drinks|food|snacks|pizza|refreshments|nibbles)$|\btickets? (?:drop|on sale|release|go live)`,
    // "Beginners …", "Open to all", "$5".
    String
      .raw`^(?:beginners|new members|members|everyone|all levels|all welcome|no experience|free|open to|bring|wear|perfect for|theme)\b|[£$€]\d`,
  ].join("|"),
  "i",
);
/** "A relaxed evening", "two-hour hands-on session": how it is, not what. */
const HOW =
  "(?:relaxed|relaxing|chill|casual|cosy|cozy|online|free|fun|new|great|huge|big|interactive|practical|special|quick|short|lovely|unforgettable|exclusive|public|hands-on|beginners?|weekly|regular|first|next|\\w+-(?:hour|day|minute|week))";
export const BARE = new RegExp(
  `^(?:(?:an?|our|the) )?(?:${HOW},? )*(?:${EVENT_NOUNS.source})$`,
  "i",
);
/** Who speaks, not what it is. */
export const PERSON = /^(?:A\/)?(?:Prof(?:essor)?|Dr|Mrs?|Ms|Sir|Dame)\b/;
/** Parts that many events have. */
export const GENERIC = new RegExp(
  [
    // "The official opening ceremony", "Local round", "Day 2".
    String
      .raw`^(?:the )?(?:official )?(?:opening|closing|award)s? ceremony|^(?:local|global|final|first) round|^(?:day|part|workshop|session) \d+$`,
    // "This event", "Venue".
    String
      .raw`^(?:this|the) (?:event|session|day|night|evening|week|program)$|^(?:location|date|time|venue)`,
    // "Exciting news", "Change of venue", "Scholarship alert", "Next Friday's".
    String
      .raw`^(?:(?:exciting|big|great|good|some) )?(?:news|update|announcement|applications?|nominations?|new episode|event|workshop|session|results|(?:friendly |final |last )?reminder|notice|giveaway(?: time)?|(?:change of|new|updated) (?:date|time|venue|plans?|room)|(?:partnership|sponsor|special|important) (?:announcement|alert)|opportunity|scholarship alert|(?:next|last|this) (?:week|month|semester|friday|monday|tuesday|wednesday|thursday|saturday|sunday)(?:'s)?)$`,
    // "Exams are approaching".
    String.raw`\b(?:are|is) (?:approaching|coming|near|here)$`,
  ].join("|"),
  "i",
);
export const COUNTDOWN = /\b\d+ (?:more )?(?:days?|sleeps?|weeks?|hours?)\b/i;
/** "Hack Night is back" is called Hack Night. */
export const NEWS =
  /\s+with us$|:? last (?:call|chance|tickets)$|\s+(?:is|are) (?:finally |officially |almost |just )?(?:here|back|coming(?: (?:back|soon|up))?|tomorrow|today|tonight|now open|around the corner|incoming|happening.*|this \w+|in \d+ \w+)(?: for .*)?$|\s+incoming$|\s+alert$/i;
/** A sentence rather than a name. */
export const SAYS =
  /\b(?:is|are|isn't|aren't|was|were|can|can't|could|should|will|won't|don't|doesn't|didn't|has|have|had|gets?|needs?|got|takes?)\b/i;
/** "Ten wings." "Zero dignity." "Confidential.": one of several short sentences, none of which is the name. */
export const COUNTED =
  /^(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|zero|no|\d+) [\p{L}-]+(?: [\p{L}-]+)?|[\p{L}-]+)\.$/iu;
/** What follows the head of a name and is still of it: for whom, of what, where to. */
export const SAYS_WHICH = /^ (?:for|of|at|in|on|about|from|vs\.?) \S|^ to (?:the )?\p{Lu}/u;
/** "Ethics of AI: Who Gets to Decide?": a subject before the question. */
export const HEADED = /^\p{Lu}[^?:]{2,50}: \p{Lu}/u;
/** "The Drama Club presents": who, and no word of what. */
export const PRESENTS = /\b(?:presents?|brings? you|invites? you(?: to)?|proudly)$/i;
