/** How much like a name a phrase sounds. */
import {
  ASIDE,
  BARE,
  CALL,
  COUNTDOWN,
  GENERIC,
  GREETING,
  HAS_DAY,
  HEADED,
  NAMING_NOUN,
  NOISE,
  OPENER,
  PERSON,
  TALK,
} from "./names.ts";
import { IS_NOUN } from "./patterns.ts";

/** Points for and against a text being a name; the weights order the kinds of evidence, no more. */
export function scoreOf(text: string): number {
  const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const long = words.filter((word) => word.length > 3);
  const capital = long.filter((word) => /^["'(]?\p{Lu}/u.test(word)).length;
  const points: [boolean, number][] = [
    [NAMING_NOUN.test(text), 2],
    [long.length > 0 && capital / long.length >= 0.6, 2],
    [text.length >= 8 && text.length <= 60, 1],
    [text.length > 80, -2],
    [words.length < 2, words.length === 1 && IS_NOUN.test(text) ? -3 : -1.5],
    [text.endsWith("?") && !HEADED.test(text), -3],
    [ASIDE.test(text), -3],
    [HAS_DAY.test(text), -2],
    [OPENER.test(text), -2.5],
    [CALL.test(text), -1.5],
    [TALK.test(text), -1.5],
    [COUNTDOWN.test(text), -2],
    [GREETING.test(text), -8],
    [!/[a-z]/i.test(text), -1.5],
    [GENERIC.test(text), -3],
    [NOISE.test(text), -3],
    [PERSON.test(text), -3],
    [words.length > 1 && BARE.test(text), -2],
  ];
  return points.reduce((sum, [holds, weight]) => holds ? sum + weight : sum, 0);
}
