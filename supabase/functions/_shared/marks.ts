/**
 * Marks of an event: what posts about it share and other posts do not have, an address to sign up at
 * or a hashtag of its own. Pure.
 */
import { foldFonts } from "./caption.ts";

/** Shorter tags are words ("#trivia") or a city's. */
const LEAST_TAG = 8;

/** The marks that a caption has: addresses of pages, and long hashtags without their year. */
export function marksOf(caption: string): Set<string> {
  const text = foldFonts(caption).toLowerCase();
  const pages = [...text.matchAll(PAGE)].map(([, host, path]) =>
    `${host}${path!.replace(/[/.,!)]+$/, "")}`
  );
  const tags = [...text.matchAll(/#([\p{L}\p{M}\p{N}_]+)/gu)]
    .map(([, tag]) => tag!.replace(/(?<=\p{L})_?(?:20)?\d\d$/u, ""))
    .filter((tag) => tag.length >= LEAST_TAG)
    .map((tag) => `#${tag}`);
  return new Set([...pages.filter((page) => page.includes("/") && !PROFILE.test(page)), ...tags]);
}

const PAGE = /\bhttps?:\/\/(?:www\.)?([a-z0-9.-]{1,100})(\/[^\s?#"<>]{1,200})/g;
/** Pages about a club, whatever it holds. */
const PROFILE =
  /^(?:linktr\.ee|linkin\.bio|beacons\.ai|bio\.link|instagram\.com|tiktok\.com|linkedin\.com|discord\.|facebook\.com\/(?!events\/)|[^/]*\/(?:join|membership|clubs?)(?:\/|$))/;

/**
 * For each post its marks that are found on no other day: a club's own tag or page comes back with its
 * next event. @param posts each with its caption and the day it tells of
 */
export function ownMarks<T extends { caption: string }>(
  posts: readonly T[],
  dayOf: (post: T) => string,
): Map<T, Set<string>> {
  const marks = new Map(posts.map((post) => [post, marksOf(post.caption)]));
  const days = new Map<string, Set<string>>();
  for (const [post, found] of marks) {
    for (const mark of found) days.set(mark, (days.get(mark) ?? new Set()).add(dayOf(post)));
  }
  return new Map(
    [...marks].map((
      [post, found],
    ) => [post, new Set([...found].filter((mark) => days.get(mark)!.size === 1))]),
  );
}
