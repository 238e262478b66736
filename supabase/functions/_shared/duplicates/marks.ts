/**
 * Marks of an event: what posts about it share and other posts do not have, an address to sign up at
 * or a hashtag of its own. Pure.
 */
import { foldFonts } from "../text/caption.ts";

/** Shorter tags are words ("#trivia") or a city's. */
const LEAST_TAG = 8;

/** What a caption points to. */
export interface Signs {
  /** Sites and pages that it sends its readers to; pages about a club are none. */
  links: ReadonlySet<string>;
  /** Those that tell of one thing: addresses of pages, and long hashtags without their year. */
  marks: ReadonlySet<string>;
}

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

/** As "host/path", with what is asked of the page; who counts the visits does not matter. */
function pagesIn(text: string): string[] {
  return [...text.matchAll(PAGE)].map(([, schemed, bare, path = "", query = ""]) => {
    const asked = query.slice(1).split("&").filter((part) => part && !COUNTER.test(part)).sort();
    const page = `${schemed ?? bare}${path.replace(/[/.,!)]+$/, "")}`;
    return asked.length > 0 ? `${page}?${asked.join("&")}` : page;
  }).filter((page) => !PROFILE.test(page));
}

/** With a scheme, or a name that ends like one of the web. */
const PAGE =
  /(?<![@\w.-])(?:https?:\/\/(?:www\.)?([a-z0-9.-]{1,100})|(?:www\.)?((?:[a-z0-9-]{1,40}\.){1,4}(?:com|org|net|edu|io|me|co|app|dev|events?|link|ly|gl|gle|page|site|online|shop|club|store|xyz|info|example|uk|au|nz|us|de|fr|es|pt|br|nl|it|sg|in|eu|to)))(?![a-z0-9-])(\/[^\s?#"<>]{0,200})?(\?[^\s#"<>]{1,200})?/g;
const COUNTER = /^(?:utm|fbclid|igsh|gclid|mc_|ref|src|source|aff|share|trk)/;
/** Pages about a club, whatever it holds. */
const PROFILE =
  /^(?:linktr\.ee|linkin\.bio|beacons\.ai|bio\.link|instagram\.com|tiktok\.com|linkedin\.com|discord\.|facebook\.com(?!\/events\/)|[^/]*\/(?:join|membership|clubs?)(?:\/|$))/;

/**
 * For each post its marks that are found on no other day: a club's own tag or page comes back with its
 * next event.
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
