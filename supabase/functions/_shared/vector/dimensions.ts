/** Dimensions of every stored vector, as in the column `event_embeddings.embedding`. */
export const DIMENSIONS = 512;
