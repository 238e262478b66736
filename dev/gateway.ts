/** One port for everything, with the paths of a hosted project, and the stack's own pages. */
import type { App } from "@supabase/lite";
import type { Database } from "./database.ts";
import type { FunctionsServer } from "./functions_server.ts";
import { hasValidToken, withKeyIds } from "./tokens.ts";

/** Serves one part of the paths. */
export type Handler = (request: Request) => Response | Promise<Response>;

export interface GatewayParts {
  database: Database;
  app: App;
  jwtSecret: string;
  functions: Pick<FunctionsServer, "fetch">;
  /** Whether the function of this name is called only with a member's token. */
  needsToken: (name: string) => boolean;
  home: Handler;
  mailbox: Handler;
  pictures: Handler;
  site: Handler;
}

/** A handler for all paths. */
export function createGateway(parts: GatewayParts): Handler {
  const { database, app, jwtSecret } = parts;
  const lite: Handler = async (request) => {
    const whole = await buffered(request);
    // Not from this machine, as far as @supabase/lite is concerned: it has no keyless admin then.
    return await database.exclusively(async () => await app.fetch(whole, { peerAddress: null }));
  };
  const routes: [prefix: string, handler: Handler][] = [
    ["/rest/v1", lite],
    ["/auth/v1", withCors(async (request) => await withKeyIds(await lite(request), jwtSecret))],
    ["/functions/v1", (request) => callFunction(request, parts)],
    ["/jobs", parts.home],
    ["/mailbox", parts.mailbox],
    ["/pictures", parts.pictures],
    ["/site", parts.site],
  ];
  return (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/") return parts.home(request);
    const route = routes.find(([prefix]) =>
      pathname === prefix || pathname.startsWith(`${prefix}/`)
    );
    return route ? route[1](request) : Response.json({ message: "Not found" }, { status: 404 });
  };
}

/** Lets pages of every origin in, as on the platform; @supabase/lite does so for /rest/v1 alone. */
function withCors(handler: Handler): Handler {
  return async (request) => {
    const isPreflight = request.method === "OPTIONS";
    const response = isPreflight ? new Response(null, { status: 204 }) : await handler(request);
    response.headers.set("access-control-allow-origin", "*");
    if (isPreflight) {
      const wanted = request.headers.get("access-control-request-headers");
      response.headers.set("access-control-allow-headers", wanted ?? "*");
      response.headers.set("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE");
    }
    return response;
  };
}

/** A slow sender must not hold the database while its body trickles in. */
async function buffered(request: Request): Promise<Request> {
  if (!request.body) return request;
  const { url, method, headers } = request;
  return new Request(url, { method, headers, body: await request.arrayBuffer() });
}

async function callFunction(request: Request, { functions, needsToken, jwtSecret }: GatewayParts) {
  const url = new URL(request.url);
  // A function sees the path from its own name on.
  url.pathname = url.pathname.slice("/functions/v1".length) || "/";
  const isOpen = request.method === "OPTIONS" || !needsToken(url.pathname.split("/")[1] ?? "");
  if (!isOpen && !await hasValidToken(request, jwtSecret)) {
    return Response.json({ code: 401, message: "Invalid JWT" }, { status: 401 });
  }
  const { method, headers, body } = request;
  const response = await functions.fetch(new Request(url, { method, headers, body }));
  return method === "GET" ? withoutWebPage(response) : response;
}

/** The platform's default domain serves no web pages: a page of a function arrives as plain text. */
function withoutWebPage(response: Response): Response {
  if (!response.headers.get("content-type")?.startsWith("text/html")) return response;
  const headers = new Headers(response.headers);
  headers.set("content-type", "text/plain");
  return new Response(response.body, { status: response.status, headers });
}
