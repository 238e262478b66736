/** A file of its own: who makes no vectors must not carry the providers' libraries into a cold start. */
import type { Ai } from "./ai.ts";
import type { Config } from "../config/config.ts";

/** The provider that the settings name. Loaded when asked for: neither pays for the other's start. */
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
