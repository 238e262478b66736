/**
 * Opens the provider. In a file of its own, so that functions without a provider do not load its
 * libraries in a cold start.
 */
import type { Ai } from "./ai.ts";
import type { Config } from "../config/config.ts";

/**
 * Opens the configured provider. Imports it on use, so that no provider slows the start of another.
 */
export async function openAi(config: Config): Promise<Ai> {
  switch (config.get("AI_PROVIDER")) {
    case "offline":
      return (await import("./offline.ts")).offlineAi(config);
    case "supabase":
      return (await import("./supabase.ts")).supabaseAi(config);
    case "openai":
      return (await import("./openai.ts")).openaiAi(config);
  }
}
