/** The keys of a stack. */
import { generateApiKey } from "@supabase/lite";

export interface Keys {
  publishableKey: string;
  secretKey: string;
  /** Signs the members' tokens. */
  jwtSecret: string;
  /** Signs the links in mails, see LINK_SECRET. */
  linkSecret: string;
}

/** Of stacks in memory: the same on every machine and no secret, which is why they are loopback only. */
export const DEVELOPMENT_KEYS: Keys = {
  publishableKey: "sb_publishable_local_development_only",
  secretKey: "sb_secret_local_development_only",
  jwtSecret: "local-development-only-secret-of-the-tokens",
  linkSecret: "local-development-only-secret-of-the-links",
};

/** The keys kept in `directory`; made at its first use, and readable by their owner only. */
export async function keysOf(directory: string): Promise<Keys> {
  const file = `${directory}/keys.json`;
  try {
    return JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const keys: Keys = {
    publishableKey: (await generateApiKey("publishable")).key,
    secretKey: (await generateApiKey("secret")).key,
    jwtSecret: crypto.randomUUID() + crypto.randomUUID(),
    linkSecret: crypto.randomUUID() + crypto.randomUUID(),
  };
  await Deno.writeTextFile(file, JSON.stringify(keys, null, 2), { mode: 0o600 });
  return keys;
}
