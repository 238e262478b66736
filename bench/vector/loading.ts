/** What it costs to get vectors from the bytes of an answer into an index. */
import { decodeVectors, HEADER_BYTES } from "../../supabase/functions/_shared/half.ts";
import { VectorIndex } from "../../supabase/functions/_shared/vector.ts";
import { bestBackend, createKernels } from "../../supabase/functions/_shared/vector/kernels.ts";
import { quantile } from "./contender.ts";
import type { DataSet } from "./data.ts";

export interface Loading {
  name: string;
  megabytes: number;
  /** Median and least ms of CPU-bound work, from bytes to an index that answers. */
  ms: number;
  least: number;
}

const SPELLS = 15;

export function measureLoading(set: DataSet): Loading[] {
  const json = new TextEncoder().encode(JSON.stringify(
    set.vectors.map((vector, i) => ({ event_id: uuid(i), embedding: textOf(vector) })),
  ));
  const blob = encodeBlob(set.vectors);
  const used = fresh(set);
  const ways: [string, number, () => unknown][] = [
    ["JSON, vectors as text, parsed only", json.length, () => parse(json)],
    ["JSON, vectors as text, to the index", json.length, () => fresh(set).addBatch(parse(json))],
    [
      "blob of half floats, decoded only, by decodeVectors()",
      blob.byteLength,
      () => decodeVectors(blob),
    ],
    ["blob of half floats, decoded only, by the kernel", blob.byteLength, decoder(set, blob)],
    ["blob of half floats, to the index", blob.byteLength, () => fresh(set).addBlob(blob)],
    ["blob, to an index that was full before", blob.byteLength, () => refill(used, blob)],
    ["no blob: fresh memory for the index, written once", 0, () => touch(set)],
  ];
  const times = ways.map((): number[] => []);
  for (let spell = 0; spell < SPELLS; spell++) {
    ways.forEach(([, , load], i) => {
      const start = performance.now();
      load();
      times[i]!.push(performance.now() - start);
    });
  }
  return ways.map(([name, bytes], i) => ({
    name,
    megabytes: bytes / 2 ** 20,
    ms: quantile(times[i]!, 0.5),
    least: Math.min(...times[i]!),
  }));
}

const fresh = ({ dimensions }: DataSet) => new VectorIndex(dimensions);

/** To rows of float32, into memory that has been touched before. */
function decoder({ dimensions, vectors }: DataSet, blob: ArrayBuffer): () => void {
  const { kernels, memory } = createKernels(bestBackend());
  const rows = Math.ceil(blob.byteLength / 65_536) * 65_536;
  memory.grow(Math.ceil((rows + vectors.length * dimensions * 4) / 65_536));
  return () => {
    new Uint8Array(memory.buffer).set(new Uint8Array(blob));
    kernels.decodeHalves(0, vectors.length, HEADER_BYTES, dimensions, rows, dimensions);
  };
}

/** Memory that has been touched before costs no page faults. */
function refill(index: VectorIndex, blob: ArrayBuffer) {
  index.clear();
  index.addBlob(blob);
}

/** What the machine asks for pages that were never used, whoever fills them. */
function touch({ dimensions, vectors }: DataSet) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  memory.grow(Math.ceil(vectors.length * (5 * dimensions + 16) / 65_536));
  new Uint8Array(memory.buffer).fill(1);
}

/** pgvector writes a half float with as many digits as a float needs. */
const textOf = (vector: Float32Array) =>
  `[${Array.from(vector, (value) => Number(value.toPrecision(8)))}]`;

/** A select over PostgREST answers a vector as text within JSON. */
function parse(json: Uint8Array): [string, number[]][] {
  const rows: { event_id: string; embedding: string }[] = JSON.parse(
    new TextDecoder().decode(json),
  );
  return rows.map(({ event_id, embedding }) => [event_id, JSON.parse(embedding)]);
}

const uuid = (i: number) => `00000000-0000-4000-8000-${i.toString(16).padStart(12, "0")}`;

/** What `event_vectors` answers. */
export function encodeBlob(vectors: readonly Float32Array[]): ArrayBuffer {
  const dimensions = vectors[0]!.length;
  const size = 20 + 2 * dimensions;
  const view = new DataView(new ArrayBuffer(vectors.length * size));
  vectors.forEach((vector, i) => {
    const at = i * size;
    view.setUint32(at + 12, i);
    view.setInt16(at + 16, dimensions);
    vector.forEach((value, j) => view.setUint16(at + 20 + 2 * j, halfOf(value)));
  });
  return view.buffer;
}

/** Rounds to a half float; numbers below its normal ones become zero. */
function halfOf(value: number): number {
  const sign = value < 0 ? 0x8000 : 0;
  const size = Math.abs(value);
  const exponent = Math.floor(Math.log2(size));
  if (exponent < -14) return sign;
  const fraction = Math.round((size / 2 ** exponent - 1) * 1024);
  return sign | (((exponent + 15) << 10) + fraction);
}
