import { TZDate } from "@date-fns/tz";

/**
 * Instant on the wall clock of a zone, for what formats dates; `civil.ts` has it as strings, for what
 * compares and stores them.
 * @throws RangeError for an unknown time zone or a malformed instant.
 */
export function wallClock(instant: string | number, zone: string): TZDate {
  const date = new TZDate(new Date(instant), zone);
  if (Number.isNaN(date.getHours())) {
    throw new RangeError(
      `Cannot tell the time: current value is "${instant}" in time zone "${zone}". ` +
        "Give an ISO 8601 instant and an IANA name such as Australia/Melbourne",
    );
  }
  return date;
}
