import assert from "node:assert/strict";
import { translatorOf } from "./languages.ts";
import { toLines } from "./lines.ts";
import { findWhen } from "./when.ts";

const lines: [string, string, string | null][] = [
  ["mercredi 1er avril à 19h", "2026-04-01", "19:00"],
  ["Viernes 3 de abril, 20:30", "2026-04-03", "20:30"],
  ["am Donnerstag, 12. März um 20 Uhr", "2026-03-12", "20:00"],
  ["Sabtu, 5 Desember, 18:00", "2026-12-05", "18:00"],
  ["3月13日 晚上7点半", "2026-03-13", "19:30"],
  ["Heute Abend um 20 Uhr", "2026-03-02", "20:00"],
  ["Nächsten Dienstag um halb acht im Vereinsheim", "2026-03-10", "19:30"],
  ["Sa 14.3., 11–15 Uhr, Raum 3.12. Anmeldung bis 10.3.", "2026-03-14", "11:00"],
  ["Jeden ersten Donnerstag im Monat, 19 Uhr", "2026-03-05", "19:00"],
  ["Fest vom 13.03 18:00 bis 15.03 gegen 17:00", "2026-03-13", "18:00"],
  ["Demain à 18h30 : atelier couture, salle 105", "2026-03-03", "18:30"],
  ["Vide-grenier du 20 au 22 mars, de 9h à 18h", "2026-03-20", "09:00"],
  ["Tous les mardis à 12h15", "2026-03-03", "12:15"],
  ["Mañana a las 7 de la tarde: noche de juegos", "2026-03-03", "19:00"],
  ["Feria del 2 al 4 de abril, 10 a 18 h", "2026-04-02", "10:00"],
  ["Cada jueves de 18:00 a 20:00 h", "2026-03-05", "18:00"],
  ["Amanhã às 18h30: roda de conversa", "2026-03-03", "18:30"],
  ["Sexta-feira, 12 de junho, a partir das 20h", "2026-06-12", "20:00"],
  ["Todas as quartas às 17h", "2026-03-04", "17:00"],
  ["Stasera ore 21, proiezione", "2026-03-02", "21:00"],
  ["Torneo sabato 14 marzo, dalle 15 alle 19", "2026-03-14", "15:00"],
  ["Vanavond om half acht, zaal 2", "2026-03-02", "19:30"],
  ["Elke woensdag van 19 tot 21 uur: koor", "2026-03-04", "19:00"],
];
for (const [line, day, time] of lines) {
  Deno.test(`findWhen() reads "${line}"`, () => {
    const { start_date, start_time } = findWhen(toLines(line), "2026-03-02");
    assert.deepEqual([start_date, start_time], [day, time]);
  });
}

Deno.test("translatorOf() leaves English as it is", () => {
  for (
    const line of [
      "24h hackathon",
      "March 5 at 7pm",
      "Mars 5 rocket",
      "12 mart stalls",
      "5 out of 9 said yes",
      "3 set menus, $7 per head",
      "MIT and Comic Con on Die Hard night",
    ]
  ) assert.equal(translatorOf(line).translate(line), line);
});
