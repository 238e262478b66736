import { deepEqual, ok } from "node:assert/strict";
import { renderNewsletter } from "./newsletter.ts";
import { DEFAULT_ACCENT, PAIRINGS, schemeOf } from "./palette.ts";
import { elementsOf, type ParsedElement } from "./test_html.ts";
import { styleSheets } from "./styles.ts";
import { issueOf } from "./test_issue.ts";

const question = { text: "What?", options: [{ label: "This", url: "https://x.org/" }] };
const elements = elementsOf(renderNewsletter({ ...issueOf(Array(6).fill({})), question }).html);
const { light: LIGHT } = schemeOf(DEFAULT_ACCENT);
const classes = ({ attributes }: ParsedElement) => attributes.class?.split(" ") ?? [];
const declared = ({ attributes }: ParsedElement, property: string) =>
  attributes.style?.split(";").find((part) => part.startsWith(property + ":"))?.split(":")[1];

Deno.test("styleSheets() have a rule for every class of the mail, and no unused rule", () => {
  const sheets = styleSheets(schemeOf(DEFAULT_ACCENT)).join("\n");
  const used = new Set(elements.flatMap(classes));
  const ruled = new Set([...sheets.matchAll(/\.([a-zA-Z]+)[ {,]/g)].map((match) => match[1]));
  deepEqual([...used].sort(), [...ruled].sort());
});

Deno.test("Look has a dark-mode class for every coloured text and surface", () => {
  for (const element of elements) {
    const color = declared(element, "color");
    const background = declared(element, "background");
    const names = classes(element);
    if (color) ok(names.some((name) => LIGHT[name as keyof typeof LIGHT] === color), color);
    if (background) {
      const known = names.map((name) => name === "fill" ? "accent" : name);
      ok(known.some((name) => LIGHT[name as keyof typeof LIGHT] === background), background);
    }
  }
});

Deno.test("PAIRINGS contain every text colour of the mail", () => {
  const paired = new Set<string>(PAIRINGS.map(([text]) => LIGHT[text]));
  for (const element of elements) ok(paired.has(declared(element, "color") ?? LIGHT.ink));
});
