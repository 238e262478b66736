/** Days and hours in Chinese, Japanese and Korean characters, which need no words around them. */
const MONTHS = [
  ...["January", "February", "March", "April", "May", "June", "July", "August", "September"],
  ...["October", "November", "December"],
];
const DAY = /(?:(20\d\d)\s?[年년]\s?)?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]/gu;
const HOUR = /(上午|下午|晚上|오전|오후|저녁)?\s?(\d{1,2})\s?[点點時时시]\s?(半|반)?/gu;

/** The text with such days as "12 March" and such hours as "20:00". */
export function fromCharacters(text: string): string {
  return text
    .replace(DAY, (_, year: string | undefined, month: string, day: string) => {
      const name = MONTHS[Number(month) - 1];
      return name ? ` ${day} ${name}${year ? ` ${year}` : ""} ` : "";
    })
    .replace(
      HOUR,
      (_, half: string | undefined, hour: string, and30: string | undefined) => {
        const isLater = half !== undefined && !/上午|오전/.test(half) && Number(hour) < 12;
        return ` ${Number(hour) + (isLater ? 12 : 0)}:${and30 ? "30" : "00"} `;
      },
    );
}

/** Words that invite, or name something to go to. */
export const INVITES = "欢迎|歡迎|参加|參加|报名|報名|地点|地點|课|晚会|讲座|활동|참가";
