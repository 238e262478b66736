/**
 * Compiles the kernels of the vector index and embeds them as TypeScript, as static files are not
 * deployed with functions: `deno task build:kernel`.
 */
import asc from "assemblyscript/asc";
import { runCommand } from "../dev/cli/command.ts";

const SOURCE = new URL("./src/", import.meta.url);
export const EMBEDDED = new URL(
  "../supabase/functions/_shared/vector/kernel_bytes.ts",
  import.meta.url,
);

const OPTIONS = "-O3 --noAssert --runtime stub --importMemory --initialMemory 1 --enable simd"
  .split(" ");
/** The module `kernel_bytes.ts`, made of what kernel/src holds. @throws {Error} with the diagnostics */
export async function buildKernels(): Promise<string> {
  const simd = await compile("index.ts", OPTIONS);
  return `/** Made by \`deno task build:kernel\` from kernel/src: WebAssembly in base64, with simd128. */
export const SIMD128 =
  "${simd.toBase64()}";
`;
}

async function compile(entry: string, options: string[]): Promise<Uint8Array> {
  let binary: Uint8Array = new Uint8Array();
  const { error, stderr } = await asc.main([entry, ...options, "--outFile", "out.wasm"], {
    readFile: (name) => Deno.readTextFile(new URL(name, SOURCE)).catch(() => null),
    writeFile: (_, contents) => {
      if (typeof contents !== "string") binary = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`Cannot compile the kernels: ${stderr}`, { cause: error });
  return binary;
}

if (import.meta.main) {
  const about = "Compiles kernel/src into supabase/functions/_shared/vector/kernel_bytes.ts.";
  await runCommand(
    { name: "build:kernel", about, options: {} },
    async () => await Deno.writeTextFile(EMBEDDED, await buildKernels()),
  );
}
