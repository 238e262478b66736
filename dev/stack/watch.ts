/** Loads the functions anew whenever a file of theirs changes, or their settings do. */
import { fileURLToPath } from "node:url";
import type { FunctionsServer } from "./functions_server.ts";

/** An editor writes a file in several steps, a checkout many files. */
const SETTLING_MS = 200;

/** What functions are made of, and the settings beside them. */
const WATCHED = /\.(ts|json)$|[/\\]\.env$/;

/** Follows the folder of the functions until it is closed. */
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
