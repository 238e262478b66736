import { readConfig } from "../_shared/edge/config/config.ts";
import { openDb } from "../_shared/edge/db/client.ts";
import { answering, json } from "../_shared/edge/http/http.ts";
import { receive } from "./receive.ts";

const config = readConfig();

export default {
  // No key: the service's signature is the credential.
  fetch: answering(["POST"], async (request) => {
    const fetchOf = (url: string) => fetch(url, { redirect: "error" });
    const deps = { db: openDb(config), config, now: config.now, fetch: fetchOf };
    return json(200, await receive(request, deps));
  }),
};
