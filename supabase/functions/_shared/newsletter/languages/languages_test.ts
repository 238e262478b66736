import { deepEqual, equal, ok } from "node:assert/strict";
import { elementsOf } from "../test_html.ts";
import { renderNewsletter } from "../newsletter.ts";
import { issueOf } from "../test_issue.ts";
import { languageOf } from "./languages.ts";

const render = (locale: string) =>
  renderNewsletter({ ...issueOf(Array(6).fill({})), reader: { time_zone: "UTC", locale } });

Deno.test("languageOf() takes the language of a locale, and English for any other text", () => {
  const tags = ["de-AT", "fr_CA", "ES", "pt-BR", "constructor", "__proto__", ""].map((locale) =>
    languageOf(locale).tag
  );
  deepEqual(tags, ["de", "fr", "es", "en", "en", "en", "en"]);
  equal(languageOf(null).tag, "en");
});

Deno.test("renderNewsletter() writes words and dates in the reader's language, and names it", () => {
  const cases = [["de", "Freitag, 27. November"], ["fr", "vendredi 27 novembre"], [
    "es",
    "viernes 27 de noviembre",
  ]] as const;
  for (const [locale, day] of cases) {
    const { html, text, subject } = render(locale);
    equal(elementsOf(html).find(({ tag }) => tag === "html")?.attributes.lang, locale);
    ok(text.includes(day), text);
    for (const word of ["Details: ", "Unsubscribe", "Interested", "You like"]) {
      ok(locale === "de" && word === "Details: " || !text.includes(word), `${locale}: ${word}`);
    }
    ok(!subject.includes(" and "), subject);
  }
});
