/** Who holds it, as far as the post says: handles and names beside words of hosting. */

import { EVENT_NOUNS } from "./kind.ts";

const HANDLE = String.raw`@[\w][\w.]{1,29}`;
// Six words at most, and separators that no name can hold: matching cannot branch without bound.
const NAME = String
  .raw`(?:[A-Z][\w&'.]{0,40}(?: (?:[A-Z][\w&'.]{0,40}|(?:of|for|the)(?= [A-Z]))){0,5})`;
const PARTY = String.raw`(?:${HANDLE}|${NAME})`;
const PARTIES = String.raw`${PARTY}(?:(?:, and | and |, | & | x | × )(?:the )?${PARTY}){0,5}`;

const PATTERNS = [
  // "hosted by A, B and C", "in collaboration with @x", "brought to you by X"
  new RegExp(
    String
      .raw`\b(?:[Hh]osted by|[Pp]resented by|[Bb]rought to you by|[Oo]rgani[sz]ed by|[Rr]un by|[Cc]ollaborative event by|[Ii]n (?:collaboration|partnership) with|[Cc]ollab(?:oration)? with|[Cc]ollaborating with|[Pp]artner(?:ing|ed|ship)? with|[Tt]eam(?:ing|ed) up with|[Pp]owered by|together with)(?: the| our (?:friends|partners?)(?: at)?| both)? (${PARTIES})`,
    "gu",
  ),
  // "Join X for our", "X presents", "X is hosting", "X invites you"
  new RegExp(String.raw`\b[Jj]oin (?:the )?(${PARTIES}) (?:for|in|at|on)\b`, "gu"),
  new RegExp(
    String
      .raw`(?:^|[.!?:\n] ?|\b[Tt]he )(${PARTIES}) (?:(?:are|is|will be|have|has) )?(?:proudly )?(?:presents?|presenting|hosts?|hosting|invites?|inviting|holding|bringing you|brings? you|collaborating|running|have teamed up|join forces|teamed up)\b`,
    "gmu",
  ),
  // "A x B: trivia night", "A × B"
  new RegExp(String.raw`(?:^|[\s"(])(${PARTY}(?: (?:x|×) ${PARTY}){1,4})`, "gu"),
];

/** Words that are capitalised for other reasons than being a name. */
const NO_NAME =
  /^(?:us|we|our|the|this|that|it|you|your|join|come|come along|get|see|event|events|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|week|semester|free|link|date|time|location|who|what|where|when|members?|students?|everyone|register|applications?|[ivx]+)$/i;

/** Names and handles (with their '@'), in the order of the text, each as written. */
export function findOrganisers(text: string): string[] {
  const found: { name: string; at: number }[] = [];
  for (const pattern of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      for (const name of parties(match[1]!)) {
        if (isName(name)) found.push({ name, at: text.indexOf(name, match.index) });
      }
    }
  }
  const names = found.sort((a, b) => a.at - b.at).map(({ name }) => name);
  return [...new Set(names)].filter((name) => !isNamedElse(name, names)).slice(0, 6);
}

/** How many letters a handle and a name begin with alike where they are the same club's. */
const ALIKE = 6;

/** "@filmsociety.uni" where the post says "Film Society" as well. */
function isNamedElse(name: string, all: string[]): boolean {
  if (!name.startsWith("@")) return false;
  const handle = lettersOf(name);
  return all.some((other) => {
    const letters = lettersOf(other).slice(0, handle.length);
    return !other.startsWith("@") && letters.length >= ALIKE &&
      handle.startsWith(letters.slice(0, ALIKE));
  });
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/&/g, "and").replace(/^the /, "").replace(
    /[^\p{L}\p{N}]/gu,
    "",
  );
}

function parties(text: string): string[] {
  return text.split(/, and | and the | and (?=[A-Z@])|, | & (?=@)| [x×] /).map((party) =>
    party
      .replace(LEADING_WORD, "")
      .replace(/'s(?: .*)?$/, "")
      .replace(TRAILING_NOUNS, "")
      .replace(/^([A-Z]\w*[A-Z]\w*) .*(?:[a-z]).*$/, "$1")
      .replace(/[.'&]+$/, "")
      .trim()
  );
}

/** "A x B Trivia Night": the second is B. */
const TRAILING_NOUNS = new RegExp(`(?: (?:${EVENT_NOUNS.source}))+$`, "i");
/** "Join A x B": the first of the two is A. */
const LEADING_WORD =
  /^(?:(?:the|join|at|with|and|from|by|meet|introducing|welcome|our|come|see|announcing)\s+)+/i;

function isName(name: string): boolean {
  return name.length >= 2 && name.length <= 60 && !NO_NAME.test(name) &&
    (name.startsWith("@") || !/^\d+$/.test(name));
}
