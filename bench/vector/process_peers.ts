/**
 * Peers that run in a process of their own, on one thread: numpy, and a native addon that Deno cannot
 * build. They read the vectors from a file and answer a line of JSON for each line asked.
 */
import { type Contender, MOST, type Searched } from "./contender.ts";

const HERE = new URL("./", import.meta.url);

type Ask = { search: [number, number] } | { batch: number };

function inProcess(
  name: string,
  most: number | undefined,
  command: () => Promise<[string, string[]]>,
): Contender {
  return {
    name,
    most,
    open: async (set) => {
      const folder = await Deno.makeTempDir();
      await Deno.writeFile(`${folder}/vectors`, new Uint8Array(set.flat.slice().buffer));
      await Deno.writeFile(`${folder}/queries`, new Uint8Array(set.flatQueries.slice().buffer));
      const [program, args] = await command();
      const child = new Deno.Command(program, {
        args: [...args, folder, `${set.dimensions}`],
        stdin: "piped",
        stdout: "piped",
        stderr: "null",
        env: { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
      }).spawn();
      const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
      const writer = child.stdin.getWriter();
      let rest = "";
      async function line(): Promise<string> {
        while (!rest.includes("\n")) {
          const { value, done } = await lines.read();
          if (done) throw new Error(`${program} ended early`);
          rest += value;
        }
        const end = rest.indexOf("\n");
        const first = rest.slice(0, end);
        rest = rest.slice(end + 1);
        return first;
      }
      async function ask<T>(question: Ask): Promise<T> {
        await writer.write(new TextEncoder().encode(JSON.stringify(question) + "\n"));
        return JSON.parse(await line());
      }
      await line(); // ready
      return {
        search: (from, to) => ask<Searched>({ search: [from, to] }),
        batch: (k) => ask<number>({ batch: k }),
        close: async () => {
          await writer.close();
          await child.status;
          await Deno.remove(folder, { recursive: true });
        },
      };
    },
  };
}

const path = (file: string) => new URL(file, HERE).pathname;

export const numpy = inProcess(
  "numpy",
  undefined,
  () => Promise.resolve(["python3", [path("numpy_peer.py")]]),
);

/** npm compiles it, once, in a folder beside the cache. */
export const hnswlibNode = inProcess("hnswlib-node, HNSW", MOST, async () => {
  const map = JSON.parse(await Deno.readTextFile(new URL("../../import_map.json", HERE)));
  const version = map.imports["hnswlib-node"].split("@").at(-1);
  const folder = `${Deno.env.get("TMPDIR") ?? "/tmp"}/bench-hnswlib-node-${version}`;
  await Deno.mkdir(folder, { recursive: true });
  const { success } = await new Deno.Command("npm", {
    args: ["install", "--silent", "--prefix", folder, `hnswlib-node@${version}`],
    stdout: "null",
    stderr: "null",
  }).output();
  if (!success) throw new Error("npm cannot build hnswlib-node");
  return ["node", [path("hnswlib_peer.cjs"), `${folder}/node_modules/hnswlib-node`]];
});
