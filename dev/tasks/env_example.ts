/** `deno task env:example`: writes .env.example with every setting and its description. */
import { runCommand } from "../cli/command.ts";
import {
  FALLBACKS,
  OLDER_NAMES,
  type SettingName,
  SETTINGS,
} from "../../supabase/functions/_shared/edge/config/settings.ts";

const FILE = new URL("../../.env.example", import.meta.url);

const HEAD =
  `# Every setting of the functions. On a project: npx supabase@3 secrets set --env-file .env --yes
# (the platform provides names that begin with SUPABASE_). "# NAME=value" shows a default.
# Written by \`deno task env:example\` from supabase/functions/_shared/edge/config/settings.ts.
`;

/** Text of .env.example. */
export function envExample(): string {
  const names = Object.keys(SETTINGS) as SettingName[];
  return [HEAD, ...names.map(entry)].join("\n");
}

function entry(name: SettingName): string {
  const schema = SETTINGS[name]();
  const older = OLDER_NAMES[name] ?? [];
  const verb = older.length > 1 ? "are" : "is";
  const also = older.length > 0 ? ` ${older.join(", ")} ${verb} read if this is not set.` : "";
  return `# ${schema.description}${also}\n${line(name)}\n`;
}

/** Optional settings are commented out. */
function line(name: SettingName): string {
  const { success, data } = SETTINGS[name]().safeParse(undefined);
  if (success) return `# ${name}=${data ?? ""}`;
  return name.startsWith("SUPABASE_") || name in FALLBACKS ? `# ${name}=` : `${name}=`;
}

if (import.meta.main) {
  const about = "Writes .env.example from supabase/functions/_shared/edge/config/settings.ts.";
  await runCommand(
    { name: "env:example", about, options: {} },
    () => Deno.writeTextFile(FILE, envExample()),
  );
}
