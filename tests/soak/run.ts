/** Runs of the soak test, and the reading of their output. Pure. */
import { TZDate } from "@date-fns/tz";

/** Parameters of a run. */
export interface Run {
  /** Seed for the order of the tests. */
  seed: number;
  zone: string;
  /** Start of the clock. */
  at: Date;
  /** Files or folders of tests. */
  only: string;
}

/**
 * Zones far from UTC on both sides, with half and quarter hours, with and without daylight saving.
 */
export const ZONES = [
  "UTC",
  "Pacific/Auckland",
  "America/Los_Angeles",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
  "America/St_Johns",
  "Europe/London",
];

/** Local times one minute before a new day, month, year or offset. */
const MOMENTS = [
  [11, 31, 23, 59], // the end of the year
  [1, 28, 23, 59], // of February, leap year or not
  [0, 31, 23, 59], // of a month; the next one is shorter
  [2, 29, 1, 59], // clocks go forward in Europe at about this time of March,
  [2, 8, 1, 59], // in America,
  [9, 4, 1, 59], // in Australia; and back
  [3, 5, 2, 59],
  [9, 25, 1, 59],
  [10, 1, 0, 59],
  [5, 15, 23, 59], // an ordinary midnight
  [6, 9, 12, 0], // an ordinary noon
] as const;

/** A time within two years of now, closer to a boundary of the calendar than a test takes. */
export function momentOf({ seed, zone }: Pick<Run, "seed" | "zone">, now: Date): Date {
  const [month, day, hour, minute] = MOMENTS[seed % MOMENTS.length]!;
  const year = now.getUTCFullYear() + seed % 3;
  const isLeap = month === 1 && new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const local = new TZDate(year, month, isLeap ? day + seed % 2 : day, hour, minute, 20, zone);
  return new Date(local.getTime());
}

/** The command that repeats the run. */
export function describeRun({ seed, zone, at, only }: Run): string {
  const options = `--runs 1 --seed ${seed} --zone ${zone} --at ${at.toISOString()}`;
  return `deno task test:soak ${options}${only === "." ? "" : ` --only ${only}`}`;
}

/** The last line of `deno test` without its duration, which is real time. */
export function summaryOf(output: string): string {
  const line = /^(ok|FAILED) \| .+$/m.exec(output)?.[0];
  return line?.replace(/ \([\dmsµ]+\)$/, "") ?? "no summary";
}

/** The failed tests that `deno test` lists at its end, with their places. */
export function namesOfFailures(output: string): string[] {
  const list = output.split(/^ FAILURES $/m)[1] ?? "";
  return list.split("\n").filter((line) => line.includes(" => "));
}
