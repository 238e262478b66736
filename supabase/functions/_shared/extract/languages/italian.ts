import type { Language } from "./language.ts";

export const ITALIAN: Language = {
  name: "Italian",
  signs:
    "oggi|domani|stasera|dopodomani|alle \\d{1,2}|dalle \\d{1,2}|ore \\d{1,2}|ogni|prossimo|siete|vi aspettiamo|ingresso libero|grazie a|dal \\d{1,2} al",
  months: [
    ...["gennaio|gen", "febbraio|feb", "marzo|mar", "aprile|apr", "maggio|mag", "giugno|giu"],
    ...["luglio|lug", "agosto|ago", "settembre|sett|set", "ottobre|ott", "novembre|nov"],
    "dicembre|dic",
  ],
  weekdays: [
    ...["domenica", "lunedì|lunedi", "martedì|martedi", "mercoledì|mercoledi"],
    ...["giovedì|giovedi", "venerdì|venerdi", "sabato"],
  ],
  shortWeekdays: [
    ...["Dom|dom", "Lun|lun", "Mar|mar", "Mer|mer", "Gio|gio", "Ven|ven", "Sab|sab"],
  ],
  numbers: [
    ...["un[ao']?", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"],
    ...["undici", "dodici"],
  ],
  ordinals: ["prim[oa]", "second[oa]", "terz[oa]", "quart[oa]", "ultim[oa]"],
  forms: [
    [
      "(?:dalle|fra le|tra le)(?: ore)? {clock} (?:alle|fino alle|e le)(?: ore)? {clock}",
      "{clock} - {clock2}",
    ],
    ["(?:alle|dalle)(?: ore)? {number} e mezza", "at {number}:30"],
    ["(?:alle|dalle|ore)(?: ore)? {number} di sera|del pomeriggio", "at {number}pm"],
    ["(?:a partire dalle|alle|dalle|ore|h)(?: ore)? ?{clock}", "at {clock}"],
    ["(?:alle|dalle) {number}", "at {number}:00"],
    ["a mezzogiorno", "at noon"],
    ["a mezzanotte", "at midnight"],
    ["dal(?:l')? ?{n}[°º]? al(?:l')? ?{n} {month}(?: {year})?", "{n}-{n2} {month} {year}"],
    ["dal(?:l')? ?{n}[°º]? {month} al(?:l')? ?{n} {month}", "{n} {month} - {n2} {month2}"],
    ["{n} (?:e|-) {n} {month}", "{n}-{n2} {month}"],
    ["(?:il )?{n}[°º]? {month}", "{n} {month}"],
    ["dopodomani", "the day after tomorrow"],
    ["stasera|questa sera|stanotte", "tonight"],
    ["domani sera", "tomorrow evening"],
    ["oggi", "today"],
    ["domani", "tomorrow"],
    ["(?:tra|fra) {number} giorni?", "in {number} days"],
    ["(?:tra|fra) {number} settiman[ae]", "in {number} weeks"],
    [
      "(?:ogni|tutt[ie] (?:i|le)|il|la) {ordinal} {weekday} (?:del|di ogni) mese",
      "{ordinal} {weekday} of every month",
    ],
    ["(?:ogni|tutt[ie] (?:i|le)) {weekday}", "every {weekday}"],
    ["(?:il |la )?prossim[oa] {weekday}|{weekday} prossim[oa]", "next {weekday}"],
    ["quest[oa] {weekday}(?: sera)?", "this {weekday}"],
    ["{weekday} sera", "on {weekday} evening"],
    ["(?:il|la) {weekday}", "on {weekday}"],
    ["{weekday}", "{weekday}"],
    ["(?:scadenza|iscrizioni?(?: \\p{L}+){0,3} (?:entro|fino al))(?: il)?:?", "deadline"],
    ["entro(?: il)?|fino al?", "until"],
    ["(?:è |viene )?(?:rinviat|spostat)[oa] (?:al?|a)(?: on)?", "moved to"],
    ["invece di", "instead of"],
    ["(?:è )?annullat[oaie]", "is cancelled"],
    ["(?:pubblicato|aggiornato|modificato)(?: il| on)?", "published"],
  ],
  invites:
    "venite|vieni|unisciti|vi aspettiamo|iscrizion[ei]|ingresso libero|laboratorio|conferenza|torneo|concerto|festa|mercatino|proiezione|aperitivo|incontro|corso|serata|gita|mostra|giornata|seminario",
  into: "in|al|alla|allo|nel|nella|nell'|presso",
  places:
    "aula|sala|cortile|biblioteca|caffè|bar|piazza|palestra|auditorium|teatro|parco|mensa|atrio|giardino|campus|laboratorio|chiostro|cinema|centro",
  past: "grazie a (?:tutti|tutte|chi)|è stat[oa] (?:un|una) (?:bella|bellissima|grande)",
};
