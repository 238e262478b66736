/**
 * Settings; the only code that reads the environment. A setting is read and checked at its first
 * use, so a function without mails runs without SMTP settings. An invalid setting gives an error of
 * one sentence with its name and, unless it may be secret, its value.
 */
import { z } from "zod";
import { cleanLine } from "../../text/clean.ts";
import {
  FALLBACKS,
  MAY_BE_EMPTY,
  OLDER_NAMES,
  type Setting,
  type SettingName,
  SETTINGS,
} from "./settings.ts";

export type { Setting, SettingName } from "./settings.ts";

/** A missing or malformed setting. The message names it and contains no secret. */
export class SettingError extends Error {
  override name = "SettingError";
  constructor(message: string, readonly hint: string) {
    super(message);
  }
}

/** The settings of a function. */
export interface Config {
  /**
   * Reads a setting, checked and with its default.
   *
   * @throws {SettingError} if it is missing or malformed.
   */
  get<K extends SettingName>(name: K): Setting<K>;
  /** The service's secret keys by name; scheduled calls may use one of their own. */
  secretKeys(): Record<string, string>;
  /** Publishable keys by name; the platform provides SUPABASE_PUBLISHABLE_KEYS. */
  publishableKeys(): Record<string, string>;
  /** Current time: real time, or REPLAY_FROM plus the time since this process started. */
  now(): Date;
}

/** Creates a config that reads `env`. Empty values count as absent. */
export function readConfig(env: (name: string) => string | undefined = fromEnvironment): Config {
  const known = new Map<string, unknown>();
  const get = <K extends SettingName>(name: K): Setting<K> => {
    if (!known.has(name)) known.set(name, parse(name, env));
    return known.get(name) as Setting<K>;
  };
  return {
    get,
    secretKeys: () => ({ default: get("SUPABASE_SECRET_KEY"), ...namedKeys(env) }),
    publishableKeys: () => namedKeys(env, "SUPABASE_PUBLISHABLE_KEYS"),
    now: () => {
      const from = get("REPLAY_FROM");
      return from === undefined ? new Date() : new Date(Date.parse(from) + performance.now());
    },
  };
}

function fromEnvironment(name: string): string | undefined {
  return Deno.env.get(name);
}

/** The trimmed value of a setting, and the name of the variable it came from. */
function lookUp(name: SettingName, env: (name: string) => string | undefined) {
  if (name === "SUPABASE_SECRET_KEY" && namedKeys(env).default) {
    return { source: "SUPABASE_SECRET_KEYS", value: namedKeys(env).default };
  }
  for (const source of namesOf(name)) {
    const value = env(source)?.trim();
    if (value || value === "" && MAY_BE_EMPTY.has(source)) return { source, value };
  }
  return { source: name, value: undefined };
}

function namesOf(name: SettingName): string[] {
  const fallback = FALLBACKS[name];
  return [name, ...OLDER_NAMES[name] ?? [], ...fallback ? namesOf(fallback) : []];
}

const namedKeysForm = () => z.record(z.string(), z.string());

/** The platform's keys, a JSON object of named keys; malformed JSON counts as absent. */
function namedKeys(
  env: (name: string) => string | undefined,
  name = "SUPABASE_SECRET_KEYS",
): Record<string, string> {
  try {
    return namedKeysForm().parse(JSON.parse(env(name) ?? "{}"));
  } catch {
    return {};
  }
}

function parse(name: SettingName, env: (name: string) => string | undefined): unknown {
  const { source, value } = lookUp(name, env);
  const schema: z.ZodType = SETTINGS[name]();
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fault = value === undefined
    ? "is missing"
    : `is malformed: ${currentValue(source, value)}; use ${result.error.issues[0]?.message}`;
  const subject = source === name ? "it" : source;
  throw new SettingError(
    `Cannot read setting ${name} as ${subject} ${fault}`,
    remedy(name, schema, LOCAL.test(env("SUPABASE_URL") ?? "")),
  );
}

/** Includes accounts, because some mail services use a key as the user name. */
const SECRET = /KEY|SECRET|PASSWORD|USER|LOGIN|CLIENT|TOKEN$/;
/** Credentials before the host of a URL. */
const CREDENTIALS = /\/\/.*@/s;

function currentValue(source: string, value: string): string {
  if (SECRET.test(source)) return `current value has ${value.length} characters`;
  return `current value is ${cleanLine(value.replace(CREDENTIALS, "//"), 60)}`;
}

/**
 * The remedy names a file, because other users can read a command line. The platform reserves names
 * that start with SUPABASE_; `secrets set` refuses them.
 */
function remedy(name: SettingName, { description }: z.ZodType, isLocal: boolean): string {
  const how = name.startsWith("SUPABASE_")
    ? `Set ${name} in the function's environment`
    : isLocal
    ? `Set ${name} in supabase/functions/.env`
    : `Set ${name} in .env, then run "npx supabase@3 secrets set --env-file .env --yes"`;
  return `${how}. ${description}`;
}

/**
 * Whether the URL is a development stack: a loopback address, or a name without a dot in Docker.
 */
const LOCAL = /^https?:\/\/(127\.[\d.]+|\[::1\]|[^./:]+)(:\d+)?(\/|$)/;
