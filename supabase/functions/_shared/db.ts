/**
 * Every call of the database, grouped by stage. All of them are functions of the migrations, called
 * with the secret key; `now` is an argument of each that looks at the time.
 */
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import type { Config } from "./config.ts";
import type { Extraction } from "./draft.ts";
import type { Event } from "./event.ts";
import type { Mail } from "./mail.ts";
import type { Action, CommunityRows } from "./ranking/types.ts";

/** The service's client, and what a call needs whose answer is bytes. */
export interface Db {
  client: SupabaseClient;
  url: string;
  key: string;
}

/** A call of the database that failed. `code` is its SQLSTATE or the API's own code. */
export class DbError extends Error {
  override name = "DbError";
  constructor(call: string, readonly code: string, message: string) {
    super(`Cannot ${call.replaceAll("_", " ")}: ${message} (${code})`);
  }
}

export function openDb(config: Config): Db {
  const url = config.get("SUPABASE_URL");
  const key = config.get("SUPABASE_SECRET_KEY");
  const client = createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  return { client, url, key };
}

/** @throws {DbError} */
async function rpc<T>({ client }: Db, name: string, args: Record<string, unknown>): Promise<T> {
  const { data, error } = await client.rpc(name, args);
  if (error) throw new DbError(name, error.code, error.message);
  return data as T;
}

/** The client reads every answer as text, so bytes are fetched beside it. @throws {DbError} */
async function rpcBytes(
  { url, key }: Db,
  name: string,
  args: Record<string, unknown>,
): Promise<ArrayBuffer> {
  const response = await fetch(`${url}/rest/v1/rpc/${name}`, {
    method: "POST",
    headers: {
      apikey: key,
      Authorization: `Bearer ${key}`,
      "Content-Type": "application/json",
      Accept: "application/octet-stream",
    },
    body: JSON.stringify(args),
  });
  if (!response.ok) {
    throw new DbError(name, `${response.status}`, (await response.text()).slice(0, 300));
  }
  return response.arrayBuffer();
}

const seconds = (count: number) => `${count} seconds`;

// ------------------------------------------------------------------------------------------- runs

/** Opens the row of a run. */
export async function startRun({ client }: Db, stage: string, now: Date): Promise<string> {
  const { data, error } = await client.from("pipeline_runs")
    .insert({ stage, started_at: now.toISOString() }).select("id").single();
  if (error) throw new DbError("start run", error.code, error.message);
  return data.id;
}

export async function finishRun(
  { client }: Db,
  id: string,
  run: { now: Date; counts: unknown; error: string | null },
): Promise<void> {
  const { error } = await client.from("pipeline_runs")
    .update({ finished_at: run.now.toISOString(), counts: run.counts, error: run.error }).eq(
      "id",
      id,
    );
  if (error) throw new DbError("finish run", error.code, error.message);
}

// ------------------------------------------------------------------------------------- extraction

/** A post under lease; (hash, attempt) is the fence of what is written about it. */
export interface ClaimedPost {
  id: string;
  caption: string;
  posted_at: string;
  hash: string;
  attempt: number;
}

export function claimClassifications(
  db: Db,
  now: Date,
  limit: number,
  leaseSec: number,
): Promise<ClaimedPost[]> {
  return rpc(db, "claim_classifications", {
    p_now: now,
    p_limit: limit,
    p_lease: seconds(leaseSec),
  });
}

/** False: the claim was lost or the caption changed meanwhile. */
export function completeClassification(
  db: Db,
  post: ClaimedPost,
  by: string,
  extraction: Extraction,
): Promise<boolean> {
  return rpc(db, "complete_classification", {
    p_id: post.id,
    p_hash: post.hash,
    p_attempt: post.attempt,
    p_classified_by: by,
    p_extraction: extraction,
  });
}

/** What a failed row costs: `retryAt` null gives it up; `counts` false gives the attempt back. */
export interface Failure {
  error: string;
  retryAt: Date | null;
  counts: boolean;
}

export function failClassification(
  db: Db,
  post: ClaimedPost,
  { error, retryAt, counts }: Failure,
): Promise<boolean> {
  return rpc(db, "fail_classification", {
    p_id: post.id,
    p_hash: post.hash,
    p_attempt: post.attempt,
    p_error: error,
    p_retry_at: retryAt,
    p_counts: counts,
  });
}

// -------------------------------------------------------------------------------------- embedding

/** An event under lease whose text is to be embedded. */
export interface ClaimedText {
  id: string;
  title: string;
  organisers: string[];
  category: string | null;
  location: string | null;
  caption: string;
  hash: string;
  attempt: number;
}

export function claimEmbeddings(
  db: Db,
  now: Date,
  model: string,
  limit: number,
  leaseSec: number,
): Promise<ClaimedText[]> {
  return rpc(db, "claim_embeddings", {
    p_now: now,
    p_model: model,
    p_limit: limit,
    p_lease: seconds(leaseSec),
  });
}

/** How many were written; the text of the others changed meanwhile. */
export function completeEmbeddings(
  db: Db,
  model: string,
  texts: ClaimedText[],
  vectors: Float32Array[],
): Promise<number> {
  const rows = texts.map(({ id, hash, attempt }, i) => ({
    id,
    hash,
    attempt,
    embedding: `[${vectors[i]!.join()}]`,
  }));
  return rpc(db, "complete_embeddings", { p_model: model, p_rows: rows });
}

export function failEmbeddings(
  db: Db,
  texts: ClaimedText[],
  { error, retryAt, counts }: Failure,
): Promise<number> {
  const rows = texts.map(({ id, attempt }) => ({ id, attempt }));
  return rpc(db, "fail_embeddings", {
    p_rows: rows,
    p_error: error,
    p_retry_at: retryAt,
    p_counts: counts,
  });
}

// ---------------------------------------------------------------------------------------- ranking

export interface CatalogueRow {
  event: Event;
  posted_at: string;
  /** Null: not embedded by this model. */
  embedded_at: string | null;
}

export interface CatalogueChanges {
  /** Give it back as `since` next time. */
  watermark: string | null;
  events: CatalogueRow[];
  /** Ids no longer upcoming or published; empty on a full load. */
  gone: string[];
}

/** Upcoming events; with `since` only what changed. */
export function upcomingEvents(
  db: Db,
  now: Date,
  model: string,
  since: string | null,
): Promise<CatalogueChanges> {
  return rpc(db, "upcoming_events", { p_now: now, p_model: model, p_since: since });
}

/** Vectors of these events as `decodeVectors` reads them. */
export function eventVectors(db: Db, model: string, ids: string[]): Promise<ArrayBuffer> {
  return rpcBytes(db, "event_vectors", { p_model: model, p_ids: ids });
}

export interface MemberRow {
  id: string;
  preferences: Record<string, number>;
  votes: { event_id: string; action: Action; voted_at: string }[];
  /** Days on which an upcoming event was shown, by event id. */
  impressions: Record<string, number>;
  /** Upcoming events that are in a mail to this member. */
  mailed: string[];
}

export interface MembersAnswer {
  members: MemberRow[];
  /** Facts of all events voted on. */
  events: {
    id: string;
    title: string;
    starts_at: string;
    category: string | null;
    organisers: string[];
  }[];
}

export function rankingMembers(db: Db, now: Date, userIds: string[]): Promise<MembersAnswer> {
  return rpc(db, "ranking_members", { p_now: now, p_user_ids: userIds });
}

export function rankingCommunity(db: Db, now: Date): Promise<CommunityRows> {
  return rpc(db, "ranking_community", { p_now: now });
}

export interface Shown {
  user_id: string;
  event_id: string;
  position: number;
  score: number;
  model: string;
  shown_at: Date;
}

export async function logShown({ client }: Db, rows: Shown[]): Promise<void> {
  if (rows.length === 0) return;
  const { error } = await client.from("recommendation_logs").insert(rows);
  if (error) throw new DbError("log what was shown", error.code, error.message);
}

// ------------------------------------------------------------------------------------ newsletters

export interface SendPlan {
  timeZone: string;
  weekday: number;
  hour: number;
  windowHours: number;
  limit: number;
}

/** A member whose window is open and who has no mail of that edition yet. */
export interface DueMember {
  newsletter_id: string;
  frequency: "weekly" | "daily";
  /** Local date of the send day. */
  period: string;
  closes_at: string;
  user_id: string;
  email: string;
  name: string | null;
  time_zone: string;
}

export function dueMembers(db: Db, now: Date, plan: SendPlan): Promise<DueMember[]> {
  return rpc(db, "due_members", {
    p_now: now,
    p_zone: plan.timeZone,
    p_weekday: plan.weekday,
    p_hour: plan.hour,
    p_hours: plan.windowHours,
    p_limit: plan.limit,
  });
}

/** A row of the outbox. Skipped: there was nothing to send, and `mail` is null. */
export interface OutboxRow {
  id: string;
  newsletter_id: string;
  user_id: string;
  to_address: string;
  subject: string | null;
  message_id: string | null;
  mail: Mail | null;
  created_for: Date;
  expires_at: string;
  status: "queued" | "skipped";
  error: string | null;
  items: { event_id: string; position: number; score: number; model: string }[];
}

/** How many were queued; the others had a mail of that edition already. */
export function queueMails(db: Db, rows: OutboxRow[]): Promise<number> {
  return rows.length === 0 ? Promise.resolve(0) : rpc(db, "queue_mails", { p_mails: rows });
}

/** A mail under lease; (owner, attempt) is the fence of what is written about it. */
export interface ClaimedMail {
  id: string;
  attempt: number;
  user_id: string;
  mail: Mail;
}

export function claimMails(
  db: Db,
  now: Date,
  owner: string,
  limit: number,
  leaseSec: number,
): Promise<ClaimedMail[]> {
  return rpc(db, "claim_mails", {
    p_now: now,
    p_owner: owner,
    p_limit: limit,
    p_lease: seconds(leaseSec),
  });
}

/** False: the lease is lost, and nothing further may leave. */
export function markMailPhase(
  db: Db,
  owner: string,
  { id, attempt }: ClaimedMail,
  phase: "dialling" | "dot",
): Promise<boolean> {
  return rpc(db, "mark_mail_phase", {
    p_id: id,
    p_owner: owner,
    p_attempt: attempt,
    p_phase: phase,
  });
}

/** What became of an attempt; `queued` is to be tried again at `notBefore`. */
export interface Settlement {
  status: "sent" | "failed" | "unknown" | "queued";
  notBefore: Date | null;
  reply: string | null;
  error: string | null;
}

export function settleMail(
  db: Db,
  now: Date,
  owner: string,
  { id, attempt }: ClaimedMail,
  to: Settlement,
): Promise<boolean> {
  return rpc(db, "settle_mail", {
    p_id: id,
    p_owner: owner,
    p_attempt: attempt,
    p_status: to.status,
    p_now: now,
    p_not_before: to.notBefore,
    p_reply: to.reply,
    p_error: to.error,
  });
}

export async function settleLostMails(
  db: Db,
  now: Date,
): Promise<{ requeued: number; unknown: number; expired: number }> {
  const rows = await rpc<{ requeued: number; unknown: number; expired: number }[]>(
    db,
    "settle_lost_mails",
    { p_now: now },
  );
  return rows[0]!;
}

/** Mails that wait to be sent, now or later. */
export async function countQueued({ client }: Db): Promise<number> {
  const { count, error } = await client.from("email_logs")
    .select("id", { count: "exact", head: true }).in("status", ["queued", "sending"]);
  if (error) throw new DbError("count queued mails", error.code, error.message);
  return count ?? 0;
}

// --------------------------------------------------------------------------------------- feedback

export type Vote = "like" | "dislike" | "undo";

/** The vote that stands now. @throws {DbError} 23503 for an unknown member or event */
export function recordFeedback(
  db: Db,
  now: Date,
  userId: string,
  eventId: string,
  action: Vote,
): Promise<string | null> {
  return rpc(db, "record_feedback", {
    p_now: now,
    p_user_id: userId,
    p_event_id: eventId,
    p_action: action,
  });
}

/** The frequency that stands now; null for an unknown member. */
export function setNewsletterFrequency(
  db: Db,
  userId: string,
  frequency: "weekly" | "off",
): Promise<string | null> {
  return rpc(db, "set_newsletter_frequency", { p_user_id: userId, p_frequency: frequency });
}

export async function findEvent({ client }: Db, id: string): Promise<Event | null> {
  const { data, error } = await client.from("events")
    .select(
      "id, title, summary, starts_at, ends_at, is_all_day, location, is_online, category, organisers, url, image_url",
    )
    .eq("id", id).eq("is_published", true).maybeSingle();
  if (error) throw new DbError("find event", error.code, error.message);
  return data as Event | null;
}
