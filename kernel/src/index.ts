/**
 * The kernels of the vector index; supabase/functions/_shared/vector/kernel.ts documents their
 * parameters.
 */
export { bounds } from "./bounds";
export { quantise } from "./quantise";
export { cosines, exactCosines } from "./score";
export { collect, limitFor, sort } from "./select";
