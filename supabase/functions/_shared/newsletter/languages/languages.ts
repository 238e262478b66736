/** The languages of mails. */
import { EN } from "./en.ts";
import type { Language } from "./language.ts";

const LANGUAGES: Record<string, Language> = { en: EN };

/** The language of a locale such as "de-AT"; English for a language without a table. */
export function languageOf(locale: string | null | undefined): Language {
  const [name = ""] = (locale ?? "").toLowerCase().split(/[-_]/);
  return Object.hasOwn(LANGUAGES, name) ? LANGUAGES[name]! : EN;
}
