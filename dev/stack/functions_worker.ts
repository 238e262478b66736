/**
 * The process of the edge functions: `deno run dev/stack/functions_worker.ts FOLDER`.
 *
 * Prints {"port"} as its first line, then serves /NAME/* with the default export of
 * FOLDER/NAME/index.ts. Loads a function at its first request, as on the platform. Ends with its
 * parent.
 */
import "./shifted_clock.ts";
import { pathToFileURL } from "node:url";

type Door = { fetch(request: Request): Response | Promise<Response> };

const folder = Deno.args[0] ?? ".";
const doors = new Map<string, Promise<Door | undefined>>();

/** Responses of the platform's runtime for functions that do not respond. */
const REFUSALS = {
  NOT_FOUND: [404, "Requested function was not found"],
  BOOT_ERROR: [503, "Worker failed to boot (please check logs)"],
  WORKER_ERROR: [500, "Function exited due to an error (please check logs)"],
} as const;

function refuse(code: keyof typeof REFUSALS): Response {
  const [status, message] = REFUSALS[code];
  const headers = { "access-control-allow-origin": "*" };
  return Response.json({ code, message }, { status, headers });
}

async function serve(request: Request): Promise<Response> {
  const name = new URL(request.url).pathname.split("/")[1] ?? "";
  const entry = `${folder}/${name}/index.ts`;
  if (!/^[A-Za-z][\w-]*$/.test(name) || !await exists(entry)) return refuse("NOT_FOUND");
  if (!doors.has(name)) doors.set(name, load(entry));
  const door = await doors.get(name);
  if (!door) return refuse("BOOT_ERROR");
  try {
    return await door.fetch(request);
  } catch (error) {
    console.error(error);
    return refuse("WORKER_ERROR");
  }
}

/**
 * Loads a function; logs an error and returns undefined if that fails, so that other functions keep
 * working.
 */
async function load(entry: string): Promise<Door | undefined> {
  try {
    const { default: door } = await import(pathToFileURL(entry).href);
    if (typeof door?.fetch === "function") return door;
    throw new TypeError(`Cannot serve ${entry}: its default export has no fetch`);
  } catch (error) {
    console.error(error);
  }
}

const exists = (path: string) => Deno.stat(path).then(() => true, () => false);

Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(JSON.stringify({ port })),
}, serve);

// Ctrl-C reaches all processes of a terminal, but the parent decides when this one ends.
Deno.addSignalListener("SIGINT", () => {});

// The parent holds the other end of stdin and never writes, so stdin ends with the parent.
for await (const _ of Deno.stdin.readable);
Deno.exit();
