import assert from "node:assert/strict";
import { inEnglish } from "./languages.ts";
import { toLines } from "./lines.ts";
import { findWhen } from "./when.ts";

const lines: [string, string, string | null][] = [
  ["mercredi 1er avril à 19h", "2026-04-01", "19:00"],
  ["Viernes 3 de abril, 20:30", "2026-04-03", "20:30"],
  ["am Donnerstag, 12. März um 20 Uhr", "2026-03-12", "20:00"],
  ["Sabtu, 5 Desember, 18:00", "2026-12-05", "18:00"],
  ["3月13日 晚上7点半", "2026-03-13", "19:30"],
];
for (const [line, day, time] of lines) {
  Deno.test(`findWhen() reads "${line}"`, () => {
    const { start_date, start_time } = findWhen(toLines(line), "2026-03-02");
    assert.deepEqual([start_date, start_time], [day, time]);
  });
}

Deno.test("inEnglish() leaves English as it is", () => {
  for (const line of ["24h hackathon", "March 5 at 7pm", "Mars 5 rocket", "12 mart stalls"]) {
    assert.equal(inEnglish(line), line);
  }
});
