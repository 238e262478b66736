/** Name and place of a row of a schedule: "Blitz night, Coal Room, 7pm". */
import { PERSON } from "./names.ts";
import { hasTime, isPlace, namesEvent, soundsLikePlace } from "./places.ts";
import { tidy } from "./tidy.ts";

const PARTS = /\s*(?:[|·;]|, | - |\.(?= |$)|!+(?= |$)| @ | \(|\)|→)\s*/;
/** What comes along: "BYO rug", "prizes worth 40k", "no partner needed". */
const COMES_ALONG =
  /^(?:byo|bring|free|no |prizes?|details|tickets?|members|everyone|all |£|\$|€|\d|vans?|bus|minibus|form|rsvp|eintritt|entrada|harness|yes\b|cloud date|usual room)/i;

export interface RowParts {
  title: string;
  location: string | null;
}

export function partsOf(rest: string): RowParts {
  const quoted = /"([^"\n]{4,80})"/.exec(rest)?.[1];
  const at = / @ ?([^,.!(|]{3,50})| (?:in|at) (?:the )?([A-Z][^,.!(|]{2,40})/.exec(rest);
  const parts = rest.split(PARTS).map((part) => part.trim()).filter((part) => /\p{L}/u.test(part));
  const told = parts.filter((part) => !isWhen(part));
  const [first = rest, ...others] = told;
  const isSpeaker = isLead(first) && !(others[0] && soundsLikePlace(others[0]));
  const place = others.find((part, at) => isSpeaker && at === 0 ? false : isSpot(part)) ??
    at?.[1] ?? at?.[2] ?? null;
  const second = others.find((part) => part !== place && !COMES_ALONG.test(part));
  const title = quoted ?? (isSpeaker && second ? `${first}: ${second}` : first);
  return { title: tidy(title).slice(0, 100), location: place?.trim() ?? null };
}

function isWhen(part: string): boolean {
  return hasTime(part) && !/\p{L}{4}/u.test(part.replace(/noon|midnight|until|from|half/gi, ""));
}

/** Who speaks, or what sort of thing it is, before what it is called. */
function isLead(part: string): boolean {
  return PERSON.test(part) || /^(?!The )(?:\p{Lu}[\p{L}'-]+ ){1,2}\p{Lu}[\p{L}'-]+$/u.test(part) ||
    /^(?:workshop|film|movie|talk|seminar|lecture|screening|open class|social)$/i.test(part);
}

function isSpot(part: string): boolean {
  if (COMES_ALONG.test(part) || namesEvent(part) || part.length > 45) return false;
  return soundsLikePlace(part) || (isPlace(part) && part.split(" ").length <= 5 &&
    /^(?:(?:the|an der|am|im|upstairs|outside) )?\p{Lu}/u.test(part) && !hasTime(part));
}
