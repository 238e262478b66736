/** Counts what a mail service tells about mails: once, however often it tells it. */
import type { Config } from "../_shared/edge/config/config.ts";
import type { Db } from "../_shared/edge/db/client.ts";
import { recordBounce, recordComplaint } from "../_shared/edge/db/reconcile.ts";
import { HttpError, readBytes } from "../_shared/edge/http/http.ts";
import { oneLine } from "../_shared/edge/mail/replies.ts";
import { type MailEvent, MAX_EVENTS } from "./event.ts";
import { type Service, SERVICES } from "./services.ts";
import type { Fetch } from "./sns.ts";

export interface ReceiveDeps {
  db: Db;
  config: Pick<Config, "get">;
  now: () => Date;
  fetch: Fetch;
}

export interface Received {
  /** What the call told, as far as it is about a mail. */
  events: number;
  /** Of those, what was new. */
  counted: number;
}

/** @throws {HttpError} 401 for a call that the service did not sign, 404 for a service that is not set up */
export async function receive(request: Request, deps: ReceiveDeps): Promise<Received> {
  const { config, now, fetch } = deps;
  const { read, secret: setting } = serviceOf(new URL(request.url).pathname);
  const secret = config.get(setting) as string | undefined;
  const body = await readBytes(request);
  if (secret === undefined) throw unknownService(`${setting} is not set`);
  const events = await read({ headers: request.headers, body, now: now(), secret }, fetch);
  if (events === null) throw forged();
  let counted = 0;
  for (const event of events.slice(0, MAX_EVENTS)) if (await record(event, deps)) counted++;
  return { events: events.length, counted };
}

function serviceOf(path: string): Service {
  const name = path.split("/").filter(Boolean).at(-1) ?? "";
  if (!Object.hasOwn(SERVICES, name)) throw unknownService("there is no such service");
  return SERVICES[name as keyof typeof SERVICES];
}

function record(event: MailEvent, { db, now }: ReceiveDeps): Promise<boolean> {
  const { message_ids, address, bounce } = event;
  const detail = oneLine(event.detail);
  return event.kind === "complaint"
    ? recordComplaint(db, now(), { message_ids, detail })
    : recordBounce(db, now(), {
      message_ids,
      kind: bounce,
      detail,
      addresses: address === null ? [] : [address],
    });
}

function forged(): HttpError {
  return new HttpError(
    401,
    "invalid_signature",
    "Cannot take the call as its signature is missing, wrong or too old",
    "Compare the secret of the webhook with the setting; see docs/operations.md",
  );
}

function unknownService(why: string): HttpError {
  const names = Object.keys(SERVICES).join(", ");
  return new HttpError(
    404,
    "unknown_service",
    `Cannot take the call as ${why}`,
    `Call mail-events/NAME with one of ${names}, and set its secret`,
  );
}
