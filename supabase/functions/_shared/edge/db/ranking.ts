/** What ranking reads, and what was shown. */
import type { Event } from "../../event/event.ts";
import type { CommunityAnswer } from "../../ranking/community_answer.ts";
import type { Action } from "../../ranking/types.ts";
import { type Db, rpc, rpcBytes } from "./client.ts";

export interface CatalogueRow {
  event: Event;
  posted_at: string;
  /** Epoch seconds; null: not embedded by this model. */
  embedded_at: number | null;
}

/** The same as it is sent. */
export type SentRow = [
  id: string,
  title: string,
  summary: string | null,
  starts_at: string,
  ends_at: string | null,
  is_all_day: boolean,
  location: string | null,
  is_online: boolean,
  category: Event["category"],
  organisers: string[],
  url: string | null,
  image_url: string | null,
  posted_at: string,
  embedded_at: number | null,
];

export interface CatalogueChanges {
  /** Give these two back next time. */
  watermark: string;
  snapshot: string;
  events: CatalogueRow[];
  /** Ids no longer upcoming or published; empty on a full load. */
  gone: string[];
  /** How many there are, changed or not. */
  upcoming: number;
}

/** The moment of a call, by the database's clock and by what was committed. */
export type Moment = Pick<CatalogueChanges, "watermark" | "snapshot">;

/** Upcoming events that start before `before`; with `since` only what changed after that call. */
export async function upcomingEvents(
  db: Db,
  now: Date,
  model: string,
  since: Moment | null,
  before: Date | null = null,
): Promise<CatalogueChanges> {
  const answer = await rpc<"upcoming_events", Omit<CatalogueChanges, "events"> & Sent>(
    db,
    "upcoming_events",
    {
      p_now: now,
      p_model: model,
      p_since: since?.watermark ?? null,
      p_snapshot: since?.snapshot ?? null,
      ...before && { p_before: before },
    },
  );
  return { ...answer, events: answer.events.map(catalogueRow) };
}

interface Sent {
  events: SentRow[];
}

function catalogueRow(row: SentRow): CatalogueRow {
  const [id, title, summary, starts_at, ends_at, is_all_day, location, ...rest] = row;
  const [is_online, category, organisers, url, image_url, posted_at, embedded_at] = rest;
  return {
    event: {
      id,
      title,
      summary,
      starts_at,
      ends_at,
      is_all_day,
      location,
      is_online,
      category,
      organisers,
      url,
      image_url,
    },
    posted_at,
    embedded_at,
  };
}

/** Vectors of these events as `decodeVectors` reads them. */
export function eventVectors(db: Db, model: string, ids: string[]): Promise<ArrayBuffer> {
  return rpcBytes(db, "event_vectors", { p_model: model, p_ids: ids });
}

export interface MemberRow {
  id: string;
  /** Null: the community's. */
  time_zone: string | null;
  preferences: Record<string, number>;
  votes: [event: number, action: Action, voted_at: string][];
  /** Days on which an upcoming event was shown, by event id. */
  days_shown: Record<string, number>;
  /** Upcoming events that are in a mail to this member. */
  mailed: string[];
}

export interface MembersAnswer {
  members: MemberRow[];
  /** Facts of all events voted on; a vote names its place here. */
  events: [
    id: string,
    title: string,
    starts_at: string,
    category: string | null,
    organisers: string[],
  ][];
}

export function rankingMembers(db: Db, now: Date, userIds: string[]): Promise<MembersAnswer> {
  return rpc(db, "ranking_members", { p_now: now, p_user_ids: userIds });
}

/** Null before everything was counted once. */
export function rankingCommunity(db: Db): Promise<CommunityAnswer | null> {
  return rpc(db, "ranking_community", {});
}

export interface Shown {
  user_id: string;
  event_id: string;
  position: number;
  score: number;
  model: string;
  shown_at: Date;
}

/** The first time of a day counts. */
export async function logShown(db: Db, shown: Shown[]): Promise<void> {
  if (shown.length > 0) await rpc(db, "log_shown", { p_shown: shown });
}
