/**
 * Creates kernels: WebAssembly (source in kernel/) if the machine has SIMD, otherwise TypeScript.
 */
import type { Kernels, Memory } from "./kernel.ts";
import { SIMD128 } from "./kernel_bytes.ts";
import { createScalarKernels } from "./scalar.ts";

/** An implementation of the kernels. */
export type Backend = "simd128" | "scalar";

/** The fastest backend that this machine supports. */
export function bestBackend(): Backend {
  return compiled() ? "simd128" : "scalar";
}

/**
 * Creates kernels with a memory of their own.
 *
 * @throws {Error} if the machine does not support `backend`.
 */
export function createKernels(backend: Backend): { kernels: Kernels; memory: Memory } {
  if (backend === "scalar") {
    const memory = createPlainMemory();
    return { memory, kernels: createScalarKernels(memory) };
  }
  const module = compiled();
  if (!module) throw new Error(`Cannot run the kernels as this machine lacks ${backend}`);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { memory, kernels: exports as unknown as Kernels };
}

let known: WebAssembly.Module | null | undefined;

/** The compiled module, cached; null on a machine without SIMD. */
function compiled(): WebAssembly.Module | null {
  if (known === undefined) {
    const bytes = Uint8Array.from(atob(SIMD128), (character) => character.charCodeAt(0));
    known = WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
  }
  return known;
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
