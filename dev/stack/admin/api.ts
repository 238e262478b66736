/**
 * `supabase.auth.admin` of the embedded stack: the parts of the Auth server that @supabase/lite
 * lacks, for callers with the secret key. docs/develop.md lists the differences from a hosted project.
 */
import type { z } from "zod";
import type { Database } from "../database.ts";
import type { Keys } from "../keys.ts";
import { Attributes, Invitation, LinkRequest } from "./attributes.ts";
import { AdminError, asAdminError } from "./error.ts";
import { type Addresses, generateLink, type Link } from "./links.ts";
import { createUser, deleteUser, getUser, listUsers, updateUser } from "./users.ts";

/** Dependencies of the admin API. */
export interface AdminOptions extends Addresses {
  query: Database["query"];
  keys: Pick<Keys, "secretKey" | "publishableKey">;
  /** Sends an invitation. */
  invite(link: Link): Promise<void>;
}

type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

/** Handles /auth/v1/admin/* and /auth/v1/invite; returns undefined for other paths. */
export function createAdminApi(options: AdminOptions) {
  return async (request: Request): Promise<Response | undefined> => {
    const { pathname } = new URL(request.url);
    const path = pathname.slice("/auth/v1".length);
    if (path !== "/invite" && !/^\/admin(\/|$)/.test(path)) return;
    try {
      requireSecretKey(request.headers, options.keys);
      const { status = 200, headers, body } = await route(path, request, options);
      return Response.json(body, { status, headers });
    } catch (error) {
      const { status, code, message } = asAdminError(error);
      return Response.json({ code: status, error_code: code, msg: message }, { status });
    }
  };
}

function requireSecretKey(headers: Headers, { secretKey, publishableKey }: AdminOptions["keys"]) {
  const apikey = headers.get("apikey");
  const bearer = /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  if (apikey !== secretKey && apikey !== publishableKey) {
    throw new AdminError(401, "no_authorization", apikey ? "Invalid API key" : "No API key found");
  }
  if (apikey !== secretKey || (bearer && bearer !== secretKey)) {
    throw new AdminError(403, "not_admin", "User not allowed");
  }
}

async function route(path: string, request: Request, options: AdminOptions): Promise<Answer> {
  const { query } = options;
  const [, id] = /^\/admin\/users\/([^/]+)$/.exec(path) ?? [];
  switch (`${request.method} ${id ? "/admin/users/ID" : path}`) {
    case "GET /admin/users":
      return await list(request, options);
    case "POST /admin/users":
      return { body: await createUser(query, await read(request, Attributes)) };
    case "GET /admin/users/ID":
      return { body: await getUser(query, uuid(id!)) };
    case "PUT /admin/users/ID":
      return { body: await updateUser(query, uuid(id!), await read(request, Attributes)) };
    case "DELETE /admin/users/ID": {
      const { should_soft_delete } = await readJson(request);
      await deleteUser(query, uuid(id!), should_soft_delete === true);
      return { body: {} };
    }
    case "POST /admin/generate_link": {
      const { user, ...link } = await linkFor(request, await read(request, LinkRequest), options);
      return { body: { ...user, ...link } };
    }
    case "POST /invite": {
      const invitation = { type: "invite" as const, ...await read(request, Invitation) };
      const link = await linkFor(request, invitation, options);
      await options.invite(link);
      return { body: link.user };
    }
  }
  const message = `The embedded stack has no ${request.method} /auth/v1${path}`;
  throw new AdminError(501, "not_implemented", message);
}

const linkFor = (request: Request, wanted: LinkRequest, { query, url, siteUrl }: AdminOptions) => {
  const redirect_to = new URL(request.url).searchParams.get("redirect_to") ?? wanted.redirect_to;
  return generateLink(query, { ...wanted, redirect_to }, { url, siteUrl });
};

async function list(request: Request, { query }: AdminOptions): Promise<Answer> {
  const url = new URL(request.url);
  const [page, size] = [numberIn(url, "page", 1, 1e9), numberIn(url, "per_page", 50, 1000)];
  const { users, total } = await listUsers(query, { page, size });
  const last = Math.max(1, Math.ceil(total / size));
  const link = (page: number, rel: string) =>
    `<${url.origin}${url.pathname}?page=${page}&per_page=${size}>; rel="${rel}"`;
  const links = [...page < last ? [link(page + 1, "next")] : [], link(last, "last")];
  const headers = { "x-total-count": String(total), link: links.join(", ") };
  return { headers, body: { users, aud: "authenticated" } };
}

function numberIn(url: URL, name: string, fallback: number, most: number): number {
  const given = url.searchParams.get(name);
  if (!given) return fallback;
  const number = Number(given);
  if (Number.isInteger(number) && number >= 1) return Math.min(number, most);
  throw new AdminError(400, "validation_failed", `Bad Pagination Parameters: ${name}`);
}

function uuid(id: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return id;
  throw new AdminError(404, "validation_failed", "user_id must be an UUID");
}

async function readJson(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text();
  try {
    const value = JSON.parse(text || "{}");
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // The error below covers it.
  }
  throw new AdminError(400, "bad_json", "Could not parse request body as JSON");
}

async function read<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  const { data, error } = schema.safeParse(await readJson(request));
  if (!error) return data;
  const { path, message } = error.issues[0]!;
  const [status, code] = path[0] === "password"
    ? [422, "weak_password"]
    : [400, "validation_failed"];
  throw new AdminError(status as number, code as string, message);
}
