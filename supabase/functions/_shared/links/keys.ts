/** The keys that sign links, from the settings. */
import { createHash } from "node:crypto";
import type { Config } from "../edge/config/config.ts";
import type { LinkKey, LinkKeys } from "./links.ts";

/** The current key signs, the previous one still verifies. @throws {SettingError} */
export function linkKeysOf(config: Config): LinkKeys {
  const previous = config.get("LINK_SECRET_PREVIOUS");
  return [keyOf(config.get("LINK_SECRET")), ...previous ? [keyOf(previous)] : []];
}

/** The id follows from the secret, so that rotating needs no numbering. */
function keyOf(secret: string): LinkKey {
  return { kid: createHash("sha256").update(secret).digest("hex").slice(0, 6), secret };
}
