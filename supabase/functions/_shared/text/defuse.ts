/**
 * Removes links from strangers' text, for headings, subjects, names, mails and calendar files.
 *
 * Mail programs turn anything like an address into a link, each by its own rules. So this code does
 * not search for addresses and needs no list of top-level domains: it separates the parts of any
 * address. A full stop and a colon get a space after them, as in "Free pizza. Come along"; "@" gets
 * one before it; schemes and phone numbers are removed. Programs strip invisible joiners before
 * they search, but not spaces.
 */
import { cleanLine, cut } from "./clean.ts";
import { rememberLatest } from "./remember.ts";

/** One line of a stranger's text without links, at most `max` UTF-16 units. */
export function strangersLine(text: string | null | undefined, max: number): string {
  // Cut last, because the cut may fall into text that is removed.
  return cut(remembered(cleanLine(text, 4 * max)), max);
}

/** Cached, because many mails contain the same events. */
const remembered = rememberLatest((text: string) => text, defused, 1_000);

/** The text without anything that a mail program would turn into a link. Idempotent. */
export function defused(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return withPlainSigns(text)
    .replace(SCHEME, "")
    .replace(SLASHES, "/")
    .replace(DIGITS, (whole, digits) => isPhoneNumber(digits) ? "…" : whole)
    .replace(AT, " @")
    .replace(COLON, ": ")
    .replace(IP_ADDRESS, (address) => address.replaceAll(".", ". "))
    .replace(STOP, "$& ");
}

/** Quick test: most texts contain none of these signs, and a mail has a hundred texts. */
const SUSPECT = /[^ -~]|[.:@\\/]|(?:\d\D{0,3}){7}/;

/** Characters invisible to a reader; a program may skip them. */
const HIDDEN = String.raw`\p{Default_Ignorable_Code_Point}\p{M}`;

/** "http://", with any text before it that could be part of the scheme. */
const SCHEME = new RegExp(
  String.raw`[a-z][a-z0-9+.\-${HIDDEN}]*:[${HIDDEN}]*[\\/][${HIDDEN}]*[\\/]+`,
  "giu",
);

/** Network paths, and addresses with an implied scheme. */
const SLASHES = new RegExp(String.raw`[\\/](?:[${HIDDEN}]*[\\/])+`, "gu");

/** "user@host", but not a mention. */
const AT = /(?<=\S)@/g;

/** "mailto:ada" and "Topic:AI", but not 6:30, :) or a colon followed by a space. */
const COLON = /(?<=\S)(?<!(?<![\p{L}\p{N}_+.-])[\d+.-]*\d(?=:\d)):(?=[^\s()-])/gu;

/** Four or more numbers with dots; times, dates, versions and rooms have fewer. */
const IP_ADDRESS = /(?<!\d)\d+(?:\.\d+){3,}/g;

/**
 * A full stop or an ellipsis between two words. Excludes a stop between digits ("Room 2.14"),
 * because no domain ends in a number. Excludes a stop before a single letter ("J.R.", "a.m.") and
 * in "Node.js": domains of two letters are countries, and there is no .js.
 */
const STOP = new RegExp(
  [
    String.raw`(?<=[^\s\p{Ps}\p{Pi}"'.…。])`,
    String.raw`(?<!\d(?=\.\d))`,
    String.raw`[.…。]+`,
    String.raw`(?=[^\s\p{Pe}\p{Pf}"'!?,;.…。])`,
    String.raw`(?![a-z](?![\p{L}\p{N}_\-${HIDDEN}]))`,
    String.raw`(?!js(?![\p{L}\p{N}_\-/\\@?#${HIDDEN}]|[.:]\S))`,
  ].join(""),
  "giu",
);

/**
 * Seven or more digits with the usual separators, but not codes such as ECON10004. Includes full
 * stops before the number, because some programs link "www.…".
 */
const DIGITS = /[.…。]*(?<![A-Za-z\p{N}])([+(]{0,2}\p{Nd}(?:[\s().\-‐-―/]{0,3}\p{Nd}){6,})/gu;

/**
 * Whether the digits are a phone number and not a date or time, which consists of years and one- or
 * two-digit groups. A French number has five two-digit groups.
 */
function isPhoneNumber(digits: string): boolean {
  const groups = digits.match(/\p{Nd}+/gu)!;
  const isOfDates = groups.every((group) => /^(?:\d\d?|(?:19|20)\d\d)$/.test(group));
  return digits.startsWith("+") || !isOfDates || /^0\d(?:[\s.-]\d\d){4}$/.test(digits);
}

/**
 * Replaces full-width and enclosed signs by the ASCII that programs read them as: "．", "：", "＠",
 * "⒈".
 */
function withPlainSigns(text: string): string {
  return text.replace(/[^\0-\x7f…]/gu, (sign) => {
    const plain = sign.normalize("NFKC");
    return /[.:@\\/。]/.test(plain) ? plain : sign;
  });
}
