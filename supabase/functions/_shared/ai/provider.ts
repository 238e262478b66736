/** A file of its own: who makes no vectors must not carry the providers' libraries into a cold start. */
import type { Ai } from "../ai.ts";
import type { Config } from "../config.ts";

/** The provider that the settings name. Loaded when asked for: neither pays for the other's start. */
export async function openAi(config: Config): Promise<Ai> {
  if (config.get("AI_PROVIDER") === "offline") {
    return (await import("./offline.ts")).offlineAi(config);
  }
  return (await import("./openai.ts")).openaiAi(config);
}
