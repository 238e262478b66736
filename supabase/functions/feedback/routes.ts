/**
 * Paths of the function. Mail scanners open every link, and some run scripts, so GET never writes.
 * It redirects to the site's page with the token in the fragment, and the reader's click there
 * posts it. The one-click POST of a mail program (RFC 8058) is the exception.
 */
import { z } from "zod";
import { calendarFile } from "../_shared/event/calendar.ts";
import { googleCalendarLink } from "../_shared/event/google_calendar.ts";
import { publishedEvent } from "../_shared/edge/db/event.ts";
import {
  HttpError,
  json,
  methodNotAllowed,
  parseJson,
  readBody,
  validate,
} from "../_shared/edge/http/http.ts";
import { siteTarget } from "../_shared/links/links.ts";
import { recordToken, unsubscribe } from "./feedback.ts";
import { questionOf } from "./question.ts";
import type { FeedbackDeps } from "./token.ts";

/** Dependencies of `route`. */
export interface RouteDeps extends FeedbackDeps {
  siteUrl: string;
  /** The community's zone, for the date of an all-day event. */
  timeZone: string;
  /** Reserved names that an event's title must not pose as. */
  senders: readonly string[];
}

type Serve = (request: Request, deps: RouteDeps) => Response | Promise<Response>;

/** By the path after the function's name. Unknown paths must not record anything by accident. */
const PATHS = new Map<string, { GET?: Serve; POST?: Serve }>([
  ["", { GET: toSite, POST: record }],
  ["question", { POST: ask }],
  ["unsubscribe", { GET: toSite, POST: oneClick }],
  ["calendar", { GET: calendar }],
]);

/**
 * Serves a request.
 *
 * @throws {HttpError} 404 for an unknown path, 405 for a wrong method
 */
export async function route(request: Request, deps: RouteDeps): Promise<Response> {
  const [, path = ""] = /\/feedback\/?(.*)$/.exec(new URL(request.url).pathname) ?? [];
  const methods = PATHS.get(path);
  if (!methods) {
    throw new HttpError(
      404,
      "unknown_path",
      "Cannot serve this path: there is no such path",
      "See docs/api.md",
    );
  }
  const serve = request.method === "POST" ? methods.POST : methods.GET;
  if (!serve) {
    throw methodNotAllowed(request.method, methods.GET ? ["GET", "HEAD"] : ["POST"]);
  }
  return await serve(request, deps);
}

function toSite(request: Request, { siteUrl }: RouteDeps): Response {
  return new Response(null, {
    status: 303,
    headers: {
      Location: siteTarget(siteUrl, queryOf(request, "t")),
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
    },
  });
}

async function record(request: Request, deps: RouteDeps): Promise<Response> {
  return json(200, await recordToken(await tokenIn(request), deps));
}

/** A POST although it only reads, because addresses appear in logs and a token is a credential. */
async function ask(request: Request, deps: RouteDeps): Promise<Response> {
  return json(200, await questionOf(await tokenIn(request), deps));
}

async function oneClick(request: Request, deps: RouteDeps): Promise<Response> {
  await request.body?.cancel(); // the body, "List-Unsubscribe=One-Click", is not needed
  await unsubscribe(queryOf(request, "t"), deps);
  return json(200, { unsubscribed: true });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function calendar(
  request: Request,
  { db, now, timeZone, senders }: RouteDeps,
): Promise<Response> {
  const id = queryOf(request, "event");
  const event = UUID.test(id) ? await publishedEvent(db, id) : null;
  if (!event) {
    throw new HttpError(
      404,
      "unknown_id",
      "Cannot create the calendar file: there is no such event",
    );
  }
  if (queryOf(request, "to") === "google") {
    const Location = googleCalendarLink(event, timeZone, senders);
    return new Response(null, { status: 303, headers: { Location, "Cache-Control": "no-store" } });
  }
  return new Response(calendarFile(event, timeZone, now(), senders), {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'attachment; filename="event.ics"',
      "Cache-Control": "no-store",
    },
  });
}

const TokenInput = z.strictObject({ token: z.string().min(1).max(500) });

async function tokenIn(request: Request): Promise<string> {
  return validate(TokenInput, parseJson(await readBody(request))).token;
}

function queryOf(request: Request, name: string): string {
  return new URL(request.url).searchParams.get(name) ?? "";
}
