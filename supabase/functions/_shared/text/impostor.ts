/**
 * Detects names and texts of strangers that pose as the sender of the mails. Names of the community
 * and the sender are reserved: "Connect3 Security" in a greeting, a subject or a line "By ..."
 * would make the mail vouch for a stranger.
 */
import { cleanLine } from "./clean.ts";
import { defused } from "./defuse.ts";
import { rememberLatest } from "./remember.ts";

/**
 * Cyrillic and Greek letters and digits, each before the Latin letter that it resembles. Treats i
 * and l as equal.
 */
const PASSES_FOR = new Map(
  ("аa вb еe кk мm нh оo рp сc тt уy хx іl јj ѕs ԁd ԛq ԝw һh ӏl αa βb εe ιl κk νv οo ρp τt υu χx " +
    "ıl łl 0o 1l 3e 4a 5s $s |l il").split(" ").map(([from, to]) => [from!, to!]),
);

const PASSING = new RegExp(`[${[...PASSES_FOR.keys()].join("")}]`, "gu");

/** Names that only a service has. */
const ROLES =
  "support security admin admins administrator administrators administration helpdesk official " +
  "officials moderator moderators postmaster webmaster hostmaster mailerdaemon noreply billing " +
  "account accounts verification notification notifications alert alerts abuse";
/** Words that often accompany a role. */
const FILLERS =
  "the your our my team teams staff service services desk help centre center customer client user " +
  "users member members mail email system systems it dept department group office info care no " +
  "reply mailer daemon do not";

const alternatives = (words: string) => words.split(" ").map(folded).join("|");
const ROLE = new RegExp(`^(?:${alternatives(ROLES)})$`);
/** Replaces a name of the sender in the patterns below. */
const NAMED = "§";
const CLAIM = `(?:${NAMED}|${alternatives(ROLES)})`;
const FILLER = alternatives(FILLERS);
const CLAIMS_ALONE = new RegExp(`^(?:${FILLER})*${CLAIM}(?:${CLAIM}|${FILLER})*$`);

/**
 * Whether a title or an organiser claims to be the sender: only a sender's name ("Connect3"), only
 * a role ("the Security Team"), or both with anything else ("Connect3 Support: sign in").
 */
export function posesAsSender(text: string, senders: readonly string[]): boolean {
  return posing([text, ...senders]);
}

/** Cached, because many mails contain the same titles and organisers. */
const posing = rememberLatest((asked: string[]) => JSON.stringify(asked), ([text, ...senders]) => {
  return isPosing(text!, senders);
}, 1_000);

function isPosing(text: string, senders: readonly string[]): boolean {
  const words = wordsOf(text);
  const named = senders.map(folded).filter((sender) => holds(words, sender));
  const whole = named.reduce((rest, name) => rest.replaceAll(name, NAMED), words.join(""));
  if (CLAIMS_ALONE.test(whole)) return true;
  return named.length > 0 &&
    words.some((word) => ROLE.test(named.reduce((rest, name) => rest.replace(name, ""), word)));
}

/** Longer names are jokes. UTF-16 units. */
const MAX_NAME = 60;

/** Letters, their joiners, and a picture; no punctuation of a sentence, amount or address. */
const NAME =
  /^[\p{L}\p{M}\p{Extended_Pictographic}\u200c\u200d '’ʼ‘`´.,&()·\-‐‑・]*\p{L}[\p{L}\p{M}\p{Extended_Pictographic}\u200c\u200d '’ʼ‘`´.,&()·\-‐‑・]*\d{0,3}$/u;

/**
 * A person's name that is safe in a greeting and next to an address. Returns "" for a text that a
 * mail program would link, for a role, and for a name that contains a sender's.
 */
export function personName(name: string | null | undefined, senders: readonly string[]): string {
  const line = cleanLine(name, 2 * MAX_NAME);
  if (line.length > MAX_NAME || !NAME.test(line) || defused(line) !== line) return "";
  if (/\.\p{L}{2}/u.test(line)) return ""; // "Node.js" is not a person either
  const words = wordsOf(line);
  const isTaken = senders.some((sender) => holds(words, folded(sender)));
  return isTaken || words.some((word) => ROLE.test(word)) || posesAsSender(line, senders)
    ? ""
    : line;
}

/**
 * Finds long names even within a word ("Connect3Events"), short ones only as a word: AI is not in
 * Aisha.
 */
function holds(words: readonly string[], sender: string): boolean {
  if (sender.length < 5) return words.includes(sender) && sender !== "";
  return words.join("").includes(sender);
}

/** The words with lookalike letters replaced, as a hurried reader sees them. */
function wordsOf(text: string): string[] {
  return lookalike(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function folded(text: string): string {
  return wordsOf(text).join("");
}

function lookalike(text: string): string {
  return text.normalize("NFKC").toLowerCase().normalize("NFD")
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, "")
    .replace(PASSING, (letter) => PASSES_FOR.get(letter)!);
}
