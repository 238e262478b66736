/** The kernels of the vector index; supabase/functions/_shared/vector/kernels.ts says what each takes. */
export { bounds, boundsBatch, boundsStreamed } from "./bounds";
export { decodeHalves } from "./halves";
export { quantise } from "./quantise";
export { cosines, exactCosines } from "./score";
export { collect, limitFor, sort } from "./select";
