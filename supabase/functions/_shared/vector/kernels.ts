/** The kernels that this machine can run: WebAssembly (source in kernel/) where there is SIMD. */
import type { Kernels, Memory } from "./kernel.ts";
import { PAIRED, PROBE, RELAXED, SIMD128 } from "./kernel_bytes.ts";
import { createScalarKernels } from "./scalar.ts";

/** `paired`: relaxed SIMD for machines that take several instructions for a product of bytes. */
export type Backend = "relaxed" | "paired" | "simd128" | "scalar";

let best: Backend | undefined;

/** The best that this machine can run. */
export function bestBackend(): Backend {
  return best ??= findBest();
}

function findBest(): Backend {
  if (compiled("relaxed")) return addsInPairs() ? "paired" : "relaxed";
  return compiled("simd128") ? "simd128" : "scalar";
}

/** Whether this machine adds up products of bytes in 16 bits first; see the probe. */
function addsInPairs(): boolean {
  const { exports } = instantiate(compiled("probe")!);
  const { sumBeyondRange } = exports as { sumBeyondRange: () => number };
  return sumBeyondRange() === 2 * 32_767;
}

/** Kernels of their own memory. @throws {Error} where the machine lacks what `backend` needs */
export function createKernels(backend: Backend): { kernels: Kernels; memory: Memory } {
  if (backend === "scalar") {
    const memory = createPlainMemory();
    return { memory, kernels: createScalarKernels(memory) };
  }
  const module = compiled(backend);
  if (!module) throw new Error(`Cannot run the kernels as this machine lacks ${backend}`);
  const { memory, exports } = instantiate(module);
  return { memory, kernels: exports as unknown as Kernels };
}

function instantiate(module: WebAssembly.Module) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { memory, exports };
}

const BYTES = { relaxed: RELAXED, paired: PAIRED, probe: PROBE, simd128: SIMD128 };
const modules = new Map<keyof typeof BYTES, WebAssembly.Module | null>();

/** Null where the machine lacks what it needs. */
function compiled(name: keyof typeof BYTES): WebAssembly.Module | null {
  let module = modules.get(name);
  if (module === undefined) {
    const text = atob(BYTES[name]);
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    module = WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
    modules.set(name, module);
  }
  return module;
}

function createPlainMemory(): Memory {
  let bytes = new Uint8Array(65_536);
  return {
    get buffer() {
      return bytes.buffer;
    },
    grow(pages) {
      const grown = new Uint8Array(bytes.length + pages * 65_536);
      grown.set(bytes);
      bytes = grown;
    },
  };
}
