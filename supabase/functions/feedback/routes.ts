/**
 * The paths of the function. Mail scanners open every link, some run scripts: GET never writes, it
 * leads to the site's page with the token in the fragment, and the reader's press there posts it.
 * The one-click POST of a mail program (RFC 8058) is the exception.
 */
import { z } from "zod";
import { calendarFile } from "../_shared/event/calendar.ts";
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

export interface RouteDeps extends FeedbackDeps {
  siteUrl: string;
  /** The community's: what day an all-day event is on. */
  timeZone: string;
  /** Names that no event's title may speak for. */
  senders: readonly string[];
}

type Serve = (request: Request, deps: RouteDeps) => Response | Promise<Response>;

/** By what follows the function's name. A path that is none of these must not record by accident. */
const PATHS = new Map<string, { GET?: Serve; POST?: Serve }>([
  ["", { GET: toSite, POST: record }],
  ["question", { POST: ask }],
  ["unsubscribe", { GET: toSite, POST: oneClick }],
  ["calendar", { GET: calendar }],
]);

/** @throws {HttpError} */
export async function route(request: Request, deps: RouteDeps): Promise<Response> {
  const [, path = ""] = /\/feedback\/?(.*)$/.exec(new URL(request.url).pathname) ?? [];
  const methods = PATHS.get(path);
  if (!methods) {
    throw new HttpError(
      404,
      "unknown_path",
      "Cannot serve this path as there is none of this name",
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

/** A POST although it only reads: addresses end up in logs, a token is a credential. */
async function ask(request: Request, deps: RouteDeps): Promise<Response> {
  return json(200, await questionOf(await tokenIn(request), deps));
}

async function oneClick(request: Request, deps: RouteDeps): Promise<Response> {
  await request.body?.cancel(); // "List-Unsubscribe=One-Click", in some encoding: the token says it all
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
      "Cannot give the calendar file as there is no such event",
    );
  }
  return new Response(calendarFile(event, timeZone, now(), senders), {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8; method=PUBLISH",
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
