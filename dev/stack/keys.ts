/** Keys of a stack. */
import { generateApiKey } from "@supabase/lite";
import { z } from "zod";

/** Schema of a stack's keys. */
export const Keys = z.strictObject({
  publishableKey: z.string().startsWith("sb_publishable_"),
  secretKey: z.string().startsWith("sb_secret_"),
  /** Signs members' tokens. */
  jwtSecret: z.string().min(32),
  /** Signs links in mails; see LINK_SECRET. */
  linkSecret: z.string().min(32),
});
export type Keys = z.infer<typeof Keys>;

/**
 * Keys of stacks in memory: equal on every machine and not secret, so such stacks listen on
 * loopback only.
 */
export const DEVELOPMENT_KEYS: Keys = {
  publishableKey: "sb_publishable_local_development_only",
  secretKey: "sb_secret_local_development_only",
  jwtSecret: "local-development-only-secret-of-the-tokens",
  linkSecret: "local-development-only-secret-of-the-links",
};

/** Creates new keys for a stack that keeps its data. */
export async function makeKeys(): Promise<Keys> {
  return {
    publishableKey: (await generateApiKey("publishable")).key,
    secretKey: (await generateApiKey("secret")).key,
    jwtSecret: crypto.randomUUID() + crypto.randomUUID(),
    linkSecret: crypto.randomUUID() + crypto.randomUUID(),
  };
}
