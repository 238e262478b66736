/**
 * Recognises series: events of the same organisers whose titles differ only in numbers, dates and
 * ordinals, such as "Weekly run #12 (3 May)" and "Weekly run #13 (10 May)".
 */
import type { EventFacts } from "./types.ts";

const DATE_WORDS =
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/g;

/** The title without numbers, dates and decoration; may be empty. */
export function seriesKey(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\d+(?:st|nd|rd|th|am|pm)?/g, " ")
    .replace(DATE_WORDS, " ")
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
}

/** Key of an event's series, made of organisers and title; equal for two events of one series. */
export function seriesOf({ organisers, title }: Pick<EventFacts, "organisers" | "title">): string {
  return `${organisers.join("\n")}\n\n${seriesKey(title)}`;
}
