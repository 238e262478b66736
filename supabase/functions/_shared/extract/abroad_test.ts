import assert from "node:assert/strict";
import { placeAbroad, withoutDay } from "./abroad.ts";
import { toLines } from "./lines.ts";

const posts: [caption: string, name: string, place: string | null][] = [
  ["Filmabend am 20. April um 19 Uhr im Hörsaal 2", "Filmabend", "Hörsaal 2"],
  ["Chorprobe am Donnerstag um 19 Uhr in Raum 4", "Chorprobe", "Raum 4"],
  ["Réunion jeudi à 18h, salle 12", "Réunion", "salle 12"],
  ["Ce soir à 20h : projection au foyer", "projection au foyer", "foyer"],
  ["Taller el sábado 14 de febrero, aula 3", "Taller", "aula 3"],
  ["Charla el miércoles 4/3 en el salón de actos", "Charla", "salón de actos"],
  ["Oficina, sábado 7 de março, sala 15", "Oficina", "sala 15"],
  ["Torneo sabato 14 marzo, aula 3", "Torneo", "aula 3"],
  ["Koor woensdag om 19 uur in de kantine", "Koor", "kantine"],
  ["Quiz on Thursday 12 March in the bar", "Quiz on Thursday 12 March in the bar", null],
];
for (const [caption, name, place] of posts) {
  Deno.test(`withoutDay() and placeAbroad() take name and place of "${caption}"`, () => {
    const lines = toLines(caption);
    assert.equal(withoutDay(lines[0]!).text, name);
    assert.equal(placeAbroad(lines), place);
  });
}
