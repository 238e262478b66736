/** The provider without a key: rules read posts, hashing embeds events. Deterministic. */
import { type Ai, embeddingModelOf } from "./ai.ts";
import type { Config } from "../config/config.ts";
import { embedOffline } from "../../vector/embed_offline.ts";
import { extractOffline } from "../../extract/extract.ts";

export function offlineAi(config: Config): Ai {
  return {
    extractionModel: "offline/rules",
    embeddingModel: embeddingModelOf(config),
    extract: (post, timeZone) => Promise.resolve(extractOffline(post, timeZone)),
    embed: (texts) => Promise.resolve(texts.map(embedOffline)),
  };
}
