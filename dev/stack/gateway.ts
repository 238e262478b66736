/** One port for everything, with the paths of a hosted project and the stack's own pages. */
import type { App } from "@supabase/lite";
import { acceptAsSignUp } from "./admin/invitation.ts";
import { withWholeBody } from "./body.ts";
import type { Database } from "./database.ts";
import type { FunctionsServer } from "./functions_server.ts";
import { hasValidToken, withKeyIds } from "./tokens.ts";

/** Serves part of the paths. */
export type Handler = (request: Request) => Response | Promise<Response>;

/** Handlers and settings of the gateway. */
export interface GatewayParts {
  database: Database;
  app: App;
  jwtSecret: string;
  functions: Pick<FunctionsServer, "fetch">;
  /** Whether a function requires a member's token. */
  needsToken: (name: string) => boolean;
  /** Serves /auth/v1/admin; undefined for other paths. */
  admin: (request: Request) => Promise<Response | undefined>;
  /** Returns a new signal per request, aborted when its body must be complete. */
  bodyDeadline: () => AbortSignal;
  home: Handler;
  mailbox: Handler;
  pictures: Handler;
  site: Handler;
}

/** Creates the handler of all paths. */
export function createGateway(parts: GatewayParts): Handler {
  const { database, app, jwtSecret } = parts;
  // Without a peer address, @supabase/lite treats no request as local, so there is no admin without
  // a key.
  const lite: Handler = (request) =>
    database.exclusively(async () => await app.fetch(request, { peerAddress: null }));
  const auth: Handler = async (request) =>
    await parts.admin(request) ??
      await withKeyIds(await lite(await acceptAsSignUp(request)), jwtSecret);
  const routes: [prefix: string, handler: Handler][] = [
    ["/rest/v1", lite],
    ["/auth/v1", withCors(auth)],
    ["/functions/v1", (request) => callFunction(request, parts)],
    ["/jobs", parts.home],
    ["/mailbox", parts.mailbox],
    ["/pictures", parts.pictures],
    ["/site", parts.site],
  ];
  return async (given) => {
    const request = await withWholeBody(given, parts.bodyDeadline());
    if (!request) return tooSlow();
    const { pathname } = new URL(request.url);
    if (pathname === "/") return await parts.home(request);
    const route = routes.find(([prefix]) =>
      pathname === prefix || pathname.startsWith(`${prefix}/`)
    );
    return route
      ? await route[1](request)
      : Response.json({ message: "Not found" }, { status: 404 });
  };
}

/** Allows pages of every origin, like the platform; @supabase/lite does so only for /rest/v1. */
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

function tooSlow(): Response {
  const body = { message: "Cannot answer as the request's body did not arrive in time" };
  return Response.json(body, { status: 408, headers: { connection: "close" } });
}

async function callFunction(request: Request, { functions, needsToken, jwtSecret }: GatewayParts) {
  const url = new URL(request.url);
  // A function receives the path from its own name on.
  url.pathname = url.pathname.slice("/functions/v1".length) || "/";
  const isOpen = request.method === "OPTIONS" || !needsToken(url.pathname.split("/")[1] ?? "");
  if (!isOpen && !await hasValidToken(request, jwtSecret)) {
    return Response.json({ code: 401, message: "Invalid JWT" }, { status: 401 });
  }
  const { method, headers, body } = request;
  const response = await functions.fetch(new Request(url, { method, headers, body }));
  return method === "GET" ? withoutWebPage(response) : response;
}

/** The platform's default domain serves no web pages; HTML of a function arrives as plain text. */
function withoutWebPage(response: Response): Response {
  if (!response.headers.get("content-type")?.startsWith("text/html")) return response;
  const headers = new Headers(response.headers);
  headers.set("content-type", "text/plain");
  return new Response(response.body, { status: response.status, headers });
}
