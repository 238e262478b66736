/** The environment in which the functions of a stack run. */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { MAY_BE_EMPTY } from "../../supabase/functions/_shared/edge/config/settings.ts";
import type { Keys } from "./keys.ts";
import type { SmtpAccess } from "./mailbox.ts";
import { jwksOf } from "./tokens.ts";
import { unknownSettings } from "./unknown_settings.ts";

export interface Surroundings {
  url: string;
  keys: Keys;
  smtp: SmtpAccess;
  /** PEM file with the mailbox's certificate. */
  certificateFile: string;
  /** Where the functions' clock starts; absent for real time. */
  replayFrom?: Date;
}

/** What the platform provides, then settings that keep everything on this machine. */
export function functionsEnvironment(
  { url, keys, smtp, certificateFile, replayFrom }: Surroundings,
): Record<string, string> {
  return {
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secretKey }),
    SUPABASE_JWKS: jwksOf(keys.jwtSecret),
    // Trusted like any other authority: the functions need no setting to accept this mailbox.
    DENO_CERT: certificateFile,
    SITE_URL: `${url}/site`,
    PREFERENCES_URL: `${url}/site/preferences`,
    AI_PROVIDER: "offline",
    LINK_SECRET: keys.linkSecret,
    SMTP_HOST: smtp.host,
    SMTP_PORT: String(smtp.port),
    SMTP_SECURITY: "tls",
    SMTP_USER: smtp.user,
    SMTP_PASSWORD: smtp.password,
    ...replayFrom && { REPLAY_FROM: replayFrom.toISOString() },
  };
}

/**
 * What a .env file sets; nothing where there is none. As on the platform, names that begin with
 * SUPABASE_ are not for it, and an empty value sets nothing (unless it means something), so that a copy
 * of .env.example keeps everything on this machine.
 */
export function readSettingsFile(file: URL): Record<string, string> {
  const set = Object.entries(parseEnv(textOf(file))) as [string, string][];
  return Object.fromEntries(
    set.filter(([name, value]) =>
      (value.trim() !== "" || MAY_BE_EMPTY.has(name)) && !name.startsWith("SUPABASE_")
    ),
  );
}

/** What is written in such a file but read by no function, a sentence each. */
export const unknownSettingsIn = (file: URL): string[] =>
  unknownSettings(textOf(file), relative(Deno.cwd(), fileURLToPath(file)));

/** What a .env file sets, all of it, for the commands of this project. */
export const readEnvFile = (file: URL): Record<string, string | undefined> => ({
  ...parseEnv(textOf(file)),
});

function textOf(file: URL): string {
  try {
    return Deno.readTextFileSync(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
