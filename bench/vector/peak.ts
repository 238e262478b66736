/** How near the kernels come to what a C loop does with the same registers. */
import { bestBackend, createKernels } from "../../supabase/functions/_shared/vector/kernels.ts";
import { viewsOf } from "../../supabase/functions/_shared/vector/views.ts";

export interface Rates {
  /** 1e9 operations a second; a multiply-add is two. */
  floats: number;
  bytes: number;
}

/** Null where there is no C compiler. */
export async function machinePeak(): Promise<Rates | null> {
  const source = new URL("./peak.c", import.meta.url).pathname;
  const program = await Deno.makeTempFile();
  try {
    const args = ["-O2", "-march=native", "-o", program, source];
    const { success } = await new Deno.Command("cc", { args, stderr: "null" }).output();
    if (!success) return null;
    const { stdout } = await new Deno.Command(program).output();
    return JSON.parse(new TextDecoder().decode(stdout));
  } catch {
    return null;
  } finally {
    await Deno.remove(program);
  }
}

const STRIDE = 512;
const QUERIES = 32;
const VECTORS = 64;

/** The kernels on what fits the caches: what they reach when memory does not hold them up. */
export function kernelRates(): Rates {
  const { kernels, memory } = createKernels(bestBackend());
  memory.grow(64);
  const { f32, u32 } = viewsOf(memory.buffer);
  const [norms, steps, errors, sums, list, out] = [1024, 2048, 3072, 4096, 5120, 6144];
  const [codes, rows, bounds] = [65_536, 262_144, 1_048_576];
  f32.fill(0.5, rows >> 2, (rows >> 2) + VECTORS * STRIDE);
  kernels.quantise(rows, VECTORS, STRIDE, codes, 63, 0, norms, steps, errors, sums);
  for (let i = 0; i < 8; i++) u32[(list >> 2) + i] = i;
  const floats = best(
    () => kernels.cosines(rows, 1, rows, STRIDE, norms, list, 8, out),
    2 * 8 * STRIDE,
  );
  const bytes = best(
    () =>
      kernels.boundsBatch(
        codes,
        QUERIES,
        sums,
        steps,
        errors,
        codes,
        VECTORS,
        STRIDE,
        steps,
        errors,
        bounds,
        VECTORS * 4,
      ),
    2 * QUERIES * VECTORS * STRIDE,
  );
  return { floats, bytes };
}

/** The best of many short spells, as a shared machine is never quiet for long. */
function best(call: () => void, operations: number): number {
  const calls = Math.ceil(4e6 / operations);
  let fastest = Infinity;
  for (let spell = 0; spell < 200; spell++) {
    const start = performance.now();
    for (let i = 0; i < calls; i++) call();
    fastest = Math.min(fastest, (performance.now() - start) / calls);
  }
  return operations / fastest / 1e6;
}
