/** Which of two numbers is the day: "9/11" is 9 November in London and 11 September in New York. */

export type DayOrder = "day-first" | "month-first";

/** The order that a community writes, and whether both are common there. */
export interface Habit {
  order: DayOrder;
  isMixed: boolean;
}

/** IANA names of zones where months come first: the United States and its territories, and the Philippines. */
const MONTH_FIRST = new RegExp(
  `^(?:US/.*|Asia/Manila|Pacific/(?:Honolulu|Guam|Saipan|Pago_Pago)|America/(?:${
    [
      "New_York|Detroit|Chicago|Denver|Boise|Phoenix|Los_Angeles|Puerto_Rico|St_Thomas",
      "Anchorage|Juneau|Sitka|Metlakatla|Yakutat|Nome|Adak|Menominee|Indianapolis|Louisville",
      "Fort_Wayne|Indiana/.*|Kentucky/.*|North_Dakota/.*",
    ].join("|")
  }))$`,
);

/** Canada writes both; French and official texts put the day first. */
const MIXED = new RegExp(
  `^(?:Canada/.*|America/(?:${
    [
      "Toronto|Montreal|Vancouver|Edmonton|Winnipeg|Halifax|St_Johns|Regina|Moncton|Glace_Bay",
      "Swift_Current|Iqaluit|Whitehorse|Yellowknife|Thunder_Bay|Inuvik|Rankin_Inlet|Dawson",
    ].join("|")
  }))$`,
);

/** The habit of a zone, where no setting says otherwise. */
export function habitOf(timeZone: string): Habit {
  return {
    order: MONTH_FIRST.test(timeZone) ? "month-first" : "day-first",
    isMixed: MIXED.test(timeZone),
  };
}
