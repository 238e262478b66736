/** `deno task check:prose`: measures the English of documents and comments. */
import { runCommand } from "../cli/command.ts";
import { flag, text, whole } from "../cli/options.ts";
import {
  countRelatives,
  countWords,
  type Figures,
  measure,
  paragraphsOf,
  sentencesOf,
} from "./prose.ts";
import { filesBelow, roomOf } from "./prose_files.ts";
import {
  type Ceilings,
  faultsOf,
  LIMITS,
  lowered,
  type Measures,
  measuresOf,
} from "./prose_limits.ts";

const ROOT = new URL("../../", import.meta.url);
const CEILINGS = new URL("prose_ceilings.json", import.meta.url);

const CHECK_PROSE = {
  name: "check:prose",
  about: `Measures the English of documents and comments, room by room: relative-clause words in 100
words (at most ${LIMITS.relatives}), mean words of a sentence (at most ${LIMITS.sentence}), and paragraphs over 90 words
(none). Rooms above a limit have a ceiling in dev/tasks/prose_ceilings.json, which may only go down.`,
  operands: { ROOM: text("ROOM", "prints the figures of rooms that begin with this") },
  options: {
    worst: whole("N", "prints the N sentences to rewrite first", { from: 0, fallback: 0 }),
    lower: flag("lowers the ceilings to today's figures"),
  },
};

/** Paragraphs of every room. */
export function readRooms(root: URL): Map<string, string[]> {
  const rooms = new Map<string, string[]>();
  for (const path of filesBelow(root)) {
    const paragraphs = paragraphsOf(path, Deno.readTextFileSync(new URL(path, root)));
    if (paragraphs.length === 0) continue;
    const room = roomOf(path);
    rooms.set(room, [...rooms.get(room) ?? [], ...paragraphs]);
  }
  return rooms;
}

/** The sentences to rewrite first: relative-clause words weigh ten words above the mean. */
export function worstOf(paragraphs: string[], count: number): string[] {
  const weight = (sentence: string) =>
    countRelatives(sentence) * 10 + Math.max(0, countWords(sentence) - LIMITS.sentence);
  return paragraphs.flatMap(sentencesOf).sort((a, b) => weight(b) - weight(a)).slice(0, count);
}

function row(room: string, { words }: Figures, measures: Measures): string {
  const { relatives, sentence, longParagraphs } = measures;
  const figures = [words, relatives.toFixed(1), sentence.toFixed(1), longParagraphs];
  return `${room.padEnd(44)}${figures.map((figure) => String(figure).padStart(10)).join("")}`;
}

if (import.meta.main) {
  await runCommand(CHECK_PROSE, ({ ROOM, worst, lower }) => {
    const rooms = readRooms(ROOT);
    const figures = new Map([...rooms].map(([room, paragraphs]) => [room, measure(paragraphs)]));
    const measures = new Map([...figures].map(([room, of]) => [room, measuresOf(of)]));
    const ceilings: Ceilings = JSON.parse(Deno.readTextFileSync(CEILINGS));
    const shown = [...rooms.keys()].filter((room) => ROOM && room.startsWith(ROOM));
    if (ROOM) console.log(`${"".padEnd(44)}     words  rel./100  sentence      long`);
    for (const room of shown) console.log(row(room, figures.get(room)!, measures.get(room)!));
    const among = ROOM ? shown : [...rooms.keys()];
    const sentences = worstOf(among.flatMap((room) => rooms.get(room)!), worst);
    for (const sentence of sentences) console.log(`\n${sentence}`);
    if (lower) {
      const text = JSON.stringify(lowered(ceilings, measures), null, 2);
      Deno.writeTextFileSync(CEILINGS, `${text}\n`);
    }
    const faults = [...measures].flatMap(([room, of]) => faultsOf(room, of, ceilings));
    for (const fault of faults) console.error(`${fault}. See: deno task check:prose --worst 10`);
    if (faults.length > 0) Deno.exit(1);
  });
}
