/** Measures of extraction: shares of the labelled posts, with 0 to 1 per post. */
import { civilOf } from "../supabase/functions/_shared/time/civil.ts";
import type { Pair } from "./labelled.ts";
import { faultOf, isAcceptable, tokenF1 } from "./titles.ts";

/** One measure. */
export interface Measure {
  /** Key in JSON. */
  name: string;
  title: string;
  /** Selects the pairs of the share. */
  of: (pair: Pair) => boolean;
  value: (pair: Pair) => boolean | number;
  /** True for a share of faults: lower is better. */
  isFault?: boolean;
}

/** F1 of words from which two places are equal, so that a missing room or building is no error. */
const SAME_PLACE = 0.5;

/** A share with its numerator and denominator. */
export interface Share {
  sum: number;
  of: number;
  share: number;
}

/** All measures for posts of a community in `timeZone` (IANA). */
export function measures(timeZone: string): Measure[] {
  const dated = ({ label }: Pair) => label.starts_at !== null;
  const titled = ({ label }: Pair) => label.title != null;
  const filed = ({ label }: Pair) => label.category !== null;
  const always = () => true;
  const first = ({ label, found }: Pair) => found.category === label.category;
  const either = (pair: Pair) => first(pair) || pair.found.category === pair.label.second;
  const isSameKind = ({ label, found }: Pair) => found.kind === label.kind;
  const f1 = ({ label, found }: Pair) => tokenF1(found.title, label.title ?? "");
  const isGood = ({ label, found }: Pair) =>
    isAcceptable(found.title, label.title ?? "", label.name ?? undefined);
  const isFaulty = ({ found }: Pair) => faultOf(found.title, found.location) !== null;
  const placed = ({ label }: Pair) => label.location !== undefined && label.kind === "event";
  const isPlaced = (pair: Pair) => placed(pair) && pair.found.location !== null;
  const isThere = ({ label, found }: Pair) =>
    label.location != null && found.location !== null &&
    tokenF1(found.location, label.location) >= SAME_PLACE;
  const sameDay = (pair: Pair) => isSameDay(pair, timeZone);
  const sameTime = (pair: Pair) => isSameTime(pair, timeZone);
  const isFault = true;
  return [
    { name: "kind", title: "kind", of: always, value: isSameKind },
    { name: "start_day", title: "start day", of: dated, value: sameDay },
    { name: "start_time", title: "day and time", of: dated, value: sameTime },
    {
      name: "false_dates",
      title: "false dates (of undated)",
      of: (pair) => !dated(pair),
      value: ({ found }) => found.starts_at !== null,
      isFault,
    },
    { name: "category_first", title: "category, first choice", of: filed, value: first },
    { name: "category_either", title: "category, first or second", of: filed, value: either },
    { name: "title_f1", title: "title, F1 of words", of: titled, value: f1 },
    {
      name: "title_event_f1",
      title: "title of events, F1",
      of: (pair) => titled(pair) && pair.label.kind === "event",
      value: f1,
    },
    { name: "title_acceptable", title: "acceptable titles", of: titled, value: isGood },
    { name: "place_precision", title: "places found: right", of: isPlaced, value: isThere },
    {
      name: "place_recall",
      title: "places told: found",
      of: (pair) => placed(pair) && pair.label.location !== null,
      value: isThere,
    },
    { name: "title_bad", title: "bad titles", of: titled, value: isFaulty, isFault },
  ];
}

/** The share over the measure's pairs; 0 without pairs. */
export function shareOf(measure: Measure, pairs: Pair[]): Share {
  const asked = pairs.filter(measure.of);
  const sum = asked.reduce((sum, pair) => sum + Number(measure.value(pair)), 0);
  return { sum, of: asked.length, share: asked.length ? sum / asked.length : 0 };
}

function isSameDay({ label, found }: Pair, timeZone: string): boolean {
  return found.starts_at !== null &&
    civilOf(new Date(found.starts_at), timeZone).date === label.starts_at?.slice(0, 10);
}

/** A label with only a day requires that day without a time. */
function isSameTime(pair: Pair, timeZone: string): boolean {
  const { label: { starts_at }, found } = pair;
  if (starts_at?.length === 10) return found.is_all_day && isSameDay(pair, timeZone);
  if (found.is_all_day || found.starts_at === null || starts_at === null) return false;
  const { date, time } = civilOf(new Date(found.starts_at), timeZone);
  const isCivil = starts_at.length === "2026-11-20T18:00".length;
  return isCivil
    ? `${date}T${time}` === starts_at
    : Date.parse(found.starts_at) === Date.parse(starts_at);
}
