import { embeddingModelOf } from "../_shared/edge/ai/ai.ts";
import { readConfig } from "../_shared/edge/config/config.ts";
import { openDb } from "../_shared/edge/db/client.ts";
import { door } from "../_shared/edge/http/http.ts";
import { createSource, type Source } from "../_shared/edge/catalogue/source.ts";
import { recommend, RecommendInput } from "./recommend.ts";

const config = readConfig();
let source: Source | undefined; // kept between calls of a warm function

export default {
  fetch: door(config, { auth: "member", body: RecommendInput }, (input, caller) => {
    const model = embeddingModelOf(config);
    source ??= createSource(model, config.get("COMMUNITY_TIME_ZONE"));
    return recommend(input, caller, { db: openDb(config), now: config.now, model, source });
  }),
};
