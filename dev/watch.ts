/** Loads the functions anew whenever a file of theirs changes. */
import { fileURLToPath } from "node:url";
import type { FunctionsServer } from "./functions_server.ts";

/** An editor writes a file in several steps, a checkout many files. */
const SETTLING_MS = 200;

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
      if (kind === "access" || !paths.some((path) => /\.(ts|json)$/.test(path))) continue;
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
