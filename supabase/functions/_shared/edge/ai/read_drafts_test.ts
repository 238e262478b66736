import assert from "node:assert/strict";
import { draftOf } from "../../event/test_draft.ts";
import { RowFault } from "./ai.ts";
import { readDrafts } from "./read_drafts.ts";

const [TRIVIA, POTTERY] = [draftOf(), draftOf({ title: "Pottery", excerpt: "Pottery at 6" })];
const answer = (content: string) => ({
  choices: [{ message: { content }, finish_reason: "stop" }],
});
const read = (content: unknown) =>
  readDrafts(answer(typeof content === "string" ? content : JSON.stringify(content)));

Deno.test("readDrafts() returns the drafts of a list, in its order", () => {
  assert.deepEqual(read({ drafts: [TRIVIA, POTTERY] }), [TRIVIA, POTTERY]);
});

Deno.test("readDrafts() takes a list or a draft that is alone, fenced or under another name", () => {
  for (
    const content of [
      [TRIVIA, POTTERY],
      { events: [TRIVIA, POTTERY] },
      { answer: { drafts: [TRIVIA, POTTERY] } },
      `\`\`\`json\n${JSON.stringify([TRIVIA, POTTERY])}\n\`\`\``,
      `Two events:\n${JSON.stringify({ drafts: [TRIVIA, POTTERY] })}`,
    ]
  ) assert.deepEqual(read(content), [TRIVIA, POTTERY], JSON.stringify(content));
  for (const content of [TRIVIA, [TRIVIA], { post_facts: TRIVIA }, { drafts: TRIVIA }]) {
    assert.deepEqual(read(content), [TRIVIA], JSON.stringify(content));
  }
});

Deno.test("readDrafts() refuses a list that is empty, or that holds what is no draft", () => {
  assert.throws(() => read({ drafts: [] }), RowFault);
  assert.throws(() => read([]), RowFault);
  assert.throws(() => read({ drafts: [TRIVIA, { kind: "party" }] }), /breaks the schema at/);
  assert.throws(() => read({ drafts: ["Trivia night"] }), RowFault);
});

Deno.test("readDrafts() reads so many drafts of a list without end", () => {
  assert.equal(read({ drafts: new Array(500).fill(TRIVIA) }).length, 50);
});
