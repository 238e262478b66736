/** Who a post is by, and whom it names, as far as two posts are compared by it. Pure. */
import type { Account } from "../post/account.ts";

/** Clubs by number: letters and digits of a name count alone, so that "@film.society" is "Film Society". */
export interface Clubs {
  /** Its own account, and the organisers that it names. */
  own: readonly number[];
  /** Handles in its text. */
  mentioned: readonly number[];
}

interface Publication {
  account: Account | null;
  organisers: readonly string[];
  caption: string;
}

/** Reads the clubs of posts that are to be compared with each other. */
export function clubReader(): (post: Publication) => Clubs {
  const numbers = new Map<string, number>();
  const numberOf = (key: string) => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
  const numbersOf = (names: string[]) => [
    ...new Set(names.map(keyOf).filter((key) => key !== "").map(numberOf)),
  ];
  return ({ account, organisers, caption }) => ({
    own: numbersOf([account?.handle ?? "", account?.name ?? "", ...organisers]),
    mentioned: numbersOf([...caption.matchAll(HANDLE)].map(([, handle]) => handle!)),
  });
}

const HANDLE = /(?<![\w.@])@([\w.]{2,30})/g;

/**
 * Whether two posts are by one club, or one names the other's; undefined where nothing says so. What a text
 * says of clubs is a claim: it may join posts, and makes nobody its club.
 */
export function isOneClub(a: Clubs, b: Clubs): boolean | undefined {
  if (meet(a.own, b.own) || meet(a.own, b.mentioned) || meet(a.mentioned, b.own)) return true;
  if (a.own.length === 0 || b.own.length === 0 || meet(a.mentioned, b.mentioned)) return undefined;
  return false;
}

/** They have a few numbers each: a loop is faster than sets. */
function meet(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) if (a[i] === b[j]) return true;
  }
  return false;
}

function keyOf(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/^the /, "").replace(/[^\p{L}\p{N}]/gu, "");
}
