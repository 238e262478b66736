/**
 * Words of strangers, made safe to stand in a heading, a subject, a name, a mail or a calendar file.
 * Mail programs make links of what looks like an address, and each has its own idea of what does. So
 * no address is looked for here, and no list of top-level domains is kept: the signs that join the
 * parts of an address lose what they join. A full stop and a colon get the space that good
 * typography gives them ("Free pizza. Come along"), "@" gets one before it, schemes and numbers to
 * call go. Spaces hold where invisible joiners would not: programs strip those before they look.
 */
import { cleanLine, cut } from "./clean.ts";
import { rememberLatest } from "./remember.ts";

/** One line of a stranger's text without links, at most `max` UTF-16 units. */
export function strangersLine(text: string | null | undefined, max: number): string {
  // Cut last, as what is cut may end in what is left out.
  return cut(remembered(cleanLine(text, 4 * max)), max);
}

/** The same events are in the mails of many. */
const remembered = rememberLatest((text: string) => text, defused, 1_000);

/** The text without anything that a mail program would make a link of. Twice is the same as once. */
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

/** Most texts hold no such sign, and a mail has a hundred texts. */
const SUSPECT = /[^ -~]|[.:@\\/]|(?:\d\D{0,3}){7}/;

/** What a reader does not see and a program may skip. */
const HIDDEN = String.raw`\p{Default_Ignorable_Code_Point}\p{M}`;

/** "http://"; text before it that could be part of a scheme goes with it. */
const SCHEME = new RegExp(
  String.raw`[a-z][a-z0-9+.\-${HIDDEN}]*:[${HIDDEN}]*[\\/][${HIDDEN}]*[\\/]+`,
  "giu",
);

/** A server's folder, and addresses whose scheme goes without saying. */
const SLASHES = new RegExp(String.raw`[\\/](?:[${HIDDEN}]*[\\/])+`, "gu");

/** "user@host", but not a mention. */
const AT = /(?<=\S)@/g;

/** "mailto:ada" and "Topic:AI", but not 6:30, :) or a colon that has its space. */
const COLON = /(?<=\S)(?<!(?<![\p{L}\p{N}_+.-])[\d+.-]*\d(?=:\d)):(?=[^\s()-])/gu;

/** Four numbers or more; a time, a date, a version or a room has fewer. */
const IP_ADDRESS = /(?<!\d)\d+(?:\.\d+){3,}/g;

/**
 * A full stop or an ellipsis between two words. Not between digits ("Room 2.14": no domain ends
 * in such), not before a single letter ("J.R.", "a.m.") and not in "Node.js": domains of two letters
 * are countries, and no country is called so.
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
 * Seven digits and more, with what people write between them. A code such as ECON10004 is none. The
 * stops before a number go with it: "www.…" is a link to some.
 */
const DIGITS = /[.…。]*(?<![A-Za-z\p{N}])([+(]{0,2}\p{Nd}(?:[\s().\-‐-―/]{0,3}\p{Nd}){6,})/gu;

/** Dates and times are made of years and of one or two digits; a French number has five such pairs. */
function isPhoneNumber(digits: string): boolean {
  const groups = digits.match(/\p{Nd}+/gu)!;
  const isOfDates = groups.every((group) => /^(?:\d\d?|(?:19|20)\d\d)$/.test(group));
  return digits.startsWith("+") || !isOfDates || /^0\d(?:[\s.-]\d\d){4}$/.test(digits);
}

/** Full-width and enclosed signs as the ASCII that programs read them as: "．", "：", "＠", "⒈". */
function withPlainSigns(text: string): string {
  return text.replace(/[^\0-\x7f…]/gu, (sign) => {
    const plain = sign.normalize("NFKC");
    return /[.:@\\/。]/.test(plain) ? plain : sign;
  });
}
