/** Environment of a stack's functions. */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { MAY_BE_EMPTY } from "../../supabase/functions/_shared/edge/config/settings.ts";
import type { Keys } from "./keys.ts";
import type { SmtpAccess } from "./mailbox.ts";
import { jwksOf } from "./tokens.ts";
import { unknownSettings } from "./unknown_settings.ts";

/** Facts about a stack for its functions. */
export interface Surroundings {
  url: string;
  keys: Keys;
  smtp: SmtpAccess;
  /** PEM file with the mailbox's certificate. */
  certificateFile: string;
  /** Start of the functions' clock; default: real time. */
  replayFrom?: Date;
}

/** The platform's variables, and settings that keep everything on this machine. */
export function functionsEnvironment(
  { url, keys, smtp, certificateFile, replayFrom }: Surroundings,
): Record<string, string> {
  return {
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secretKey }),
    SUPABASE_JWKS: jwksOf(keys.jwtSecret),
    // Trusted like any authority, so functions need no setting to accept this mailbox.
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
    // The mailbox of this machine takes all it gets.
    MAIL_PER_SECOND: "1000",
    ...replayFrom && { REPLAY_FROM: replayFrom.toISOString() },
  };
}

/**
 * Settings in a .env file; none if there is no file. As on the platform, names that start with
 * SUPABASE_ are ignored. Empty values count as absent (unless they have a meaning), so that a copy
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

/** One sentence for each setting in the file that no function reads. */
export const unknownSettingsIn = (file: URL): string[] =>
  unknownSettings(textOf(file), relative(Deno.cwd(), fileURLToPath(file)));

/** All variables of a .env file, for the commands of this project. */
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
