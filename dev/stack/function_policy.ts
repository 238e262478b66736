/** Reads the settings of functions in supabase/config.toml that matter for the gateway. */
import { parse } from "smol-toml";

/**
 * Returns whether the gateway requires a member's token for a function. As on the platform, it does
 * for each in functions/ unless [functions.NAME] sets verify_jwt = false.
 */
export async function readJwtPolicy(project: URL): Promise<(name: string) => boolean> {
  const text = await Deno.readTextFile(new URL("config.toml", project));
  const settings = (parse(text).functions ?? {}) as Record<string, { verify_jwt?: boolean }>;
  const names = await Array.fromAsync(Deno.readDir(new URL("functions/", project)), (e) => e.name);
  const isDeployed = (name: string) => names.includes(name) && !name.startsWith("_");
  return (name) => isDeployed(name) && (settings[name]?.verify_jwt ?? true);
}
