/**
 * Settings: the only reader of the environment. Each setting is read and checked at its first use, so
 * a function that sends no mail runs without SMTP settings, and a wrong one is one sentence that names
 * it with its value, unless that may be a secret.
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

/** A setting that is missing or malformed. Its message names the setting, and holds no secret. */
export class SettingError extends Error {
  override name = "SettingError";
  constructor(message: string, readonly hint: string) {
    super(message);
  }
}

export interface Config {
  /** @throws {SettingError} */
  get<K extends SettingName>(name: K): Setting<K>;
  /** The service's secret keys by name; scheduled calls may carry one of their own. */
  secretKeys(): Record<string, string>;
  /** The clock: real time, or REPLAY_FROM plus the time since this process began. */
  now(): Date;
}

/** Reads settings through `env`; empty values count as absent. */
export function readConfig(env: (name: string) => string | undefined = fromEnvironment): Config {
  const known = new Map<string, unknown>();
  const get = <K extends SettingName>(name: K): Setting<K> => {
    if (!known.has(name)) known.set(name, parse(name, env));
    return known.get(name) as Setting<K>;
  };
  return {
    get,
    secretKeys: () => ({ default: get("SUPABASE_SECRET_KEY"), ...namedKeys(env) }),
    now: () => {
      const from = get("REPLAY_FROM");
      return from === undefined ? new Date() : new Date(Date.parse(from) + performance.now());
    },
  };
}

function fromEnvironment(name: string): string | undefined {
  return Deno.env.get(name);
}

/** What is set, trimmed, and under which name. */
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

/** The platform gives its keys as a JSON object of named keys; a malformed one counts as absent. */
function namedKeys(env: (name: string) => string | undefined): Record<string, string> {
  try {
    return namedKeysForm().parse(JSON.parse(env("SUPABASE_SECRET_KEYS") ?? "{}"));
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

/** Accounts too: some mail services have their key be the user. */
const SECRET = /KEY|SECRET|PASSWORD|USER/;
/** What may stand before the host of a URL. */
const CREDENTIALS = /\/\/.*@/s;

function currentValue(source: string, value: string): string {
  if (SECRET.test(source)) return `current value has ${value.length} characters`;
  return `current value is ${cleanLine(value.replace(CREDENTIALS, "//"), 60)}`;
}

/**
 * A file, as others can read a command line. Names beginning with SUPABASE_ are the platform's:
 * `secrets set` refuses them.
 */
function remedy(name: SettingName, { description }: z.ZodType, isLocal: boolean): string {
  const how = name.startsWith("SUPABASE_")
    ? `Set ${name} in the function's environment`
    : isLocal
    ? `Set ${name} in supabase/functions/.env`
    : `Set ${name} in .env, then run "npx supabase@3 secrets set --env-file .env --yes"`;
  return `${how}. ${description}`;
}

/** A development stack is at a loopback address; in Docker at a name without a dot. */
const LOCAL = /^https?:\/\/(127\.[\d.]+|\[::1\]|[^./:]+)(:\d+)?(\/|$)/;
