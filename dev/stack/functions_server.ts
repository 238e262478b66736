/**
 * The edge functions in a child process, so that their environment is theirs alone: several
 * stacks can run side by side, and a function that dies takes nothing else with it.
 */
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export interface FunctionsServer {
  /** Serves a request whose path begins with the name of a function. */
  fetch(request: Request): Promise<Response>;
  /** Loads every function anew, in a new process; requests wait for it. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface FunctionsOptions {
  /** The folder that holds NAME/index.ts. */
  folder: URL;
  /** Answers the whole environment of a new process, but for what Deno itself needs. */
  env: () => Record<string, string>;
  /** Takes each line that a function, or this server, has to say. */
  log: (line: string) => void;
}

const NPM = JSON.parse(await Deno.readTextFile(new URL("../../import_map.json", import.meta.url)));

interface Worker {
  url: string;
  process: Deno.ChildProcess;
  isStopped: boolean;
}

/** Starts the child process and answers when it listens. @throws {Error} if it ends before */
export async function startFunctions(options: FunctionsOptions): Promise<FunctionsServer> {
  const stopping = new AbortController();
  let crashes = 0;
  let current = Promise.resolve(await start());

  async function start(): Promise<Worker> {
    const worker = await spawn(options);
    worker.process.status.then(({ code, signal }) => {
      if (worker.isStopped) return;
      current = revive(`The functions ended with ${signal ?? code}`);
      // Whoever asks meanwhile is told; nobody may be asking.
      current.catch(() => {});
    });
    return worker;
  }

  async function revive(reason: string): Promise<Worker> {
    const wait = Math.min(250 * 2 ** crashes++, 10_000);
    options.log(`${reason}; they start again in ${wait} ms`);
    await delay(wait, undefined, { signal: stopping.signal });
    return await start().catch(({ message }) => revive(message));
  }

  async function endCurrent() {
    const worker = await current.catch(() => undefined);
    if (!worker) return;
    worker.isStopped = true;
    await end(worker.process);
  }

  return {
    fetch: async (request) => {
      const response = await current.then((worker) => forward(request, worker.url))
        .catch(() => unavailable());
      if (response.ok) crashes = 0;
      return response;
    },
    restart: async () => {
      current = endCurrent().then(start);
      await current;
    },
    stop: async () => {
      stopping.abort();
      await endCurrent();
    },
  };
}

async function end(process: Deno.ChildProcess) {
  try {
    process.kill("SIGTERM");
  } catch {
    // It has ended already.
  }
  await process.status;
}

async function forward(request: Request, target: string): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  // Compressing between two processes of one machine is work for nothing.
  headers.set("accept-encoding", "identity");
  const { method, body } = request;
  return await fetch(target + pathname + search, { method, headers, body, redirect: "manual" });
}

function unavailable(): Response {
  const body = { code: "WORKER_ERROR", message: "The functions are starting (see their log)" };
  const headers = { "retry-after": "1", "access-control-allow-origin": "*" };
  return Response.json(body, { status: 503, headers });
}

/**
 * Deno needs these to find its cache and to reach the registry, maybe behind a company's proxy or
 * certificate; everything else is the caller's business.
 */
const INHERITED =
  /^(PATH|HOME|TZ|USERPROFILE|LOCALAPPDATA|SYSTEMROOT|TE?MP|XDG_CACHE_HOME|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|(HTTPS?|NO)_PROXY)$|^(DENO|NPM_CONFIG)_/i;

async function spawn({ folder, env, log }: FunctionsOptions): Promise<Worker> {
  const importMap = await importMapOf(folder);
  const inherited = Object.entries(Deno.env.toObject()).filter(([name]) => INHERITED.test(name));
  const process = new Deno.Command(Deno.execPath(), {
    // As on the platform, a function cannot start programs or write files.
    args: [
      ...["run", "--quiet", "--no-prompt", "--allow-net", "--allow-env", "--allow-sys"],
      ...["--allow-read", "--config", pathTo("../../deno.json"), ...importMap],
      ...[pathTo("./functions_worker.ts"), fileURLToPath(folder)],
    ],
    clearEnv: true,
    env: { ...Object.fromEntries(inherited), ...env() },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const port = await new Promise<number | undefined>((resolve) => {
    follow(process.stderr, log);
    let isFirst = true;
    follow(process.stdout, (line) => {
      if (!isFirst) return log(line);
      isFirst = false;
      resolve(JSON.parse(line).port);
    }).then(() => resolve(undefined));
  });
  if (!port) {
    throw new Error("Cannot start the functions: their process ended at once (see its log)");
  }
  return { url: `http://127.0.0.1:${port}`, process, isStopped: false };
}

/**
 * Packages as they are deployed with the functions, and where a function is new and its packages are
 * not yet built, from npm.
 */
async function importMapOf(folder: URL): Promise<string[]> {
  const deployed = new URL("import_map.json", folder);
  const text = await Deno.readTextFile(deployed).catch(() => '{"imports":{}}');
  const { imports }: { imports: Record<string, string> } = JSON.parse(text);
  for (const [name, path] of Object.entries(imports)) imports[name] = new URL(path, deployed).href;
  const all = { imports: { ...NPM.imports, ...imports } };
  return ["--import-map", `data:application/json,${encodeURIComponent(JSON.stringify(all))}`];
}

const pathTo = (path: string) => fileURLToPath(new URL(path, import.meta.url));

async function follow(stream: ReadableStream<Uint8Array>, log: (line: string) => void) {
  const input = Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0]);
  for await (const line of createInterface({ input })) log(line);
}
