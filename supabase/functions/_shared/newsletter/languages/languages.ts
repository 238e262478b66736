/** The languages of mails. */
import { DE } from "./de.ts";
import { EN } from "./en.ts";
import { ES } from "./es.ts";
import { FR } from "./fr.ts";
import type { Language } from "./language.ts";

const LANGUAGES: Record<string, Language> = { de: DE, en: EN, es: ES, fr: FR };

/** The language of a locale such as "de-AT"; English for a language without a table. */
export function languageOf(locale: string | null | undefined): Language {
  const [name = ""] = (locale ?? "").toLowerCase().split(/[-_]/);
  return Object.hasOwn(LANGUAGES, name) ? LANGUAGES[name]! : EN;
}
