import { readConfig } from "../_shared/edge/config/config.ts";
import { door } from "../_shared/edge/http/http.ts";
import { recordRun } from "../_shared/edge/run/run.ts";
import { deliverDeps, planDeps, reconcileDeps } from "./deps.ts";
import { preview, sendTest } from "./preview.ts";
import { nothingSent, rehearse, send, SendInput } from "./send.ts";

const config = readConfig();

export default {
  fetch: door(config, { auth: "service", body: SendInput }, (input) => {
    const deps = planDeps(config);
    if (input.dry_run) return rehearse(deps);
    if (input.preview) return preview(input.preview.user_id, deps);
    if (input.test) return sendTest(input.test, { ...deps, ...deliverDeps(config) });
    return recordRun({ ...deps, stage: "send-newsletters" }, nothingSent(), (counts) => {
      return send({ ...deps, ...deliverDeps(config), ...reconcileDeps(config) }, counts);
    });
  }),
};
