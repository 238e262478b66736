/** The keys of a stack. */
import { generateApiKey } from "@supabase/lite";
import { z } from "zod";

export const Keys = z.strictObject({
  publishableKey: z.string().startsWith("sb_publishable_"),
  secretKey: z.string().startsWith("sb_secret_"),
  /** Signs the members' tokens. */
  jwtSecret: z.string().min(32),
  /** Signs the links in mails, see LINK_SECRET. */
  linkSecret: z.string().min(32),
});
export type Keys = z.infer<typeof Keys>;

/** Of stacks in memory: the same on every machine and no secret, which is why they are loopback only. */
export const DEVELOPMENT_KEYS: Keys = {
  publishableKey: "sb_publishable_local_development_only",
  secretKey: "sb_secret_local_development_only",
  jwtSecret: "local-development-only-secret-of-the-tokens",
  linkSecret: "local-development-only-secret-of-the-links",
};

/** New keys, for a stack that keeps its data. */
export async function makeKeys(): Promise<Keys> {
  return {
    publishableKey: (await generateApiKey("publishable")).key,
    secretKey: (await generateApiKey("secret")).key,
    jwtSecret: crypto.randomUUID() + crypto.randomUUID(),
    linkSecret: crypto.randomUUID() + crypto.randomUUID(),
  };
}
