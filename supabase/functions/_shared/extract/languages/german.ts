import type { Language } from "./language.ts";

export const GERMAN: Language = {
  name: "German",
  signs:
    "uhr|heute|morgen (?:abend|früh|um)|übermorgen|nächsten?|kommenden?|diese woche|jeden|wann|wir|und|nicht|eine[nmr]?|für|bei uns|alle sind|findet|abgesagt|verschoben|danke an|vom|zum|zur|der|auf|beim|unsere?n?",
  months: [
    ...["januar|jänner|jan", "februar|feber|feb", "märz|maerz|mrz|mär", "april|apr", "mai"],
    ...["juni|jun", "juli|jul", "august|aug", "september|sept|sep", "oktober|okt"],
    ...["november|nov", "dezember|dez"],
  ],
  weekdays: [
    ...["sonntag", "montag", "dienstag", "mittwoch", "donnerstag", "freitag"],
    "samstag|sonnabend",
  ],
  shortWeekdays: ["So|SO", "Mo|MO", "Di|DI", "Mi|MI", "Do|DO", "Fr|FR", "Sa|SA"],
  numbers: [
    ...["eins|einer|einem|ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht"],
    ...["neun", "zehn", "elf", "zwölf"],
  ],
  ordinals: [
    ...["ersten?|1\\.", "zweiten?|2\\.", "dritten?|3\\.", "vierten?|4\\.", "letzten?"],
  ],
  forms: [
    ["{number} ?uhr {minute}", "at {number}:{minute}"],
    [
      "(?:von |zwischen |ab )?{clock} ?(?:uhr )?(?:bis|-|und) ?(?:ca\\.? |gegen |etwa )?{clock} ?uhr",
      "{clock} - {clock2}",
    ],
    ["(?:um |gegen |ab )?{number} ?uhr (?:abends|nachmittags)", "at {number}pm"],
    ["(?:um |gegen |ab )?{number} ?uhr (?:morgens|vormittags|früh)", "at {number}am"],
    ["(?:(?:um|gegen|ab|beginn|einlass|start):? )?{clock} ?uhr", "at {clock}"],
    ["(?:(?:um|gegen|ab) )?halb {number}", "at {half}"],
    ["viertel nach {number}", "at {number}:15"],
    ["(?:um|ab|gegen) {hour}", "at {hour}"],
    ["um {number}", "at {number}:00"],
    ["mitternacht", "midnight"],
    ["vom {n}\\.? ?(?:bis|-|–)(?: zum)? {n}\\. ?{month}", "{n}-{n2} {month}"],
    ["{n}\\. ?(?:-|bis|und|\\/|&) ?{n}\\. ?{month}", "{n}-{n2} {month}"],
    ["(?:(?:am|den|dem|der) )?{n}\\. ?{month}", "{n} {month}"],
    ["{n} {month}", "{n} {month}"],
    ["{n}\\. ?(?:-|bis|\\/) ?{n}\\. ?{mm}\\.", "{n}-{n2} {mm}"],
    ["{n}\\.{mm}\\.{year}", "{n} {mm} {year}"],
    ["{n}\\. ?{mm}\\.(?!\\d)", "{n} {mm}"],
    ["(?<=(?:vom|am|den|bis|zum|ab|dem|seit) ){n}\\.{mm}(?![:.]\\d)", "{n} {mm}"],
    ["übermorgen", "the day after tomorrow"],
    ["heute in einer woche", "in 7 days"],
    ["heute ?(?:abend|nacht)", "tonight"],
    ["heute", "today"],
    ["morgen ?abend", "tomorrow evening"],
    ["(?<!(?:guten|heute|am|jeden|schönen|der|den) )morgen(?: früh)?", "tomorrow"],
    ["in {number} tagen?", "in {number} days"],
    ["in {number} wochen?", "in {number} weeks"],
    [
      "(?:jeden|jeweils am|immer am) {ordinal} {weekday}(?: (?:im|des|eines) monats?)?",
      "{ordinal} {weekday} of every month",
    ],
    [
      "(?:am |jeden )?{ordinal} {weekday} (?:im|des|jeden|eines jeden) monats?",
      "{ordinal} {weekday} of every month",
    ],
    ["(?:jeden|immer|jeweils)(?: am)? {weekday}(?:abend)?", "every {weekday}"],
    ["{weekday}s", "every {weekday}"],
    ["(?:am )?nächsten? {weekday}", "next {weekday}"],
    ["(?:am )?(?:kommenden?|diesen|diesem) {weekday}", "this {weekday}"],
    ["(?:am |den )?{weekday} ?abends?", "on {weekday} evening"],
    ["(?:am|den) {weekday}(?:,? den)?", "on {weekday}"],
    ["{weekday},? (?:den|dem)", "{weekday}"],
    ["{weekday}", "{weekday}"],
    [
      "(?:anmeldung|anmelden|bewerbung|bewerben|einsendung|rückmeldung)(?: \\p{L}+){0,4} bis(?: zum| spätestens)?",
      "RSVP by",
    ],
    ["(?:anmelde|einsende|bewerbungs|redaktions)schluss(?: ist)?(?: am)?:?", "deadline"],
    ["verschoben (?:auf|zu)(?: den)?|(?:jetzt|nun|neuer termin:?) am", "moved to"],
    ["statt am", "instead of"],
    [
      "(?:fällt|fallen)(?: [^\\s.!?]+){0,4} aus|findet kein[^.!?]{1,40} statt|findet(?: [^\\s.!?]+){0,4} nicht statt|(?:wird|ist|wurde) (?:leider )?abgesagt|abgesagt",
      "is cancelled",
    ],
    ["vom {any} bis(?: zum)?(?= \\d)", "from {any} to"],
    ["bis(?: (?:zum|am))?(?= (?:on )?(?:\\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day))", "until"],
    ["(?:erstellt|veröffentlicht|geändert|aktualisiert|geschrieben)(?: am)?", "published"],
  ],
  invites:
    "kommt|komm|wir laden|eingeladen|einladung|willkommen|findet|anmeldung|eintritt frei|abend|treffen|treffpunkt|vortrag|kurs|feier|konzert|lesung|führung|probe|ausflug|stammtisch|flohmarkt|ausstellung|sommerfest|turnier|seminar|filmabend|spieleabend|seid dabei|schaut vorbei",
  into:
    "im|in der|in dem|in den|ins|auf der|auf dem|am|an der|vor der|vor dem|hinter dem|bei der|beim|in",
  places:
    "raum|hörsaal|hs|saal|seminarraum|mensa|bibliothek|café|cafe|keller|wiese|campus|haus|halle|sporthalle|aula|atelier|werkstatt|foyer|innenhof|hof|vereinsheim|kantine|kneipe|kino|park|garten|fachschaft|büro|labor|stadttor|rathaus|bahnhof|theater|kirche|turnhalle|clubraum|lounge|bar|hackspace|makerspace",
  past:
    "danke an alle|vielen dank an|das war|war(?:en)? (?:ein|eine) (?:toller?|voller|schöner?)|rückblick|schön war's",
};
