/** Dependencies of search by the settings, kept between calls of a warm function. */
import { embeddingModelOf } from "../_shared/edge/ai/ai.ts";
import { openAi } from "../_shared/edge/ai/provider.ts";
import { createSource } from "../_shared/edge/catalogue/source.ts";
import type { Config } from "../_shared/edge/config/config.ts";
import { openDb } from "../_shared/edge/db/client.ts";
import { createCaches } from "./caches.ts";
import type { SearchDeps } from "./search.ts";

/** @throws {SettingError} for a setting that is missing or malformed */
export function makeDeps(config: Config): SearchDeps {
  const [model, timeZone] = [embeddingModelOf(config), config.get("COMMUNITY_TIME_ZONE")];
  return {
    db: openDb(config),
    now: config.now,
    secret: config.get("SUPABASE_SECRET_KEY"),
    model,
    timeZone,
    ai: config.get("AI_PROVIDER") === "offline" ? null : () => openAi(config),
    source: createSource(model, timeZone),
    ...createCaches(timeZone),
  };
}
