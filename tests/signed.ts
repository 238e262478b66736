/** Signs links like the functions of a world. */
import { DEVELOPMENT_KEYS } from "../dev/stack/keys.ts";
import { readConfig } from "../supabase/functions/_shared/edge/config/config.ts";
import { linkKeysOf } from "../supabase/functions/_shared/links/keys.ts";
import { type Claims, signToken } from "../supabase/functions/_shared/links/links.ts";

const keysOf = (LINK_SECRET: string) =>
  linkKeysOf(readConfig((name) => ({ LINK_SECRET } as Record<string, string>)[name]));

/** The token of a link. */
export const sign = (claims: Claims, secret = DEVELOPMENT_KEYS.linkSecret) =>
  signToken(claims, keysOf(secret));
