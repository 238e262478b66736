/** Days and times as French, Spanish, German, Indonesian, Chinese and Korean posts write them, in English. */

const MONTHS: [english: string, others: string][] = [
  ["January", "janvier|enero|januar|januari|jänner"],
  ["February", "février|fevrier|febrero|februar|februari"],
  ["March", "mars|marzo|märz|maret|mac"],
  ["April", "avril|abril"],
  ["May", "mai|mayo|mei"],
  ["June", "juin|junio|juni"],
  ["July", "juillet|julio|juli"],
  ["August", "août|aout|agosto|agustus|ogos"],
  ["September", "septembre|septiembre"],
  ["October", "octobre|octubre|oktober"],
  ["November", "novembre|noviembre"],
  ["December", "décembre|decembre|diciembre|dezember|desember|disember"],
];
const ENGLISH = new Map(
  MONTHS.flatMap(([english, others]) => others.split("|").map((other) => [other, english])),
);
const DAY_OF_MONTH = new RegExp(
  String.raw`\b(\d{1,2})(?:er|\.)? (?:de )?(${[...ENGLISH.keys()].join("|")})(?!\p{L})`,
  "giu",
);
/** "à 19h", "um 20 Uhr", "a las 20", "pukul 19.00": an hour that English writes otherwise. */
const AT_HOUR =
  /(?<!\p{L})(?:à|dès|um|ab|a las|pukul|jam) (\d{1,2})(?: ?h\b| ?uhr\b|\.00\b|(?![\d:.h]))/giu;
const CHINESE_DAY = /(?:(20\d\d)\s?[年년]\s?)?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]/gu;
const CHINESE_HOUR = /(上午|下午|晚上|오전|오후|저녁)?\s?(\d{1,2})\s?[点點時时시]\s?(半|반)?/gu;

/** The line with such days as "12 March" and such hours as "20:00". */
export function inEnglish(line: string): string {
  return line
    .replace(
      DAY_OF_MONTH,
      (_, day: string, month: string) => `${day} ${ENGLISH.get(month.toLowerCase())}`,
    )
    .replace(AT_HOUR, "at $1:00")
    .replace(CHINESE_DAY, (_, year: string | undefined, month: string, day: string) => {
      const name = MONTHS[Number(month) - 1]?.[0];
      return name ? ` ${day} ${name}${year ? ` ${year}` : ""} ` : "";
    })
    .replace(
      CHINESE_HOUR,
      (_, half: string | undefined, hour: string, and30: string | undefined) => {
        const isLater = half !== undefined && !/上午|오전/.test(half) && Number(hour) < 12;
        return ` ${Number(hour) + (isLater ? 12 : 0)}:${and30 ? "30" : "00"} `;
      },
    );
}

/** Words that invite, or name something to go to, where the post is not in English. */
export const INVITES_ABROAD =
  /(?<!\p{L})(?:venez|rejoignez|vous invite|inscriptions?|bienvenue|entrée libre|soirée|rendez-vous|ven(?:te)?|únete|te esperamos|te invitamos|inscripci(?:ón|ones)|entrada libre|noche de|fiesta|taller|kommt|wir laden|eingeladen|willkommen|findet|anmeldung|eintritt frei|abend|jom|jemput|datang|sertai|pendaftaran|malam|acara)(?!\p{L})|欢迎|歡迎|参加|參加|报名|報名|地点|地點|课|晚会|讲座|활동|참가/giu;
