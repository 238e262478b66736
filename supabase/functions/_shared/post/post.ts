/**
 * A club's post as its export gives it, and the row it becomes. The export says what was published
 * and when; whether there is anything to attend is inside the caption and is found out later.
 *
 * Nothing is repaired here but spelling (timestamps, URLs, numbers for ids): an entry is taken whole or rejected with
 * a reason, because half a post would become half an event in somebody's mail.
 */
import { z } from "zod";
import { accountFields, accountOf } from "./account.ts";
import type { Given } from "./given.ts";
import { isNoPicture, publicUrl } from "../text/public_url.ts";

/**
 * UTF-8 bytes, and so never more characters than the 100,000 that posts.text holds. Instagram
 * stops at 2200 characters; what is far beyond that is no caption.
 */
export const MAX_CAPTION_BYTES = 100_000;
const MAX_URL_LENGTH = 2048;
/** Keeps the instant inside four-digit years, which is what Postgres reads. */
const YEARS = { from: 2000, to: 2100 };

const string = (field: string) =>
  z.string({ error: (issue) => `${field} is ${nameOf(issue.input)}, not a string` });

/** Of numbers over 2^53 a JSON reader keeps the first sixteen digits: two posts would become one. */
const exactId = z.string({
  error: ({ input }) =>
    Number.isInteger(input)
      ? "id is a number that is no longer exact; write it in quotes"
      : `id is ${nameOf(input)}, not a string or whole number`,
});

const id = z.preprocess(
  (value) => Number.isSafeInteger(value) ? String(value) : value,
  exactId.regex(/^[!-~]{1,100}$/, { error: "id is not 1 to 100 visible ASCII characters" }),
);

const source = string("source").regex(/^[a-z0-9_-]{1,32}$/, {
  error: "source is not 1 to 32 of a-z, 0-9, _ and -",
});

// Postgres stores neither NUL nor half a surrogate pair, and one such row would fail its whole batch.
const caption = string("caption")
  .refine((text) => text.trim() !== "", { error: "caption is empty" })
  .refine((text) => !text.includes("\0"), {
    error: "caption holds a NUL character; remove it",
  })
  .refine((text) => text.isWellFormed(), {
    error: "caption holds half a surrogate pair (a broken emoji); export it again as UTF-8",
  })
  .refine((text) => new TextEncoder().encode(text).length <= MAX_CAPTION_BYTES, {
    error: `caption is longer than ${MAX_CAPTION_BYTES} bytes`,
  });

const mediaType = z.enum(["IMAGE", "CAROUSEL_ALBUM", "VIDEO"], {
  error: "media_type is not IMAGE, CAROUSEL_ALBUM or VIDEO",
});

/** The URL's own spelling (`href`) is stored: ASCII, without spaces, quotes or angle brackets. */
const webUrl = (field: string) =>
  string(field).transform((text, context) => {
    const url = publicUrl(text, MAX_URL_LENGTH);
    if (url) return url;
    context.addIssue(
      `${field} is not an https URL of a public host, at most ${MAX_URL_LENGTH} characters long and ` +
        "without a password",
    );
    return z.NEVER;
  });

/** Exports leave out what a post does not have, or write null or "". */
const absent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => value === "" ? null : value ?? null, schema.nullable());

/** Takes `2025-09-27T07:19:10+0000` and `2025-09-27T07:19:10.000Z`, gives the latter. */
const timestamp = string("timestamp")
  .transform((text) => text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"))
  .pipe(z.iso.datetime({ offset: true, error: "timestamp is not an ISO 8601 instant" }))
  .transform((text) => new Date(text))
  .refine((date) => YEARS.from <= date.getUTCFullYear() && date.getUTCFullYear() < YEARS.to, {
    error: `timestamp is not between the years ${YEARS.from} and ${YEARS.to}`,
  })
  .transform((date) => date.toISOString());

/** One post. Fields the export adds beyond these are dropped. */
export const postSchema = z.object({
  source: source.default("instagram"),
  id,
  caption,
  /** Null, both of them, for a post without a picture. */
  media_type: absent(mediaType),
  media_url: absent(webUrl("media_url")),
  permalink: webUrl("permalink"),
  timestamp,
  ...accountFields,
}, { error: (issue) => `entry is ${nameOf(issue.input)}, not an object` })
  .transform(({ account, username, owner, ...post }) => ({
    ...post,
    account: accountOf({ account, username, owner }),
  }));

export type Post = z.infer<typeof postSchema>;

/** Why an entry was not taken. */
export interface Rejection {
  /** Index in the array, from 0. */
  position: number;
  /** Present where the entry has a well-formed one. */
  id?: string;
  /** Every fault of the entry, joined by "; ". Quotes nothing of the entry. */
  reason: string;
}

/**
 * Judges every entry on its own. Of several entries with the same (source, id) the last valid one
 * is taken, since exports append and a later one is the edited post; the earlier ones are rejected.
 * So `posts.length + rejected.length` is always the length of the array.
 *
 * @throws {TypeError} if `json` is not an array.
 */
export function parsePosts(json: unknown): { posts: Post[]; rejected: Rejection[] } {
  if (!Array.isArray(json)) {
    throw new TypeError(`Cannot read posts as an array: current value is ${nameOf(json)}`);
  }
  const taken = new Map<string, { position: number; post: Post }>();
  const rejected: Rejection[] = [];
  json.forEach((entry: unknown, position) => {
    const result = postSchema.safeParse(entry);
    if (!result.success) {
      rejected.push({ position, ...idOf(entry), reason: reasonOf(result.error) });
      return;
    }
    const post = result.data;
    const key = `${post.source} ${post.id}`;
    const earlier = taken.get(key);
    if (earlier) {
      const reason = `same source and id as entry ${position}, which replaces it`;
      rejected.push({ position: earlier.position, id: post.id, reason });
    }
    taken.delete(key); // the replacement takes its own place in the order, not the earlier one's
    taken.set(key, { position, post });
  });
  return {
    posts: [...taken.values()].map(({ post }) => post),
    rejected: rejected.sort((a, b) => a.position - b.position),
  };
}

/** A post as `ingest_posts(jsonb)` takes it. */
export interface PostRow {
  source: string;
  external_id: string;
  text: string;
  /** Null where there is none, and for a video: its media URL is the film, which is no picture. */
  image_url: string | null;
  /** The post. */
  url: string;
  /** When the post was published, not when the event is. */
  posted_at: string;
  /** Null where the export does not say who published it. */
  account_handle: string | null;
  account_name: string | null;
  /** What the source states beside the text. */
  given?: Given | null;
}

export function toRow(post: Post): PostRow {
  const { media_type, media_url } = post;
  const isPicture = media_url !== null && media_type !== "VIDEO" && !isNoPicture(media_url);
  return {
    source: post.source,
    external_id: post.id,
    text: post.caption,
    image_url: isPicture ? media_url : null,
    url: post.permalink,
    posted_at: post.timestamp,
    account_handle: post.account?.handle ?? null,
    account_name: post.account?.name ?? null,
  };
}

function reasonOf(error: z.ZodError): string {
  return error.issues.map((issue) => issue.message).join("; ");
}

function idOf(entry: unknown): { id?: string } {
  const result = z.object({ id }).safeParse(entry);
  return result.success ? result.data : {};
}

function nameOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
