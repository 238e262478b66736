/** Compares the figures of a room with the limits of the project's prose. */
import type { Figures } from "./prose.ts";

/** Rates of a room, each with a limit. */
export interface Measures {
  /** Relative-clause words in 100 words. */
  relatives: number;
  /** Mean words of a sentence. */
  sentence: number;
  longParagraphs: number;
}

export const LIMITS: Readonly<Measures> = { relatives: 1, sentence: 20, longParagraphs: 0 };

/** Accepted figures of rooms above a limit. A ceiling may only go down. */
export type Ceilings = Record<string, Partial<Measures>>;

/** Accepted in any text, since a rate says little of a short one. */
const FEW_RELATIVES = 3;

const NAMES = Object.keys(LIMITS) as (keyof Measures)[];

/** Rounds up to one decimal, so that a text never exceeds its own figure. */
const upToTenth = (number: number) => Math.max(0, Math.ceil(number * 10 - 1e-9) / 10);

export function measuresOf({ words, sentences, relatives, longParagraphs }: Figures): Measures {
  return {
    relatives: relatives <= FEW_RELATIVES ? 0 : upToTenth(100 * relatives / words),
    sentence: upToTenth(words / (sentences || 1)),
    longParagraphs,
  };
}

/** A sentence for each figure above both its limit and its ceiling. */
export function faultsOf(room: string, measures: Measures, ceilings: Ceilings): string[] {
  return NAMES.flatMap((name) => {
    const limit = Math.max(LIMITS[name], ceilings[room]?.[name] ?? 0);
    return measures[name] > limit ? [SENTENCES[name](room, measures[name], limit)] : [];
  });
}

const SENTENCES: Record<keyof Measures, (room: string, is: number, limit: number) => string> = {
  relatives: (room, is, limit) =>
    `Cannot accept ${room} at ${is} relative-clause words in 100: the limit is ${limit}`,
  sentence: (room, is, limit) =>
    `Cannot accept ${room} at ${is} words a sentence: the limit is ${limit}`,
  longParagraphs: (room, is, limit) =>
    `Cannot accept ${room} with ${is} paragraphs over 90 words: the limit is ${limit}`,
};

/** Ceilings lowered to today's figures. Rooms within the limits, or deleted, lose theirs. */
export function lowered(ceilings: Ceilings, rooms: Map<string, Measures>): Ceilings {
  const entries = Object.entries(ceilings).map(([room, before]): [string, Partial<Measures>] => {
    const now = rooms.get(room);
    const kept = NAMES.filter((name) => before[name] && now && now[name] > LIMITS[name]);
    return [
      room,
      Object.fromEntries(kept.map((name) => [name, Math.min(before[name]!, now![name])])),
    ];
  });
  return Object.fromEntries(entries.filter(([, figures]) => Object.keys(figures).length > 0));
}
