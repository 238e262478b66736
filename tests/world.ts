/** A stack with the project's functions, and short helpers for tests. */
import assert from "node:assert/strict";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { type Stack, startStack } from "../dev/stack/stack.ts";
import { eventOf, type EventRow, insertion } from "./event_rows.ts";
import type { PostRow } from "../supabase/functions/_shared/post/post.ts";

// For @supabase/lite: makes sign-ups ten times cheaper than real password hashes.
Deno.env.set("LITE_AUTH_BCRYPT_COST", "4");

/** A Monday morning in Melbourne, when newsletters are due. */
export const NOW = new Date("2025-08-18T09:00:00+10:00");
const HOUR = 3_600_000;

/** The instant this many hours after NOW. */
export const inHours = (hours: number) => new Date(NOW.getTime() + hours * HOUR).toISOString();
export const inDays = (days: number) => inHours(24 * days);

export const ALL_STAGES = ["classify-events", "embed-events", "recommend", "send-newsletters"];

/** Unparsed response of a function. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
  status: number;
  headers: Headers;
  body: Json;
}

export interface CallOptions {
  method?: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent unchanged. */
  raw?: BodyInit;
  /** Replaces the secret key; null for none. */
  key?: string | null;
  /** A member's token, sent without the secret key. */
  token?: string;
  headers?: Record<string, string>;
}

export interface MemberOptions {
  /** Columns of the profile: time_zone, newsletter_frequency, ... */
  profile?: Record<string, unknown>;
  preferences?: Record<string, number>;
}

export interface Member {
  id: string;
  email: string;
  token: string;
  client: SupabaseClient;
}

export interface World {
  stack: Stack;
  service: SupabaseClient;
  /** Lines logged by the functions. */
  log: string[];
  /** Calls a function, by default as the service with POST. */
  call(path: string, options?: CallOptions): Promise<Answer>;
  /** Runs a stage like the schedule; it must succeed. Returns its counts. */
  run(stage: string): Promise<Json>;
  member(name: string, options?: MemberOptions): Promise<Member>;
  /** Adds classified events and embeds them. Returns their ids. */
  events(...rows: Partial<EventRow>[]): Promise<string[]>;
  ingest(...rows: Partial<PostRow>[]): Promise<void>;
  /** Restarts the functions with other settings. */
  with(settings: Record<string, string>): Promise<void>;
  /** Restarts the functions' clock at another instant. */
  at(instant: Date | string): Promise<void>;
}

/**
 * Runs `work` in a world that starts at NOW, then stops the world.
 *
 * @param db postgres:// URL of an empty database; default: the embedded one
 */
export async function inWorld(
  settings: Record<string, string>,
  work: (world: World) => Promise<void>,
  { db }: { db?: string } = {},
): Promise<void> {
  const log: string[] = [];
  const own = {
    COMMUNITY_TIME_ZONE: "Australia/Melbourne",
    MAIL_FROM: "news@club.example",
    REPLAY_FROM: NOW.toISOString(),
    // Separate tests cover runs that end early; in all others a busy machine must not end one.
    CPU_BUDGET_MS: "600000",
    ...settings,
  };
  const keep = (line: string) => void log.push(line);
  const stack = await startStack({ now: NOW, db, settings: () => own, log: keep });
  try {
    await work(worldOf(stack, own, log));
  } finally {
    await stack.stop();
  }
}

function worldOf(stack: Stack, settings: Record<string, string>, log: string[]): World {
  const auth = { persistSession: false, autoRefreshToken: false };
  const service = createClient(stack.url, stack.secretKey, { auth });

  async function call(path: string, options: CallOptions = {}): Promise<Answer> {
    const { method = "POST", body, raw, token, headers = {} } = options;
    const key = options.key === undefined ? token ? null : stack.secretKey : options.key;
    const response = await fetch(`${stack.url}/functions/v1/${path}`, {
      method,
      redirect: "manual",
      headers: {
        ...key !== null && { apikey: key },
        ...token && { authorization: `Bearer ${token}` },
        ...body !== undefined && { "content-type": "application/json" },
        ...headers,
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    return { status: response.status, headers: response.headers, body: await contentOf(response) };
  }

  async function run(stage: string) {
    const { status, body } = await call(stage, { body: {} });
    assert.equal(status, 200, `${stage}: ${JSON.stringify(body)}\n${log.slice(-20).join("\n")}`);
    return body;
  }

  async function member(name: string, { profile, preferences = {} }: MemberOptions = {}) {
    const client = createClient(stack.url, stack.publishableKey, { auth });
    const email = `${name.toLowerCase()}@example.org`;
    const { data, error } = await client.auth.signUp({
      email,
      password: "a good password",
      options: { data: { name } },
    });
    assert.equal(error, null);
    const id = data.user!.id;
    if (profile) must(await client.from("users").update(profile).eq("id", id));
    const rows = Object.entries(preferences).map(([category, weight]) => ({
      user_id: id,
      category,
      weight,
    }));
    if (rows.length > 0) must(await client.from("user_preferences").insert(rows));
    return { id, email, client, token: data.session!.access_token };
  }

  async function events(...rows: Partial<EventRow>[]) {
    const whole = rows.map(apart);
    await stack.sql(...insertion(whole));
    await run("embed-events");
    return whole.map(({ id }) => id);
  }

  async function ingest(...rows: Partial<PostRow>[]) {
    must(await service.rpc("ingest_posts", { p_posts: rows.map(postOf) }));
  }

  async function restart(changed: Record<string, string>) {
    Object.assign(settings, changed);
    await stack.functions.restart();
  }

  return {
    stack,
    service,
    log,
    call,
    run,
    member,
    events,
    ingest,
    with: restart,
    at: (instant) => restart({ REPLAY_FROM: new Date(instant).toISOString() }),
  };
}

async function contentOf(response: Response): Promise<Json> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") && text !== "";
  return isJson ? JSON.parse(text) : text;
}

function must({ error }: { error: unknown }) {
  assert.equal(error, null, JSON.stringify(error));
}

let made = 0;

/** An event on a day and by a club of its own, so that no two are merged. */
function apart(row: Partial<EventRow>): EventRow {
  const n = ++made;
  const title = row.title ?? `Evening ${n}`;
  return eventOf({
    title,
    starts_at: inDays(1 + n % 12),
    organisers: [`Club ${n}`],
    text: `${title}, all welcome`,
    posted_at: inDays(-2),
    ...row,
  });
}

function postOf(row: Partial<PostRow>): PostRow {
  const external_id = row.external_id ?? crypto.randomUUID();
  return {
    source: "instagram",
    external_id,
    text: "A post",
    image_url: null,
    url: `https://posts.example/${external_id}`,
    posted_at: inDays(-1),
    account_handle: null,
    account_name: null,
    ...row,
  };
}

/** Asserts the common error format. */
export function assertRefused(
  { status, headers, body }: Answer,
  expected: number,
  code: string,
  what: string,
) {
  const told = `${what}: ${status} ${JSON.stringify(body)}`;
  assert.equal(status, expected, told);
  assert.deepEqual(Object.keys(body), ["error"], told);
  assert.equal(body.error.code, code, told);
  assert.equal(typeof body.error.message, "string", told);
  assert.ok(body.error.hint === undefined || typeof body.error.hint === "string", told);
  assert.deepEqual(
    Object.keys(body.error).filter((key) => !["code", "message", "hint"].includes(key)),
    [],
    told,
  );
  assert.doesNotMatch(JSON.stringify(body), /\bat .+:\d+:\d+|node_modules|file:\/\//, told);
  assert.match(headers.get("content-type") ?? "", /^application\/json/, told);
  assert.equal(headers.get("access-control-allow-origin"), "*", told);
}
