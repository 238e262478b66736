/** What supabase/config.toml says about the functions, as far as a gateway acts on it. */
import { parse } from "smol-toml";

/**
 * Answers whether the gateway asks for a member's token before it calls a function: it does for
 * each in functions/ unless [functions.NAME] says verify_jwt = false, as on the platform.
 */
export async function readJwtPolicy(project: URL): Promise<(name: string) => boolean> {
  const text = await Deno.readTextFile(new URL("config.toml", project));
  const settings = (parse(text).functions ?? {}) as Record<string, { verify_jwt?: boolean }>;
  const names = await Array.fromAsync(Deno.readDir(new URL("functions/", project)), (e) => e.name);
  const isDeployed = (name: string) => names.includes(name) && !name.startsWith("_");
  return (name) => isDeployed(name) && (settings[name]?.verify_jwt ?? true);
}
