/**
 * Marks of an event: texts that only posts about it contain, such as a sign-up address or its own
 * hashtag. Pure.
 */
import { foldFonts } from "../text/caption.ts";

/** Shorter tags are common words ("#trivia") or cities. */
const LEAST_TAG = 8;

/** Links and marks of a caption. */
export interface Signs {
  /** Sites and pages that it links to, without pages about a club. */
  links: ReadonlySet<string>;
  /** Specific ones: addresses of pages, and long hashtags without their year. */
  marks: ReadonlySet<string>;
}

/** Reads the links and marks of a caption. */
export function signsOf(caption: string): Signs {
  const text = foldFonts(caption).toLowerCase();
  const pages = pagesIn(text);
  const tags = [...text.matchAll(/#([\p{L}\p{M}\p{N}_]+)/gu)]
    .map(([, tag]) => tag!.replace(/(?<=\p{L})_?(?:20)?\d\d$/u, ""))
    .filter((tag) => tag.length >= LEAST_TAG)
    .map((tag) => `#${tag}`);
  return {
    links: new Set(pages),
    marks: new Set([...pages.filter((page) => page.includes("/")), ...tags]),
  };
}

/** Pages as "host/path" with their query, but without tracking parameters. */
function pagesIn(text: string): string[] {
  return [...text.matchAll(PAGE)].map(([, schemed, bare, path = "", query = ""]) => {
    const asked = query.slice(1).split("&").filter((part) => part && !COUNTER.test(part)).sort();
    const page = `${schemed ?? bare}${path.replace(/[/.,!)]+$/, "")}`;
    return asked.length > 0 ? `${page}?${asked.join("&")}` : page;
  }).filter((page) => !PROFILE.test(page));
}

/** An address with a scheme, or a name with a common top-level domain. */
const PAGE =
  /(?<![@\w.-])(?:https?:\/\/(?:www\.)?([a-z0-9.-]{1,100})|(?:www\.)?((?:[a-z0-9-]{1,40}\.){1,4}(?:com|org|net|edu|io|me|co|app|dev|events?|link|ly|gl|gle|page|site|online|shop|club|store|xyz|info|example|uk|au|nz|us|de|fr|es|pt|br|nl|it|sg|in|eu|to)))(?![a-z0-9-])(\/[^\s?#"<>]{0,200})?(\?[^\s#"<>]{1,200})?/g;
const COUNTER = /^(?:utm|fbclid|igsh|gclid|mc_|ref|src|source|aff|share|trk)/;
/** Pages about a club and not about an event. */
const PROFILE =
  /^(?:linktr\.ee|linkin\.bio|beacons\.ai|bio\.link|instagram\.com|tiktok\.com|linkedin\.com|discord\.|facebook\.com(?!\/events\/)|[^/]*\/(?:join|membership|clubs?)(?:\/|$))/;

/**
 * The marks of each post that occur on no other day. A club reuses its own tag or page for its next
 * event.
 */
export function ownMarks<T>(
  posts: readonly T[],
  marksOf: (post: T) => ReadonlySet<string>,
  dayOf: (post: T) => string,
): Map<T, Set<string>> {
  const days = new Map<string, Set<string>>();
  for (const post of posts) {
    for (const mark of marksOf(post)) {
      days.set(mark, (days.get(mark) ?? new Set()).add(dayOf(post)));
    }
  }
  const isOwn = (mark: string) => days.get(mark)!.size === 1;
  return new Map(posts.map((post) => [post, new Set([...marksOf(post)].filter(isOwn))]));
}
