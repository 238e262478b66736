/** Days and hours of posts in other languages, in English. A language is a file of `languages/`. */
import { DUTCH } from "./languages/dutch.ts";
import { fromCharacters, INVITES } from "./languages/east_asian.ts";
import { FRENCH } from "./languages/french.ts";
import { GERMAN } from "./languages/german.ts";
import { INDONESIAN } from "./languages/indonesian.ts";
import { ITALIAN } from "./languages/italian.ts";
import { type Language, type Translator, translator } from "./languages/language.ts";
import { PORTUGUESE } from "./languages/portuguese.ts";
import { SPANISH } from "./languages/spanish.ts";

export const LANGUAGES: readonly Language[] = [
  ...[GERMAN, DUTCH, FRENCH, SPANISH, PORTUGUESE, ITALIAN, INDONESIAN],
];
const TRANSLATORS = LANGUAGES.map(translator);

/** Puts the days and hours of one post's lines into English. */
export function translatorOf(text: string): Pick<Translator, "translate" | "placeIn"> {
  // "dal 20 al 22 marzo" has a Spanish month, but more of Italian: that is read first.
  const spoken = TRANSLATORS.map((language) => ({ ...language, signs: language.signsIn(text) }))
    .filter(({ signs }) => signs > 0)
    .sort((a, b) => b.signs - a.signs);
  return {
    placeIn: (part) => {
      for (const { placeIn } of spoken) {
        const found = placeIn(part);
        if (found) return found;
      }
      return null;
    },
    translate: (line) =>
      spoken.reduce((left, { translate }) => translate(left), fromCharacters(line)),
  };
}

const words = (lists: readonly string[]) =>
  new RegExp(String.raw`(?<!\p{L})(?:${lists.join("|")})(?!\p{L})`, "giu");

/** Words that invite, or name something to go to, where the post is not in English. */
export const INVITES_ABROAD = new RegExp(
  `${words(LANGUAGES.map(({ invites }) => invites)).source}|${INVITES}`,
  "giu",
);
/** Words that look back, where the post is not in English. */
export const PAST_ABROAD = words(LANGUAGES.map(({ past }) => past));
