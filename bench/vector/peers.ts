/**
 * Other ways to search, from npm. They are imported by computed names so that nobody but the bench
 * downloads them; versions are in import_map.json.
 */
import { DatabaseSync } from "node:sqlite";
import { type Contender, MOST, timeEach } from "./contender.ts";
import type { DataSet } from "./data.ts";

/** Building HNSW takes it longer. */
const MOST_IN_PGLITE = 10_000 * 512;

const load = <T>(name: string): Promise<T> => import(name);

interface Usearch {
  Index: new (options: Record<string, unknown>) => {
    add(key: bigint, vector: Float32Array, threads: number): void;
    search(vector: Float32Array, k: number, threads: number): { keys: BigUint64Array };
  };
}

const usearch: Contender = {
  name: "usearch, HNSW",
  most: MOST,
  open: async (set) => {
    const { Index } = await load<Usearch>("usearch");
    const index = new Index({ metric: "cos", dimensions: set.dimensions, quantization: "f32" });
    set.vectors.forEach((vector, i) => index.add(BigInt(i), vector, 1));
    return {
      search: (from, to) =>
        timeEach(set, from, to, (query) => Array.from(index.search(query, 10, 1).keys, Number)),
    };
  },
};

interface Orama {
  create(options: { schema: Record<string, string> }): unknown;
  insert(database: unknown, document: Record<string, unknown>): Promise<string>;
  searchVector(database: unknown, options: unknown): { hits: { id: string }[] };
}

const orama: Contender = {
  name: "@orama/orama",
  most: MOST,
  open: async (set) => {
    const { create, insert, searchVector } = await load<Orama>("@orama/orama");
    const database = create({ schema: { vector: `vector[${set.dimensions}]` } });
    for (const [i, vector] of set.vectors.entries()) {
      await insert(database, { id: `${i}`, vector: Array.from(vector) });
    }
    const ask = (value: number[]) =>
      searchVector(database, {
        mode: "vector",
        vector: { value, property: "vector" },
        similarity: -1,
        limit: 10,
      }).hits.map(({ id }) => Number(id));
    return { search: (from, to) => timeEach(set, from, to, (query) => ask(Array.from(query))) };
  },
};

interface Vectra {
  LocalIndex: new (folder: string) => {
    createIndex(): Promise<void>;
    beginUpdate(): Promise<void>;
    insertItem(item: { id: string; vector: number[] }): Promise<unknown>;
    endUpdate(): Promise<void>;
    queryItems(vector: number[], text: string, k: number): Promise<{ item: { id: string } }[]>;
  };
}

const vectra: Contender = {
  name: "vectra",
  most: MOST,
  open: async (set) => {
    const { LocalIndex } = await load<Vectra>("vectra");
    const folder = await Deno.makeTempDir();
    const index = new LocalIndex(folder);
    await index.createIndex();
    await index.beginUpdate();
    for (const [i, vector] of set.vectors.entries()) {
      await index.insertItem({ id: `${i}`, vector: Array.from(vector) });
    }
    await index.endUpdate();
    return {
      search: (from, to) =>
        timeEach(set, from, to, async (query) => {
          const items = await index.queryItems(Array.from(query), "", 10);
          return items.map(({ item }) => Number(item.id));
        }),
      close: () => Deno.remove(folder, { recursive: true }),
    };
  },
};

interface VoySearch {
  Voy: new (resource: { embeddings: unknown[] }) => {
    search(query: Float32Array, k: number): { neighbors: { id: string }[] };
  };
}

const voy: Contender = {
  name: "voy-search",
  most: MOST,
  open: async (set) => {
    const { Voy } = await load<VoySearch>("voy-search");
    const embeddings = set.vectors.map((vector, i) => ({
      id: `${i}`,
      title: "",
      url: "",
      embeddings: Array.from(vector),
    }));
    const index = new Voy({ embeddings });
    return {
      search: (from, to) =>
        timeEach(
          set,
          from,
          to,
          (query) => index.search(query, 10).neighbors.map(({ id }) => Number(id)),
        ),
    };
  },
};

interface HnswlibWasm {
  loadHnswlib(): Promise<{
    HierarchicalNSW: new (space: string, dimensions: number, file: string) => {
      initIndex(most: number, m: number, construction: number, seed: number): void;
      setEfSearch(ef: number): void;
      addPoint(vector: Float32Array, label: number, replace: boolean): void;
      searchKnn(query: Float32Array, k: number, filter?: undefined): { neighbors: number[] };
    };
  }>;
}

const hnswlibWasm: Contender = {
  name: "hnswlib-wasm, HNSW",
  most: MOST,
  open: async (set) => {
    // It takes the lack of a window for the lack of a browser; others take a window for a browser.
    Object.assign(globalThis, { window: globalThis });
    const { HierarchicalNSW } = await (await load<HnswlibWasm>("hnswlib-wasm")).loadHnswlib();
    Reflect.deleteProperty(globalThis, "window");
    const index = new HierarchicalNSW("cosine", set.dimensions, "");
    index.initIndex(set.vectors.length, 16, 200, 100);
    index.setEfSearch(64);
    set.vectors.forEach((vector, i) => index.addPoint(vector, i, false));
    return {
      search: (from, to) =>
        timeEach(set, from, to, (query) => index.searchKnn(query, 10, undefined).neighbors),
    };
  },
};

const sqliteVec: Contender = {
  name: "sqlite-vec",
  most: MOST,
  open: async (set) => {
    const { getLoadablePath } = await load<{ getLoadablePath(): string }>("sqlite-vec");
    const database = new DatabaseSync(":memory:", { allowExtension: true });
    database.loadExtension(getLoadablePath());
    const bytes = (v: Float32Array) => new Uint8Array(v.buffer, v.byteOffset, v.byteLength);
    database.exec(
      `create virtual table t using vec0(v float[${set.dimensions}] distance_metric=cosine)`,
    );
    const insert = database.prepare("insert into t (rowid, v) values (?, ?)");
    database.exec("begin");
    set.vectors.forEach((vector, i) => insert.run(BigInt(i), bytes(vector)));
    database.exec("commit");
    const select = database.prepare("select rowid from t where v match ? and k = 10");
    return {
      search: (from, to) =>
        timeEach(
          set,
          from,
          to,
          (query) => select.all(bytes(query)).map(({ rowid }) => Number(rowid)),
        ),
      close: () => database.close(),
    };
  },
};

function pglite(name: string, setup: string[]): Contender {
  return {
    name,
    most: MOST_IN_PGLITE,
    open: async (set: DataSet) => {
      const { PGlite } = await import("@electric-sql/pglite");
      const { vector } = await import("@electric-sql/pglite/vector");
      const database = await PGlite.create({ extensions: { vector } });
      await database.exec(
        `create extension vector; create table t (id int, v halfvec(${set.dimensions}))`,
      );
      for (let i = 0; i < set.vectors.length; i += 500) {
        const rows = set.vectors.slice(i, i + 500).map((row) => `[${row}]`);
        await database.query(
          `insert into t select $2 + n - 1, v::halfvec
           from unnest($1::text[]) with ordinality x (v, n)`,
          [rows, i],
        );
      }
      for (const statement of setup) await database.exec(statement);
      return {
        search: (from, to) =>
          timeEach(set, from, to, async (query) => {
            const answer = await database.query<{ id: number }>(
              "select id from t order by v <=> $1::halfvec limit 10",
              [`[${query}]`],
            );
            return answer.rows.map(({ id }) => id);
          }),
        close: () => database.close(),
      };
    },
  };
}

export const NPM_PEERS: Contender[] = [
  usearch,
  hnswlibWasm,
  orama,
  vectra,
  voy,
  sqliteVec,
  pglite("PGlite + pgvector, exact", []),
  pglite("PGlite + pgvector, HNSW", [
    "create index on t using hnsw (v halfvec_cosine_ops)",
    "set enable_seqscan = off",
  ]),
];
