/** Dimensions of every stored vector; the column `event_embeddings.embedding` has as many. */
export const DIMENSIONS = 512;
