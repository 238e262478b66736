/** The provider without a key: reads posts by rules, embeds events by hashing. Deterministic. */
import { type Ai, embeddingModelOf } from "./ai.ts";
import type { Config } from "../config/config.ts";
import { embedOffline } from "../../vector/embed_offline.ts";
import { extractAll } from "../../extract/extract_all.ts";

/** Creates the offline provider. */
export function offlineAi(config: Config): Ai {
  return {
    extractionModel: "offline/rules",
    embeddingModel: embeddingModelOf(config),
    extract: (post, timeZone) => Promise.resolve(extractAll(post, timeZone)),
    embed: (texts) => Promise.resolve(texts.map(embedOffline)),
  };
}
