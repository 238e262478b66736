import assert from "node:assert/strict";
import { measure, paragraphsOf, sentencesOf } from "./prose.ts";

Deno.test("paragraphsOf() of Markdown leaves out code, tables, headings and HTML", () => {
  const text = `---
title: front matter is not prose
---
# A heading of four words

The first paragraph has \`a b c\` code
over two lines.
<p align="center">an HTML line is left out</p>

| a | table with many words |
|---|---|

\`\`\`sh
echo code is not prose
\`\`\`
    indented code is not prose

Read [the other page](other.md) for **bold** words.
`;
  assert.deepEqual(paragraphsOf("a.md", text), [
    "The first paragraph has Code code over two lines.",
    "Read the other page for bold words.",
  ]);
});

Deno.test("paragraphsOf() takes each item of a list as a paragraph", () => {
  const text = "Two things to do:\n- do the first\n  thing now\n* do the second thing\n1. count it";
  assert.deepEqual(paragraphsOf("a.md", text), [
    "Two things to do:",
    "do the first thing now",
    "do the second thing",
  ]);
});

Deno.test("paragraphsOf() takes the comments of a script, and no code and no address", () => {
  const script = `/**
 * Doubles a number.
 *
 * @param n from 0 to 9
 * @throws {RangeError} if it is bigger
 */
export const twice = (n) => n * 2; // fast enough for now
const url = "https://example.org/a/b";
const glob = "src/**/*.ts";
// Two lines of comment
// make one paragraph.
`;
  assert.deepEqual(paragraphsOf("a.ts", script), [
    "Doubles a number.",
    "from 0 to 9",
    "if it is bigger",
    "fast enough for now",
    "Two lines of comment make one paragraph.",
  ]);
});

Deno.test("paragraphsOf() takes comments of SQL and the texts of COMMENT ON", () => {
  const sql = `-- One line of comment.
create table clubs (id int); -- a number for each
comment on table clubs is 'A club''s own row.';
select 'a -- b';
`;
  assert.deepEqual(paragraphsOf("a.sql", sql), [
    "One line of comment.",
    "a number for each",
    "A club's own row.",
  ]);
});

Deno.test("paragraphsOf() gives nothing of a file without prose", () => {
  assert.deepEqual(paragraphsOf("a.json", '{"text": "no prose in here"}'), []);
});

Deno.test("sentencesOf() splits at the end of a sentence, not at an abbreviation or a number", () => {
  const text = 'It takes 2.5 seconds, e.g. at night. "Stop." The next one asks why? Ok.';
  assert.deepEqual(sentencesOf(text), [
    "It takes 2.5 seconds, e.g. at night.",
    "The next one asks why?",
  ]);
});

Deno.test("measure() counts words, sentences, relative-clause words and long paragraphs", () => {
  const long = Array.from({ length: 91 }, () => "word").join(" ") + ".";
  const text = "The clerk who knew Whose coat it was left. What remained was enough.";
  assert.deepEqual(measure([text, long]), {
    words: 13 + 91,
    sentences: 3,
    relatives: 3,
    longParagraphs: 1,
  });
  assert.equal(measure(["The whole somewhat whatsoever nowhere."]).relatives, 0);
});
