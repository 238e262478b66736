import { readConfig } from "../_shared/config.ts";
import { door } from "../_shared/http.ts";
import { recordRun } from "../_shared/run.ts";
import { deliverDeps, planDeps } from "./deps.ts";
import { nothingSent, rehearse, send, SendInput } from "./send.ts";

const config = readConfig();

export default {
  fetch: door(config, { auth: "service", body: SendInput }, ({ dry_run }) => {
    const deps = planDeps(config);
    if (dry_run) return rehearse(deps);
    return recordRun({ ...deps, stage: "send-newsletters" }, nothingSent(), (counts) => {
      return send({ ...deps, ...deliverDeps(config) }, counts);
    });
  }),
};
