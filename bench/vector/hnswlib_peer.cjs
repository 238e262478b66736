// Answers the questions of process_peers.ts with hnswlib-node, whose path is the first argument.
const { readFileSync } = require("node:fs");
const { createInterface } = require("node:readline");

const [, , addon, folder, size] = process.argv;
const { HierarchicalNSW } = require(addon);
const dimensions = Number(size);

function rows(file) {
  const bytes = readFileSync(`${folder}/${file}`);
  const flat = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  return Array.from(
    { length: flat.length / dimensions },
    (_, i) => Array.from(flat.subarray(i * dimensions, (i + 1) * dimensions)),
  );
}

const vectors = rows("vectors");
const queries = rows("queries");
const index = new HierarchicalNSW("cosine", dimensions);
index.initIndex(vectors.length, 16, 200);
vectors.forEach((vector, i) => index.addPoint(vector, i));
index.setEf(64);
console.log("ready");

createInterface({ input: process.stdin }).on("line", (line) => {
  const [from, to] = JSON.parse(line).search;
  const ms = [];
  const found = [];
  for (let i = from; i < to; i++) {
    const start = performance.now();
    found.push(index.searchKnn(queries[i], 10).neighbors);
    ms.push(performance.now() - start);
  }
  console.log(JSON.stringify({ ms, found }));
});
