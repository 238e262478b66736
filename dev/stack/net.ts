/** Sends the queued requests of the pg_net stand-in by HTTP, and records the responses. */
import type { Database, Row } from "./database.ts";

/** A recorded response. */
export interface Answer {
  id: number;
  /** Null without a response; error_msg has the reason. */
  status_code: number | null;
  content: string | null;
  timed_out: boolean;
  error_msg: string | null;
}

/** A queued request. */
export interface Queued extends Row {
  id: number;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Uint8Array;
  timeout_milliseconds: number;
}

/**
 * Takes every request from the queue. Like pg_net, takes a request before sending it, so each is
 * sent at most once.
 */
export function takeRequests(database: Database): Promise<Queued[]> {
  return database.query<Queued>("delete from net.http_request_queue returning *");
}

/**
 * Sends the requests concurrently; resolves once the last response is in net._http_response.
 *
 * @param signal aborts pending requests; that is recorded as well
 */
export function sendRequests(
  database: Database,
  requests: Queued[],
  signal: AbortSignal,
): Promise<Answer[]> {
  return Promise.all(
    requests.map(async (request) => record(database, await send(request, signal))),
  );
}

type Recorded = Answer & { content_type: string | null; headers: Record<string, string> | null };

async function send(
  { id, method, url, headers, body, timeout_milliseconds }: Queued,
  stopping: AbortSignal,
) {
  const timeout = AbortSignal.timeout(timeout_milliseconds);
  const signal = AbortSignal.any([timeout, stopping]);
  const nothing = { id, status_code: null, content_type: null, headers: null, content: null };
  try {
    const response = await fetch(url, { method, headers, body: new Uint8Array(body), signal });
    return {
      ...nothing,
      status_code: response.status,
      content_type: response.headers.get("content-type"),
      headers: Object.fromEntries(response.headers),
      content: await response.text(),
      timed_out: false,
      error_msg: null,
    };
  } catch (error) {
    const timed_out = timeout.aborted;
    const error_msg = timed_out ? `Timeout of ${timeout_milliseconds} ms reached` : String(error);
    return { ...nothing, timed_out, error_msg };
  }
}

async function record(database: Database, answer: Recorded): Promise<Answer> {
  const { id, status_code, content_type, headers, content, timed_out, error_msg } = answer;
  await database.query(
    `insert into net._http_response
       (id, status_code, content_type, headers, content, timed_out, error_msg)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, status_code, content_type, headers, content, timed_out, error_msg],
  );
  return { id, status_code, content, timed_out, error_msg };
}
