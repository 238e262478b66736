/**
 * `deno task eval:search --queries FILE`: how well search answers labelled queries over the demo's catalogue,
 * offline, with two peers over the same texts in the same run. FILE: see `QueryFile`; `about.now` is the
 * moment of the catalogue, and a key is the last part of an event's address.
 */
import { runCommand } from "../dev/cli/command.ts";
import { readJson } from "../dev/cli/files.ts";
import { databaseUrl, flag, required, text } from "../dev/cli/options.ts";
import { corpusOf } from "../supabase/functions/_shared/search/corpus.ts";
import { documentOf, type Searchable } from "../supabase/functions/_shared/search/document.ts";
import { parseQuery, type Query } from "../supabase/functions/_shared/search/query.ts";
import { search } from "../supabase/functions/_shared/search/search.ts";
import { hash32 } from "../supabase/functions/_shared/text/hash.ts";
import { civilOf } from "../supabase/functions/_shared/time/civil.ts";
import { embedOffline } from "../supabase/functions/_shared/vector/embed_offline.ts";
import { sampleCatalogue } from "./search_catalogue.ts";
import {
  byKind,
  type LabelledQuery,
  QueryFile,
  type QueryScores,
  scoresOf,
  type Summary,
  summaryOf,
} from "./search_measures.ts";
import { fullText, orama, type Peer } from "./search_peers.ts";

/** Hits that are asked for: `must_not` is wrong at any place. */
const LIMIT = 50;

export interface SearchReport {
  all: Summary;
  by_kind: Record<string, Summary>;
  /** Queries with labelled days, and those read right. */
  understood: { right: number; of: number };
  /** Queries with an event that must not be there. */
  forbidden: number;
  peers: Record<string, Summary>;
  misses: { q: string; ndcg10: number | null; list: string[]; understood: Query }[];
}

type Answerer = (query: string) => { list: string[]; understood: Query };

/** Search as the function runs it offline. */
export function offlineSearch(
  events: readonly Searchable[],
  now: Date,
  timeZone: string,
): Answerer {
  const corpus = corpusOf(events.map((one) => documentOf(one, timeZone)));
  return (text) => {
    const understood = parseQuery(text, { now: civilOf(now, timeZone), corpus });
    const vector = embedOffline(understood.words.join(" "));
    const { primary } = search(understood, corpus, { limit: LIMIT, vector });
    return { list: primary.map(({ document }) => document.event.id), understood };
  };
}

/** @param makePeers other engines over the same events, by name */
export async function evaluate(
  { about, queries }: QueryFile,
  makePeers: (events: readonly Searchable[]) => Promise<Record<string, Peer>>,
): Promise<SearchReport> {
  const now = new Date(about.now);
  const events = sampleCatalogue(now, about.time_zone);
  const keys = new Map(events.map(({ event }) => [event.id, keyOf(event.url, about.same_event)]));
  const judged = (query: LabelledQuery, ids: string[]) =>
    scoresOf(query, ids.map((id) => keys.get(id)!));
  const answer = offlineSearch(events, now, about.time_zone);
  const answers = queries.map(({ q }) => answer(q));
  const scores = queries.map((query, i) => judged(query, answers[i]!.list));
  const dated = queries.flatMap(({ understood }, i) =>
    understood ? [{ right: understood, when: answers[i]!.understood.when }] : []
  );
  const peers: Record<string, Summary> = {};
  for (const [name, ask] of Object.entries(await makePeers(events))) {
    const judgements: QueryScores[] = [];
    for (const query of queries) judgements.push(judged(query, await ask(query.q)));
    peers[name] = summaryOf(judgements);
  }
  return {
    all: summaryOf(scores),
    by_kind: byKind(queries, scores),
    understood: {
      right:
        dated.filter(({ right, when }) => when?.from === right.from && when.to === right.to).length,
      of: dated.length,
    },
    forbidden: scores.filter(({ forbidden }) => forbidden.length > 0).length,
    peers,
    misses: queries.flatMap(({ q }, i) => {
      const { ndcg10, isZero, forbidden } = scores[i]!;
      const isRight = ndcg10 === null ? isZero : ndcg10 >= 0.9;
      if (isRight && forbidden.length === 0) return [];
      const { list, understood } = answers[i]!;
      return [{ q, ndcg10, list: list.slice(0, 10).map((id) => keys.get(id)!), understood }];
    }),
  };
}

/** The last part of an address; a reminder counts as its event. */
function keyOf(url: string | null, sameEvent: Record<string, string>): string {
  const key = url?.split("/").filter((part) => part).at(-1) ?? "";
  return sameEvent[key] ?? key;
}

/** A third of the queries, drawn by their text, or the two others: rules are made on those alone. */
function partOf(file: QueryFile, part: string | undefined): QueryFile {
  if (part === undefined) return file;
  const isKept = ({ q }: LabelledQuery) => hash32(`held out ${q}`) % 3 === 0;
  return { ...file, queries: file.queries.filter((one) => isKept(one) === (part === "held")) };
}

function print(
  { all, by_kind, understood, forbidden, peers, misses }: SearchReport,
  verbose: boolean,
) {
  const figure = (value: number | null) => value === null ? "   –" : value.toFixed(2).padStart(4);
  const line = (name: string, one: Summary) =>
    console.log(
      `${name.padEnd(12)} ${String(one.queries).padStart(3)}  NDCG@10 ${
        figure(one.ndcg10)
      }  recall@10 ${figure(one.recall10)}  zero ${figure(one.zero_results)}  rightly empty ${
        figure(one.rightly_empty)
      }`,
    );
  line("all", all);
  for (const [kind, one] of Object.entries(by_kind)) line(kind, one);
  for (const [name, one] of Object.entries(peers)) line(name, one);
  console.log(
    `days read right: ${understood.right} of ${understood.of}; forbidden hits: ${forbidden}`,
  );
  if (verbose) { for (const miss of misses) console.log(JSON.stringify(miss)); }
}

const SEARCH = {
  name: "eval:search",
  about: "Measures search on labelled queries over the demo's catalogue.",
  options: {
    queries: required("FILE", "labelled queries: {about, queries}"),
    "database-url": databaseUrl("PostgreSQL for the peer, else an embedded one"),
    part: text("PART", '"held" for a third drawn by text, "rest" for the others'),
    misses: flag("prints the queries below 0.9 as well"),
    json: flag("prints one JSON object instead"),
  },
};

if (import.meta.main) {
  await runCommand(SEARCH, async ({ queries, json, misses, part, "database-url": url }) => {
    const file = partOf(readJson(queries, "labelled queries", QueryFile), part);
    let end = () => Promise.resolve();
    const report = await evaluate(file, async (events) => {
      const database = await fullText(events, url);
      end = database.end;
      return { postgres: database.ask, orama: await orama(events) };
    });
    await end();
    if (json) console.log(JSON.stringify(report));
    else print(report, misses);
  });
}
