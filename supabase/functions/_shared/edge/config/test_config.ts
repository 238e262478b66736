/** Configs for tests. */
import assert from "node:assert/strict";
import { readConfig, SettingError } from "./config.ts";
import type { SettingName } from "./settings.ts";

/** The settings of these variables alone. */
export const configOf = (env: Record<string, string>) => readConfig((name) => env[name]);

/** The error of a config that refuses a setting. */
export function refusal(name: SettingName, env: Record<string, string>): SettingError {
  try {
    configOf(env).get(name);
  } catch (error) {
    if (error instanceof SettingError) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: `${name} took ${JSON.stringify(env)}` });
}
