/** The clubs that a post is by or names, for comparing posts. Pure. */
import type { Account } from "../post/account.ts";

/**
 * Clubs as numbers. Only letters and digits of a name count, so "@film.society" equals "Film
 * Society".
 */
export interface Clubs {
  /** The post's account, and the organisers it names. */
  own: readonly number[];
  /** Handles in its text. */
  mentioned: readonly number[];
}

interface Publication {
  account: Account | null;
  organisers: readonly string[];
  caption: string;
}

/** Returns a reader of clubs. Numbers are comparable among posts of the same reader. */
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
 * Whether two posts are by one club, or one names the other's club; undefined if unknown. A text
 * can claim any club: such a claim may join posts, but never assigns a post to a club.
 */
export function isOneClub(a: Clubs, b: Clubs): boolean | undefined {
  if (meet(a.own, b.own) || meet(a.own, b.mentioned) || meet(a.mentioned, b.own)) return true;
  if (a.own.length === 0 || b.own.length === 0 || meet(a.mentioned, b.mentioned)) return undefined;
  return false;
}

/** Loops are faster than sets here, because each list has few numbers. */
function meet(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) if (a[i] === b[j]) return true;
  }
  return false;
}

function keyOf(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/^the /, "").replace(/[^\p{L}\p{N}]/gu, "");
}
