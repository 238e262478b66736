/** Reloads the functions when a file of theirs or their settings change. */
import { fileURLToPath } from "node:url";
import type { FunctionsServer } from "./functions_server.ts";

/**
 * Time to wait for more changes, because an editor writes a file in several steps and a checkout
 * writes many files.
 */
const SETTLING_MS = 200;

/** Sources of functions, and their settings. */
const WATCHED = /\.(ts|json)$|[/\\]\.env$/;

/** Watches the functions' folder until closed. */
export function followFunctions(
  folder: URL,
  functions: Pick<FunctionsServer, "restart">,
  log: (line: string) => void,
): { close(): void } {
  const watcher = Deno.watchFs(fileURLToPath(folder));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = async () => {
    for await (const { kind, paths } of watcher) {
      if (kind === "access" || !paths.some((path) => WATCHED.test(path))) continue;
      clearTimeout(timer);
      timer = setTimeout(async () => {
        await functions.restart().then(
          () => log("The functions were loaded anew"),
          ({ message }) => log(message),
        );
      }, SETTLING_MS);
    }
  };
  follow();
  return {
    close: () => {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
