/**
 * HTTP entry of a function: authentication, method, body validation, and errors as `{error: {code,
 * message, hint?}}`. Unexpected errors of a stage are logged and answered without detail.
 */
import { verifyAuth } from "@supabase/server/core";
import { corsHeaders } from "@supabase/supabase-js/cors";
import { z } from "zod";
import { AUDIENCE, faultOfClaims } from "./access_token.ts";
import { type Config, SettingError } from "../config/config.ts";
import { DbError } from "../db/client.ts";
import { faultOf } from "./faults.ts";

/** Maximum size of a request's body, in bytes. */
const MAX_BODY = 1_000_000;

/** An error with a message and a hint for the caller. */
/** `Uint8Array` over memory of its own; Deno 2.1 has no other name for it. */
export type Bytes = ReturnType<typeof Uint8Array.from>;

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

/** The caller: a member, identified by a JWT; the service, by a secret key; or a guest. */
export interface Caller {
  /** Null for the service and for guests. */
  userId: string | null;
  /** The publishable key alone. */
  isGuest?: true;
}

/** Requirements of an endpoint. */
export interface DoorOptions<Input> {
  /**
   * `service` requires a secret key for scheduled calls; `member` a member's JWT or the service's
   * key; `anyone` takes guests with the publishable key as well.
   */
  auth: "service" | "member" | "anyone";
  /** Schema of the JSON body; an absent body counts as `{}`. */
  body: z.ZodType<Input>;
}

/**
 * Creates the handler of a POST endpoint with JSON body and JSON response.
 *
 * @param handle receives the validated body; its result is the response
 */
export function door<Input>(
  config: Config,
  { auth, body }: DoorOptions<Input>,
  handle: (input: Input, caller: Caller, request: Request) => Promise<unknown>,
): (request: Request) => Promise<Response> {
  return answering(["POST"], async (request) => {
    const caller = await authenticate(request, auth, config);
    const input = validate(body, parseJson(await readBody(request)));
    return json(200, await handle(input, caller, request));
  });
}

/** Wraps a handler: adds CORS, rejects other methods, and turns errors into JSON. */
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

/** Messages for wrong credentials. They must never suggest a secret key to a browser. */
const REFUSALS = {
  member: {
    message: "Cannot identify the member: not signed in",
    hint: "Sign in first, and send the member's access token (supabase-js does)",
  },
  anyone: {
    message: "Cannot identify the caller: the request has neither a key nor a member's token",
    hint: "Send the publishable key in the apikey header (supabase-js does)",
  },
  wrongKey: {
    message: "Cannot identify the member: the apikey header has no key of this project",
    hint: "Send the publishable key and the member's access token, or from a server a secret key",
  },
  service: {
    message: "Cannot run this function: the secret key is missing or wrong",
    hint: "Only the service may call this, with a secret key in the apikey header",
  },
};

/** The library's message without the library's name. */
const plain = (message: string) => message.replace(/^\[.*?\]\s*/, "");

/**
 * Identifies the caller.
 *
 * @throws {HttpError} 401 for wrong credentials, 500 if the keys are not configured
 */
async function authenticate(
  request: Request,
  auth: DoorOptions<unknown>["auth"],
  config: Config,
): Promise<Caller> {
  const { data, error } = await verifyAuth(request, {
    auth: auth === "service"
      ? ["secret", `secret:${config.get("CRON_KEY_NAME")}`]
      : ["user", "secret", ...auth === "anyone" ? ["publishable"] as const : []],
    audience: AUDIENCE,
    env: {
      url: config.get("SUPABASE_URL"),
      secretKeys: config.secretKeys(),
      publishableKeys: config.publishableKeys(),
    },
  });
  if (error) {
    // A wrong token is explained to the caller. A wrong key is not, so as not to reveal valid keys.
    if (error.code === "INVALID_JWT" || error.status !== 401) {
      throw new HttpError(error.status, error.code.toLowerCase(), plain(error.message), error.hint);
    }
    // Frontends send the publishable key with every call. It is valid, but identifies no member.
    const isPublishable = request.headers.get("apikey")?.startsWith("sb_publishable_");
    const code = auth === "member" && isPublishable ? "MISSING_CREDENTIALS" : error.code;
    const isWrongKey = auth !== "service" && code === "INVALID_API_KEY";
    const { message, hint } = REFUSALS[isWrongKey ? "wrongKey" : auth];
    throw new HttpError(401, code.toLowerCase(), message, hint);
  }
  if (data.authMode === "secret") return { userId: null };
  if (data.authMode === "publishable") return { userId: null, isGuest: true };
  const expected = { url: config.get("SUPABASE_URL"), issuer: config.get("AUTH_ISSUER") };
  const fault = faultOfClaims(data.jwtClaims ?? {}, expected);
  if (fault) {
    throw new HttpError(
      401,
      "invalid_jwt",
      `Cannot use the access token as ${fault}`,
      "Send a token issued by this project's Auth, or set AUTH_ISSUER to the other issuer",
    );
  }
  // Anyone but the service is a member; a missing id becomes "" and matches no row.
  return { userId: data.userClaims?.id.toLowerCase() ?? "" };
}

/**
 * Reads at most MAX_BODY bytes of UTF-8, whatever the headers say.
 *
 * @throws {HttpError} 413 for a larger body, 400 for invalid UTF-8
 */
export async function readBody(request: Request): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readBytes(request));
  } catch (error) {
    throw error instanceof TypeError ? notJson() : error;
  }
}

/** The bytes as they came, at most MAX_BODY: what a signature is about. @throws {HttpError} 413 */
export async function readBytes(request: Request): Promise<Bytes> {
  const chunks: BlobPart[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY) {
      throw new HttpError(
        413,
        "body_too_large",
        `Cannot read the body: it is larger than ${MAX_BODY} bytes`,
        "Split the request into smaller ones",
      );
    }
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/**
 * Parses a JSON body; an empty one is `{}`.
 *
 * @throws {HttpError} 400 if the text is not JSON
 */
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
    "Cannot read the body: it is not JSON",
    "Send a JSON object in UTF-8",
  );
}

/**
 * Validates a body against its schema.
 *
 * @throws {HttpError} 422 with path and reason of each error, at most ten
 */
export function validate<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value, { error: faultOf });
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) =>
    `${path.join(".") || "(body)"}: ${message}`
  );
  throw new HttpError(
    422,
    "invalid_body",
    `Cannot use the body: ${faults.slice(0, 10).join("; ").slice(0, 1000)}`,
    "See docs/api.md",
  );
}

/** A JSON response that must not be cached. */
export function json(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): Response {
  return Response.json(value, { status, headers: { "Cache-Control": "no-store", ...headers } });
}

/** The error 405 with the allowed methods. */
export function methodNotAllowed(method: string, methods: string[]): HttpError {
  const allowed = methods.join(", ");
  return new HttpError(
    405,
    "method_not_allowed",
    `Cannot serve ${method}: allowed is ${allowed}`,
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
    const message = "Cannot answer: the database did not respond";
    const hint = "Try again later; see the function's log for the cause";
    return { status: 503, code: "database", message, hint, headers: { "Retry-After": "10" } };
  }
  return {
    status: 500,
    code: "internal",
    message: "Cannot answer: internal error",
    hint: "See the function's log for the cause",
  };
}

function withCors(response: Response): Response {
  for (const [name, value] of Object.entries<string>(corsHeaders)) {
    response.headers.set(name, value);
  }
  return response;
}
