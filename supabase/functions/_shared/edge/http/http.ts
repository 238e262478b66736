/**
 * The door of a function: who may enter, which method, what the body must be; and every failure as
 * `{error: {code, message, hint?}}`. What a stage throws unforeseen is logged and answered without detail.
 */
import { verifyAuth } from "@supabase/server/core";
import { corsHeaders } from "@supabase/supabase-js/cors";
import { z } from "zod";
import { AUDIENCE, faultOfClaims } from "./access_token.ts";
import { type Config, SettingError } from "../config/config.ts";
import { DbError } from "../db/client.ts";
import { faultOf } from "./faults.ts";

/** Bytes a request may carry. */
const MAX_BODY = 1_000_000;

/** A failure the caller is told about. */
export class HttpError extends Error {
  override name = "HttpError";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hint?: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** Who called: a member by JWT, or the service by secret key. */
export interface Caller {
  /** Null for the service. */
  userId: string | null;
}

export interface DoorOptions<Input> {
  /** `service`: the secret key of scheduled calls; `member`: a member's JWT, or the service's own key. */
  auth: "service" | "member";
  /** What the JSON body must be; an absent body counts as `{}`. */
  body: z.ZodType<Input>;
}

/** A POST endpoint with a JSON body and a JSON answer. */
export function door<Input>(
  config: Config,
  { auth, body }: DoorOptions<Input>,
  handle: (input: Input, caller: Caller) => Promise<unknown>,
): (request: Request) => Promise<Response> {
  return answering(["POST"], async (request) => {
    const caller = await authenticate(request, auth, config);
    const input = validate(body, parseJson(await readBody(request)));
    return json(200, await handle(input, caller));
  });
}

/** Wraps a handler: CORS, allowed methods, failures as JSON. */
export function answering(
  methods: string[],
  handle: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method === "OPTIONS") {
      return new Response(null, { status: 204, headers: corsHeaders });
    }
    try {
      if (!methods.includes(request.method)) throw methodNotAllowed(request.method, methods);
      return withCors(await handle(request));
    } catch (error) {
      return withCors(toResponse(error));
    }
  };
}

/** What a caller without the right credentials is told: never to send a secret key from a browser. */
const REFUSALS = {
  member: {
    message: "Cannot tell whose events to give as nobody is signed in",
    hint: "Sign in first, and send the member's access token (supabase-js does)",
  },
  wrongKey: {
    message: "Cannot tell whose events to give as the apikey header holds no key of this project",
    hint: "Send the publishable key and the member's access token, or from a server a secret key",
  },
  service: {
    message: "Cannot run this as the secret key is missing or wrong",
    hint: "Only the service may call this, with a secret key in the apikey header",
  },
};

/** The library's message without its name. */
const plain = (message: string) => message.replace(/^\[.*?\]\s*/, "");

/** @throws {HttpError} 401, or 500 where the keys are not configured */
async function authenticate(
  request: Request,
  auth: DoorOptions<unknown>["auth"],
  config: Config,
): Promise<Caller> {
  const { data, error } = await verifyAuth(request, {
    auth: auth === "member"
      ? ["user", "secret"]
      : ["secret", `secret:${config.get("CRON_KEY_NAME")}`],
    audience: AUDIENCE,
    env: { url: config.get("SUPABASE_URL"), secretKeys: config.secretKeys() },
  });
  if (error) {
    // A token that is wrong says why; a key that is wrong gets no lesson in which keys there are.
    if (error.code === "INVALID_JWT" || error.status !== 401) {
      throw new HttpError(error.status, error.code.toLowerCase(), plain(error.message), error.hint);
    }
    // The publishable key comes with every call of a frontend, and is not wrong: it is no member's.
    const isPublishable = request.headers.get("apikey")?.startsWith("sb_publishable_");
    const code = auth === "member" && isPublishable ? "MISSING_CREDENTIALS" : error.code;
    const isWrongKey = auth === "member" && code === "INVALID_API_KEY";
    const { message, hint } = REFUSALS[isWrongKey ? "wrongKey" : auth];
    throw new HttpError(401, code.toLowerCase(), message, hint);
  }
  if (data.authMode === "secret") return { userId: null };
  const expected = { url: config.get("SUPABASE_URL"), issuer: config.get("AUTH_ISSUER") };
  const fault = faultOfClaims(data.jwtClaims ?? {}, expected);
  if (fault) {
    throw new HttpError(
      401,
      "invalid_jwt",
      `Cannot use the access token as ${fault}`,
      "Send a token that this project's Auth issued; AUTH_ISSUER names another issuer of yours",
    );
  }
  // Anyone but the service is a member; a missing id becomes "", which matches no row.
  return { userId: data.userClaims?.id.toLowerCase() ?? "" };
}

/** Reads at most MAX_BODY bytes, whatever the headers claim. @throws {HttpError} 413, 400 */
export async function readBody(request: Request): Promise<string> {
  const chunks: BlobPart[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY) {
      throw new HttpError(
        413,
        "body_too_large",
        `Cannot take the body as it is over ${MAX_BODY} bytes`,
        "Send less at once",
      );
    }
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await new Blob(chunks).arrayBuffer());
  } catch {
    throw notJson();
  }
}

export function parseJson(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw notJson();
  }
}

function notJson(): HttpError {
  return new HttpError(
    400,
    "not_json",
    "Cannot read the body as it is not JSON",
    "Send a JSON object in UTF-8",
  );
}

/** @throws {HttpError} 422 with the paths of what is wrong */
export function validate<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value, { error: faultOf });
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) =>
    `${path.join(".") || "(body)"}: ${message}`
  );
  throw new HttpError(
    422,
    "invalid_body",
    `Cannot use the body as it does not fit: ${faults.slice(0, 10).join("; ").slice(0, 1000)}`,
    "See docs/api.md",
  );
}

export function json(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): Response {
  return Response.json(value, { status, headers: { "Cache-Control": "no-store", ...headers } });
}

export function methodNotAllowed(method: string, methods: string[]): HttpError {
  const allowed = methods.join(", ");
  return new HttpError(
    405,
    "method_not_allowed",
    `Cannot serve ${method} as only ${allowed} is allowed`,
    undefined,
    { Allow: allowed },
  );
}

function toResponse(error: unknown): Response {
  const { status, code, message, hint, headers } = describe(error);
  return json(status, { error: { code, message, ...(hint ? { hint } : {}) } }, headers);
}

function describe(
  error: unknown,
): Pick<HttpError, "status" | "code" | "message" | "hint"> & { headers?: Record<string, string> } {
  if (error instanceof HttpError) return error;
  if (error instanceof SettingError) {
    return { status: 500, code: "setting", message: error.message, hint: error.hint };
  }
  console.error(error);
  if (error instanceof DbError) {
    const message = "Cannot answer as the database did not";
    const hint = "Try again; the function's log has the cause";
    return { status: 503, code: "database", message, hint, headers: { "Retry-After": "10" } };
  }
  return {
    status: 500,
    code: "internal",
    message: "Cannot answer as something failed inside",
    hint: "The function's log has the cause",
  };
}

function withCors(response: Response): Response {
  for (const [name, value] of Object.entries<string>(corsHeaders)) {
    response.headers.set(name, value);
  }
  return response;
}
