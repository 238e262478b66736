/** Keys for signing links, derived from the settings. */
import { createHash } from "node:crypto";
import type { Config } from "../edge/config/config.ts";
import type { LinkKey, LinkKeys } from "./links.ts";

/**
 * The link keys: the current one signs, the previous one still verifies.
 *
 * @throws {SettingError} if LINK_SECRET is missing or invalid.
 */
export function linkKeysOf(config: Config): LinkKeys {
  const previous = config.get("LINK_SECRET_PREVIOUS");
  return [keyOf(config.get("LINK_SECRET")), ...previous ? [keyOf(previous)] : []];
}

/** The key id is derived from the secret, so rotation needs no numbering. */
function keyOf(secret: string): LinkKey {
  return { kid: createHash("sha256").update(secret).digest("hex").slice(0, 6), secret };
}
