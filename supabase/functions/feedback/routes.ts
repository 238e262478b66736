/**
 * The paths of the function. Mail scanners open every link, some run scripts: GET never writes, it
 * leads to the site's page with the token in the fragment, and the reader's press there posts it.
 * The one-click POST of a mail program (RFC 8058) is the exception.
 */
import { calendarFile } from "../_shared/calendar.ts";
import { findEvent } from "../_shared/db/feedback.ts";
import { HttpError, json, parseJson, readBody, validate } from "../_shared/http.ts";
import { siteTarget } from "../_shared/links.ts";
import { type FeedbackDeps, FeedbackInput, recordToken, unsubscribe } from "./feedback.ts";

export interface RouteDeps extends FeedbackDeps {
  siteUrl: string;
  /** The community's: what day an all-day event is on. */
  timeZone: string;
}

/** GET and HEAD lead to the site or give a calendar file; POST records. @throws {HttpError} */
export async function route(request: Request, deps: RouteDeps): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const isPost = request.method === "POST";
  if (pathname.endsWith("/feedback/calendar")) {
    if (isPost) {
      throw new HttpError(405, "method_not_allowed", "Cannot POST a calendar", undefined, {
        Allow: "GET, HEAD",
      });
    }
    return await calendar(searchParams.get("event") ?? "", deps);
  }
  if (!isPost) return toSite(searchParams.get("t") ?? "", deps);
  if (pathname.endsWith("/feedback/unsubscribe")) {
    await request.body?.cancel(); // "List-Unsubscribe=One-Click", in some encoding: the token says it all
    await unsubscribe(searchParams.get("t"), deps);
    return json(200, { unsubscribed: true });
  }
  const { token } = validate(FeedbackInput, parseJson(await readBody(request)));
  return json(200, await recordToken(token, deps));
}

function toSite(token: string, { siteUrl }: RouteDeps): Response {
  return new Response(null, {
    status: 303,
    headers: {
      Location: siteTarget(siteUrl, token),
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
    },
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function calendar(id: string, { db, now, timeZone }: RouteDeps): Promise<Response> {
  const event = UUID.test(id) ? await findEvent(db, id) : null;
  if (!event) {
    throw new HttpError(
      404,
      "unknown_id",
      "Cannot give the calendar file as there is no such event",
    );
  }
  return new Response(calendarFile(event, timeZone, now()), {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8; method=PUBLISH",
      "Content-Disposition": 'attachment; filename="event.ics"',
      "Cache-Control": "no-store",
    },
  });
}
