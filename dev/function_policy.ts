/** What supabase/config.toml says about the functions, as far as a gateway acts on it. */
import { parse } from "smol-toml";

/**
 * Answers whether the gateway has to see a member's token before it calls the function of a name:
 * unless [functions.NAME] says verify_jwt = false, as on the platform.
 */
export async function readJwtPolicy(configFile: URL): Promise<(name: string) => boolean> {
  const text = await Deno.readTextFile(configFile);
  const functions = (parse(text).functions ?? {}) as Record<string, { verify_jwt?: boolean }>;
  return (name) => functions[name]?.verify_jwt ?? true;
}
