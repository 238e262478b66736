/** The provider without a key: rules read posts, hashing embeds events. Deterministic. */
import { type Ai, DIMENSIONS } from "./ai.ts";
import { embedOffline } from "./embed_offline.ts";
import { extractOffline } from "./extract/extract.ts";

export function offlineAi(): Ai {
  return {
    extractionModel: "offline/rules",
    embeddingModel: `offline/hashing@${DIMENSIONS}`,
    extract: (post, timeZone) => Promise.resolve(extractOffline(post, timeZone)),
    embed: (texts) => Promise.resolve(texts.map((text) => embedOffline(text, DIMENSIONS))),
  };
}
