/**
 * Two years of newsletters in every time zone. Postgres computes the windows with its own rules;
 * ICU of this process computes the local times.
 */
import assert from "node:assert/strict";
import { type Database, openPglite } from "../dev/stack/database.ts";

const MIGRATIONS = new URL("../supabase/migrations/", import.meta.url);
const HOUR = 3_600_000;
const WEEKS = 105;
/** Hours during which a newsletter may be sent. */
const HOURS = 10;

interface Window {
  zone: string;
  weekday: number;
  hour: number;
  period: string;
  opens: number;
  closes: number;
}

Deno.test("send_window() gives every zone one newsletter a week, by day and at the right hour", async () => {
  await using database = await withSendWindow();
  const weeks = await windowsOf(database, "true", [[1, 8]]);
  const byZone = Map.groupBy(weeks, ({ zone }) => zone);
  assert.ok(byZone.size > 400, `${byZone.size} zones`);
  for (const [zone, windows] of byZone) {
    const periods = windows.map(({ period }) => Date.parse(period));
    const gaps = new Set(periods.slice(1).map((at, i) => (at - periods[i]!) / (24 * HOUR)));
    assert.deepEqual([...gaps], [7], `${zone}: one edition a week`);
    assert.equal(windows.length, WEEKS, zone);
    for (const window of windows) {
      assertByDay(window);
      assert.equal(localOf(zone, window.opens).clock, "08:00", zone);
      assert.equal(window.closes - window.opens, HOURS * HOUR, zone);
    }
  }
});

Deno.test("send_window() stays within the day if clocks change at that hour", async () => {
  await using database = await withSendWindow();
  const changed = `t.now at time zone z.name - (t.now - interval '8 days') at time zone z.name
    <> interval '8 days'`;
  const windows = await windowsOf(database, changed, [[7, 0], [7, 1], [7, 2], [7, 3], [6, 23]]);
  assert.ok(windows.length > 2000, `${windows.length} windows`);
  windows.forEach(assertByDay);
});

/** At its hour, or up to two hours later if the clocks skip it (Troll); ends before the night. */
function assertByDay({ zone, weekday, hour, period, opens, closes }: Window) {
  const what = `${zone} ${period} at ${hour}`;
  assert.equal(new Date(period).getUTCDay() || 7, weekday, what);
  const length = (closes - opens) / HOUR;
  assert.ok(length >= 1 && length <= HOURS, `${what} lasts ${length} hours`);
  const midnight = Date.parse(period) + 24 * HOUR;
  const first = Date.parse(`${localOf(zone, opens).text}Z`) - Date.parse(period) - hour * HOUR;
  assert.ok(first >= 0 && first <= 2 * HOUR, `${what} opens ${first / HOUR} hours late`);
  // Past midnight if midnight comes twice (Havana), or if the clocks skip the hour before (Nuuk).
  const last = Date.parse(`${localOf(zone, closes - 1).text}Z`);
  assert.ok(last < midnight + HOUR, `${what} closes at ${new Date(last).toISOString()}`);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Local time in the zone: as ISO 8601 without offset, and the time of day. */
function localOf(zone: string, instant: number): { text: string; clock: string } {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "short",
    });
    formats.set(zone, format);
  }
  const [day = "", clock = ""] = format.format(instant).split(" ");
  return { text: `${day}T${clock}`, clock };
}

/** Open windows for members in every zone, checked once a week at [weekday, hour]. */
async function windowsOf(
  { query }: Database,
  when: string,
  slots: [weekday: number, hour: number][],
): Promise<Window[]> {
  return await query<Window & Record<string, unknown>>(
    `select z.name as zone, s.weekday, s.hour, w.period::text,
            extract(epoch from w.opens_at)::float8 * 1000 as opens,
            extract(epoch from w.closes_at)::float8 * 1000 as closes
     from unnest($1::text[]) z (name)
     join pg_timezone_names n using (name)
     cross join (select (j->>0)::integer, (j->>1)::integer from jsonb_array_elements($2) j) s (weekday, hour)
     cross join (select timestamptz '2026-01-01Z' + make_interval(days => 7 * week)
                 from generate_series(1, $3) week) t (now)
     cross join lateral private.send_window(t.now, z.name, 'weekly', s.weekday, s.hour, $4) w
     where ${when}
     order by 1, 2, 3, w.opens_at`,
    [Intl.supportedValuesOf("timeZone"), JSON.stringify(slots), WEEKS, HOURS],
  );
}

/** A database with only this function. */
async function withSendWindow() {
  const database = await openPglite();
  const script = await Deno.readTextFile(new URL("20261120090300_newsletters.sql", MIGRATIONS));
  const [definition] = /create function private\.send_window[\s\S]+?\$\$;/.exec(script) ?? [];
  await database.exec(`create schema private; ${definition}`);
  return { ...database, [Symbol.asyncDispose]: () => database.close() };
}
