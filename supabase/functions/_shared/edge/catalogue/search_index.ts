/**
 * The catalogue as search reads it, kept between calls of a warm function. Digests only events that
 * changed, and fetches their captions.
 */
import type { Catalogue } from "./catalogue.ts";
import type { Db } from "../db/client.ts";
import { searchTexts } from "../db/search.ts";
import type { Candidate } from "../../ranking/types.ts";
import { type Corpus, corpusOf } from "../../search/corpus.ts";
import { type Document, documentOf } from "../../search/document.ts";
import { cleanCaption } from "../../text/caption.ts";
import { hash32 } from "../../text/hash.ts";

export interface SearchIndex {
  /** The events of the catalogue; calls under way at once share one update. */
  update(db: Db, catalogue: Catalogue): Promise<Indexed>;
}

export interface Indexed {
  corpus: Corpus;
  /** Of the content: equal events give equal versions in every isolate. */
  version: string;
}

interface Kept {
  document: Document;
  hash: [number, number];
}

/** Captions a call of the database. */
const PORTION = 500;

export function createSearchIndex(timeZone: string): SearchIndex {
  const kept = new Map<string, Kept>();
  let current: { indexed: Indexed; of: number } | null = null;
  let running: Promise<Indexed> | null = null;

  async function load(db: Db, catalogue: Catalogue): Promise<Indexed> {
    const { version } = catalogue;
    if (current?.of === version) return current.indexed;
    const candidates = catalogue.candidates();
    // The catalogue replaces an event when a fact or its vector changes; its vectors are copies.
    const changed = candidates.filter(({ event }) => kept.get(event.id)?.document.event !== event);
    const texts = await textsOf(db, changed.map(({ event }) => event.id));
    // No await from here on, so that readers never see a partial update.
    for (const candidate of changed) {
      kept.set(candidate.event.id, keptOf(candidate, texts, timeZone));
    }
    const present = new Set(candidates.map(({ event }) => event.id));
    for (const id of kept.keys()) if (!present.has(id)) kept.delete(id);
    const all = [...kept.values()];
    const indexed = {
      corpus: corpusOf(all.map(({ document }) => document)),
      version: versionOf(all),
    };
    current = { indexed, of: version };
    return indexed;
  }

  return {
    update: (db, catalogue) => {
      if (current?.of === catalogue.version) return Promise.resolve(current.indexed);
      return running ??= load(db, catalogue).finally(() => running = null);
    },
  };
}

async function textsOf(db: Db, ids: string[]): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (let at = 0; at < ids.length; at += PORTION) {
    Object.assign(texts, await searchTexts(db, ids.slice(at, at + PORTION)));
  }
  return texts;
}

function keptOf(
  { event, vector }: Candidate,
  texts: Record<string, string>,
  timeZone: string,
): Kept {
  const caption = cleanCaption(texts[event.id] ?? "");
  const content = JSON.stringify([event, caption, vector?.[0], vector?.[1], vector?.[2]]);
  return {
    document: documentOf({ event, caption, vector }, timeZone),
    hash: [hash32(content), hash32(`2 ${content}`)],
  };
}

/** Sums of the events' hashes do not depend on their order. */
function versionOf(all: readonly Kept[]): string {
  const sum = (half: 0 | 1) => all.reduce((total, { hash }) => (total + hash[half]) >>> 0, 0);
  return `${all.length}-${sum(0).toString(16)}-${sum(1).toString(16)}`;
}
