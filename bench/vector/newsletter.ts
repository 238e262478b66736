/**
 * The whole job of a newsletter in a fresh process: the vectors of all events and of all members over
 * HTTP, then the ten nearest events for each member. Prints what it cost. Started by bench/vector.ts
 * with the address, which answers /events and pages of /members as `event_vectors` does.
 */
import process from "node:process";
import { findRecords, HEADER_BYTES, readHalves } from "../../supabase/functions/_shared/half.ts";
import { VectorIndex } from "../../supabase/functions/_shared/vector.ts";

const [address, dimensions] = [Deno.args[0]!, Number(Deno.args[1])];

/** Members of a page, as many as a newsletter plans at once. */
const PAGE = 1000;
const PAGES = 10;

const get = async (path: string) => (await fetch(`${address}/${path}`)).arrayBuffer();

/** One after the other in the same place, as a query is read at once: never a page as numbers. */
function* vectorsOf(blob: ArrayBuffer): Generator<Float32Array> {
  const bytes = new Uint8Array(blob);
  const starts = findRecords(bytes);
  const vector = new Float32Array(dimensions);
  for (let i = 0; i + 1 < starts.length; i++) {
    readHalves(bytes, starts[i]! + HEADER_BYTES, vector);
    yield vector;
  }
}

const start = performance.now();
const before = process.cpuUsage();
const index = new VectorIndex(dimensions);
index.addBlob(await get("events"));
let members = 0;
for (let page = 0; page < PAGES; page++) {
  const blob = await get(`members?from=${page * PAGE}&to=${(page + 1) * PAGE}`);
  for (const hits of index.searchEach(vectorsOf(blob), 10)) if (hits.length > 0) members++;
}
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({
  members,
  events: index.size,
  wallMs: performance.now() - start,
  cpuMs: (user + system) / 1000,
  megabytes: Deno.memoryUsage().rss / 2 ** 20,
}));
