import { readConfig } from "../_shared/edge/config/config.ts";
import { openDb } from "../_shared/edge/db/client.ts";
import { answering } from "../_shared/edge/http/http.ts";
import { linkKeysOf } from "../_shared/links/keys.ts";
import { route } from "./routes.ts";

const config = readConfig();

export default {
  // No key and no login: the signed token is the credential.
  fetch: answering(["GET", "HEAD", "POST"], (request) =>
    route(request, {
      db: openDb(config),
      now: config.now,
      linkKeys: linkKeysOf(config),
      siteUrl: config.get("SITE_URL"),
      timeZone: config.get("COMMUNITY_TIME_ZONE"),
      senders: [config.get("COMMUNITY_NAME"), config.get("MAIL_FROM_NAME") ?? ""],
    })),
};
