/**
 * Runs the edge functions in a child process with an environment of their own. So several stacks
 * can run side by side, and a crashing function affects nothing else.
 */
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** The running functions. */
export interface FunctionsServer {
  /** Serves a request to /NAME/*. */
  fetch(request: Request): Promise<Response>;
  /** Reloads every function in a new process; requests wait for it. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Options of the functions. */
export interface FunctionsOptions {
  /** Folder with NAME/index.ts. */
  folder: URL;
  /** Returns the environment of a new process, apart from Deno's own variables. */
  env: () => Record<string, string>;
  /** Receives each line logged by a function or by this server. */
  log: (line: string) => void;
}

const NPM = JSON.parse(await Deno.readTextFile(new URL("../../import_map.json", import.meta.url)));

interface Worker {
  url: string;
  process: Deno.ChildProcess;
  isStopped: boolean;
}

/**
 * Starts the child process; resolves once it listens.
 *
 * @throws {Error} if it ends before
 */
export async function startFunctions(options: FunctionsOptions): Promise<FunctionsServer> {
  const stopping = new AbortController();
  let crashes = 0;
  let current = Promise.resolve(await start());

  async function start(): Promise<Worker> {
    const worker = await spawn(options);
    worker.process.status.then(({ code, signal }) => {
      if (worker.isStopped) return;
      current = revive(`The functions ended with ${signal ?? code}`);
      // Callers get the error; without callers it must not stay unhandled.
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
    // It has already ended.
  }
  await process.status;
}

async function forward(request: Request, target: string): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  // Compression between two processes of one machine would waste CPU.
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
 * Variables that Deno needs to find its cache and to reach the registry, also behind a proxy or
 * with a company's certificate. The caller sets all others.
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

/** Import map of the functions: the bundled packages, and npm for packages without a bundle yet. */
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
