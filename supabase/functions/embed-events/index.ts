import { checkAi, StageInput } from "../_shared/edge/ai/check.ts";
import { openAi } from "../_shared/edge/ai/provider.ts";
import { readConfig } from "../_shared/edge/config/config.ts";
import { openDb } from "../_shared/edge/db/client.ts";
import { door } from "../_shared/edge/http/http.ts";
import { deadlineOf, recordRun } from "../_shared/edge/run/run.ts";
import { embed, noneEmbedded } from "./embed.ts";

const config = readConfig();

export default {
  fetch: door(config, { auth: "service", body: StageInput }, (input) => {
    if (input.check) return checkAi(config);
    const [db, now, budget] = [openDb(config), config.now, config.get("TIME_BUDGET_SEC")];
    return recordRun({ db, stage: "embed-events", now }, noneEmbedded(), async (counts) =>
      embed({
        db,
        now,
        ai: await openAi(config),
        leaseSec: budget + 60,
        deadline: deadlineOf(config),
        timeZone: config.get("COMMUNITY_TIME_ZONE"),
      }, counts));
  }),
};
