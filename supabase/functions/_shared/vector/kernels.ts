/** The kernels that this machine can run: WebAssembly (source in kernel/) where there is SIMD. */
import type { Kernels, Memory } from "./kernel.ts";
import { RELAXED, SIMD128 } from "./kernel_bytes.ts";
import { createScalarKernels } from "./scalar.ts";

export type Backend = "relaxed" | "simd128" | "scalar";

/** The best that this machine can run. */
export function bestBackend(): Backend {
  return compiled("relaxed") ? "relaxed" : compiled("simd128") ? "simd128" : "scalar";
}

/** Kernels of their own memory. @throws {Error} where the machine lacks what `backend` needs */
export function createKernels(backend: Backend): { kernels: Kernels; memory: Memory } {
  if (backend === "scalar") {
    const memory = createPlainMemory();
    return { memory, kernels: createScalarKernels(memory) };
  }
  const module = compiled(backend);
  if (!module) throw new Error(`Cannot run the kernels as this machine lacks ${backend}`);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { memory, kernels: exports as unknown as Kernels };
}

const modules = new Map<Backend, WebAssembly.Module | null>();

function compiled(backend: "relaxed" | "simd128"): WebAssembly.Module | null {
  let module = modules.get(backend);
  if (module === undefined) {
    const text = atob(backend === "relaxed" ? RELAXED : SIMD128);
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    module = WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
    modules.set(backend, module);
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
