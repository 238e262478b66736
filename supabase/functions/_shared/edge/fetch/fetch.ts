/**
 * The fetcher of every address that is not a setting. It asks public addresses alone, judges each
 * redirect anew, and takes no more bytes and time than it is told.
 *
 * Not closed: `fetch` looks a name up again, so it may get another address than the one that was judged.
 * The fences: only operators register addresses, egress rules, and no body is ever shown in an error.
 */
import { retryAfterOf } from "../ai/retry_after.ts";
import { type AddressRefusal, type AddressRules, isPublicIp, judgeAddress } from "./address.ts";
import { type BodyRefusal, readBody } from "./body.ts";

export type FetchRefusal =
  | AddressRefusal
  | BodyRefusal
  | "too_many_redirects"
  | "content_type"
  | "gone"
  | "busy"
  | "status"
  | "unreachable";

export interface Conditions {
  etag?: string | null;
  lastModified?: string | null;
}

export interface FetchOptions extends AddressRules {
  /** Media types that are read; an answer without one is read too. */
  types: readonly string[];
  /** Names the program and a contact: servers refuse unknown ones. */
  userAgent: string;
  now: Date;
  conditions?: Conditions;
  maxBytes?: number;
  timeoutMs?: number;
}

/** The world: tests bring their own. */
export interface World {
  /** The addresses of a name; null where the runtime cannot look names up. */
  resolve: ((name: string, type: "A" | "AAAA") => Promise<string[]>) | null;
  dial(url: URL, init: RequestInit): Promise<Response>;
}

export interface Fetched {
  bytes: Uint8Array;
  contentType: string;
  /** After redirects. */
  url: string;
  conditions: Conditions;
  /** How long the answer holds, by Cache-Control. */
  maxAgeSec: number | null;
}

export type FetchAnswer =
  | Fetched
  | { unchanged: true }
  | { refusal: FetchRefusal; status?: number; retryAfterSec?: number };

const MAX_BYTES = 2_000_000;
const TIMEOUT_MS = 20_000;
const MOST_REDIRECTS = 4;

/** Never throws: whatever happens is an answer, and none holds words of the server. */
export async function fetchPublic(
  address: string,
  options: FetchOptions,
  world: World = runtime(),
): Promise<FetchAnswer> {
  const timer = new AbortController();
  const timeout = setTimeout(() => timer.abort(), options.timeoutMs ?? TIMEOUT_MS);
  try {
    return await follow(address, options, world, timer.signal);
  } catch {
    return { refusal: timer.signal.aborted ? "timeout" : "unreachable" };
  } finally {
    clearTimeout(timeout);
    timer.abort();
  }
}

async function follow(
  address: string,
  options: FetchOptions,
  world: World,
  signal: AbortSignal,
): Promise<FetchAnswer> {
  let next = address;
  let first: string | undefined;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const url = judgeAddress(next, options);
    if (typeof url === "string") return { refusal: url };
    if (await resolvesPrivately(url, world, signal)) return { refusal: "private_address" };
    first ??= url.host;
    // Validators belong to the server that gave them.
    const isFirst = url.host === first;
    const headers = headersOf(options, isFirst);
    const response = await world.dial(url, { headers, redirect: "manual", signal });
    const target = targetOf(response, url);
    if (target === null) return await answerOf(response, url, options, signal, isFirst);
    await response.body?.cancel();
    next = target;
  }
  return { refusal: "too_many_redirects" };
}

/** Where a redirect leads; null for an answer of another kind. */
function targetOf({ status, headers }: Response, url: URL): string | null {
  const location = headers.get("location");
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return null;
  return URL.parse(location, url)?.href ?? location;
}

/** Whether any address of the name is private: the connection may take any of them. */
async function resolvesPrivately(url: URL, { resolve }: World, signal: AbortSignal) {
  if (!resolve || !/[a-z]/i.test(url.hostname.replace(/^\[.*/, ""))) return false;
  const name = url.hostname.replace(/\.$/, "");
  const found = await unlessAborted(
    Promise.all((["A", "AAAA"] as const).map((type) => resolve(name, type).catch(() => []))),
    signal,
  );
  const addresses = found.flat();
  if (addresses.length === 0) throw new Error("no address");
  return addresses.some((one) => !isPublicIp(one));
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(new Error("aborted"));
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function headersOf({ types, userAgent, conditions }: FetchOptions, isFirst: boolean): Headers {
  const headers = new Headers({
    "user-agent": userAgent,
    accept: `${types.join(", ")}, */*;q=0.1`,
  });
  if (isFirst && conditions?.etag) headers.set("if-none-match", conditions.etag);
  if (isFirst && conditions?.lastModified) {
    headers.set("if-modified-since", conditions.lastModified);
  }
  return headers;
}

async function answerOf(
  response: Response,
  url: URL,
  options: FetchOptions,
  signal: AbortSignal,
  isFirst: boolean,
): Promise<FetchAnswer> {
  const { status, headers } = response;
  const contentType = headers.get("content-type") ?? "";
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const refuse = async (answer: FetchAnswer) => {
    await response.body?.cancel();
    return answer;
  };
  const asked = isFirst && Boolean(options.conditions?.etag || options.conditions?.lastModified);
  if (status === 304 && asked) return await refuse({ unchanged: true });
  if (status === 410) return await refuse({ refusal: "gone", status });
  if (status === 429 || status === 503) {
    const asked = retryAfterOf(headers, "", options.now.getTime()) ?? 0;
    return await refuse({
      refusal: "busy",
      status,
      retryAfterSec: Math.min(asked, LONGEST_WAIT_SEC),
    });
  }
  if (status !== 200) return await refuse({ refusal: "status", status });
  if (!isOfType(contentType, options.types)) return await refuse({ refusal: "content_type" });
  if (Number(headers.get("content-length")) > maxBytes) {
    return await refuse({ refusal: "too_large" });
  }
  const bytes = await readBody(response, maxBytes, signal);
  if (typeof bytes === "string") return { refusal: bytes };
  const conditions = { etag: headers.get("etag"), lastModified: headers.get("last-modified") };
  return { bytes, contentType, url: url.href, conditions, maxAgeSec: maxAgeOf(headers) };
}

function isOfType(contentType: string, types: readonly string[]): boolean {
  const type = contentType.split(";")[0]!.trim().toLowerCase();
  return type === "" || types.includes(type);
}

const LONGEST_AGE_SEC = 86_400;
const LONGEST_WAIT_SEC = 7 * 86_400;

function maxAgeOf(headers: Headers): number | null {
  const [, seconds] = /\bmax-age\s*=\s*"?(\d{1,10})/i.exec(headers.get("cache-control") ?? "") ??
    [];
  return seconds === undefined ? null : Math.min(Number(seconds), LONGEST_AGE_SEC);
}

function runtime(): World {
  const canResolve = typeof Deno.resolveDns === "function";
  return {
    resolve: canResolve ? (name, type) => Deno.resolveDns(name, type) : null,
    dial: (url, init) => fetch(url, init),
  };
}
