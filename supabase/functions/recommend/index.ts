import { embeddingModelOf } from "../_shared/ai.ts";
import { readConfig } from "../_shared/config.ts";
import { openDb } from "../_shared/db/client.ts";
import { door } from "../_shared/http.ts";
import { createSource, type Source } from "../_shared/source.ts";
import { recommend, RecommendInput } from "./recommend.ts";

const config = readConfig();
let source: Source | undefined; // warm between calls

export default {
  fetch: door(config, { auth: "member", body: RecommendInput }, (input, caller) => {
    const model = embeddingModelOf(config);
    source ??= createSource(model, config.get("COMMUNITY_TIME_ZONE"));
    return recommend(input, caller, { db: openDb(config), now: config.now, model, source });
  }),
};
