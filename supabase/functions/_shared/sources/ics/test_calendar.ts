/** Calendars for tests, and what is compared of their items. */
import type { Item, LeftOut, ReadOptions } from "../item.ts";
import { type IcsReading, readIcs } from "./ics.ts";

export const NOW = new Date("2026-11-20T11:00:00Z");

export function calendar(...lines: string[]): string {
  return ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].join("\r\n");
}

/** A VEVENT titled "T" unless it says otherwise. */
export function entry(uid: string, ...lines: string[]): string {
  const title = lines.some((line) => /^SUMMARY/.test(line)) ? [] : ["SUMMARY:T"];
  return ["BEGIN:VEVENT", `UID:${uid}`, ...title, ...lines, "END:VEVENT"].join("\r\n");
}

export function read(source: string | Uint8Array, options: Partial<ReadOptions> = {}): IcsReading {
  const answer = readAny(source, options);
  if ("refusal" in answer) throw new Error(`refused: ${answer.refusal}`);
  return answer;
}

export function readAny(source: string | Uint8Array, options: Partial<ReadOptions> = {}) {
  const bytes = typeof source === "string" ? new TextEncoder().encode(source) : source;
  return readIcs(bytes, { now: NOW, defaultZone: "Australia/Melbourne", ...options });
}

/** "11-28T08:30" for an instant of the season; others with their year. */
const short = (instant: string | null) => instant?.replace(/^2026-/, "").replace(/:00Z$/, "") ?? "";

/** One line an item: id, original start if another one, start, end, and what is out of the ordinary. */
export function brief(items: Item[]): string[] {
  return items.map((item) =>
    [
      item.id,
      item.recurrence && item.recurrence !== item.starts_at ? `(${short(item.recurrence)})` : "",
      short(item.starts_at) + (item.ends_at ? `/${short(item.ends_at)}` : ""),
      item.is_all_day ? "day" : "",
      item.status === "confirmed" ? "" : item.status,
      item.title === "T" ? "" : item.title,
      ...item.notes,
      item.needs_review ? "review" : "",
    ].filter(Boolean).join(" ")
  );
}

export const left = (list: LeftOut[]) =>
  list.map(({ id, recurrence, reason }) =>
    [id, recurrence && short(recurrence), reason].filter(Boolean).join(" ")
  );
