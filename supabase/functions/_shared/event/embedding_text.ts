/** The text of an event that is embedded. */
import { labelOf } from "./event.ts";

export interface EmbeddingFields {
  title: string;
  organisers: readonly string[];
  /** One of the project's categories, or any other name of a topic. */
  category: string | null;
  location: string | null;
  /** Already cleaned; empty where there is none. */
  excerpt: string;
}

/** Characters kept, whatever posts may have: well below the 8,191 tokens of the embedding models, in any script. */
const LONGEST = 8_000;

/** A line each of title, organisers, category and place, then what the post says. */
export function embeddingText(fields: EmbeddingFields): string {
  const { title, organisers, category, location, excerpt } = fields;
  const topic = category === null ? null : labelOf(category);
  return [title, organisers.join(", "), topic, location, excerpt]
    .map((line) => line?.trim())
    .filter((line) => line)
    .join("\n")
    .slice(0, LONGEST);
}
