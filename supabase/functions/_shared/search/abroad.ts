/** Words for days, prices and places in other languages, in English: the rules know English alone. Pure. */

const WORDS: [english: string, others: string][] = [
  ["tonight", "今晚|ce soir|esta noche|heute abend|malam ini|stasera|오늘 밤"],
  ["today", "今天|今日|aujourd['’]?hui|hoy|heute|hari ini|oggi|오늘"],
  ["tomorrow", "明天|明日|demain|mañana|besok|esok|domani|내일"],
  [
    "this weekend",
    "(?:这个|本|這個)?[周週]末|ce week-?end|este fin de semana|dieses wochenende|am wochenende|akhir pekan|hujung minggu|questo fine settimana|이번 주말|주말",
  ],
  [
    "this week",
    "这周|本周|這週|本週|cette semaine|esta semana|diese woche|minggu ini|questa settimana|이번 주",
  ],
  [
    "next week",
    "下周|下週|la semaine prochaine|semaine prochaine|la próxima semana|próxima semana|nächste woche|minggu depan|la prossima settimana|다음 주",
  ],
  ["monday", "(?:周|週|星期)一|lundi|lunes|montag|senin|isnin|lunedì|월요일"],
  ["tuesday", "(?:周|週|星期)二|mardi|martes|dienstag|selasa|martedì|화요일"],
  ["wednesday", "(?:周|週|星期)三|mercredi|miércoles|mittwoch|rabu|mercoledì|수요일"],
  ["thursday", "(?:周|週|星期)四|jeudi|jueves|donnerstag|kamis|khamis|giovedì|목요일"],
  ["friday", "(?:周|週|星期)五|vendredi|viernes|freitag|jumat|jumaat|venerdì|금요일"],
  ["saturday", "(?:周|週|星期)六|samedi|sábado|samstag|sabtu|토요일"],
  ["sunday", "(?:周|週|星期)[日天]|dimanche|domingo|sonntag|ahad|domenica|일요일"],
  ["free", "免费|免費|gratuite?s?|gratis|kostenlos|percuma|무료"],
  ["online", "线上|線上|在线|在線|en ligne|en línea|dalam talian|온라인"],
  ["in the morning", "上午|le matin|por la mañana|vormittags"],
  ["in the afternoon", "下午|l['’]après-midi|por la tarde|nachmittags"],
  ["in the evening", "晚上|le soir|por la noche|abends"],
];

const RULES: [RegExp, string][] = WORDS.map(([english, others]) => [
  new RegExp(`(?<![a-zà-ÿ])(?:${others})(?![a-zà-ÿ])`, "giu"),
  ` ${english} `,
]);

/** The query with such words in English. */
export function inPlainEnglish(query: string): string {
  return RULES.reduce((text, [pattern, english]) => text.replace(pattern, english), query)
    .replace(/ {2,}/g, " ").trim();
}
