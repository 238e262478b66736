/**
 * Rows of the matrix of providers: a server's behaviour and the required result. A row validates
 * requests like the real server: it refuses unknown fields and accepts the request without them.
 */
import { completion } from "../openai_server.ts";
import { draftOf } from "../../supabase/functions/_shared/event/test_draft.ts";

export type Body = Record<string, unknown> & { input?: string[] };

/** A row of the matrix. */
export interface Row {
  /** The server and its peculiarity. */
  name: string;
  settings?: Record<string, string>;
  /** The post's caption, instead of SAMPLE_POST's. */
  caption?: string;
  serve(body: Body): Response | Promise<Response>;
  /** Required result: DRAFT, vectors of this native size, or an error that matches. */
  right: "draft" | number | { down: RegExp } | { fault: RegExp };
}

export const DRAFT = draftOf({
  title: "Board games night",
  start_date: "2026-03-05",
  start_time: "18:00",
  category: "gaming_esports",
  confidence: 0.9,
});
export const JSON_DRAFT = JSON.stringify(DRAFT);
export const answer = () => completion(JSON_DRAFT);

/** An answer with this message, plus other fields of the choice or the answer. */
export function reply(message: unknown, choice: object = {}, more: object = {}): Response {
  const choices = [{ index: 0, message, finish_reason: "stop", ...choice }];
  return Response.json({
    id: "c",
    object: "chat.completion",
    created: 0,
    model: "m",
    choices,
    ...more,
  });
}

export function refuse(status: number, error: Record<string, unknown>): Response {
  return Response.json({ error: { type: "invalid_request_error", ...error } }, { status });
}

/** FastAPI's error for unknown fields. */
export function extra(...fields: string[]): Record<string, unknown>[] {
  return fields.map((field) => ({
    type: "extra_forbidden",
    loc: ["body", field],
    msg: "Extra inputs are not permitted",
  }));
}

/** Fields of the request that the server does not know. */
export const unknown = (body: Body, ...known: string[]) =>
  Object.keys(body).filter((field) => !known.includes(field));

export const html = (status: number) =>
  new Response("<!doctype html><title>Welcome</title><h1>nginx</h1>", {
    status,
    headers: { "content-type": "text/html" },
  });

/** Distinct vectors of this length, reproducible for the assertions. */
export const nativeVector = (text: number, length: number) =>
  Array.from({ length }, (_, i) => Math.sin(1 + i * (text + 1)));

export type Item = { object: string; index?: number; embedding: unknown };

/** The vectors of a request, modified by `change`. */
export function vectors(
  { input = [] }: Body,
  length: number,
  change: (items: Item[]) => unknown = (items) => ({ object: "list", model: "m", data: items }),
): Response {
  return Response.json(change(input.map((_, index) => ({
    object: "embedding",
    index,
    embedding: nativeVector(index, length),
  }))));
}
