/** The demo's upcoming events as the offline pipeline would publish them. */
import { samplePosts } from "../dev/sample/posts.ts";
import { type Event } from "../supabase/functions/_shared/event/event.ts";
import { type Extraction, resolveDraft } from "../supabase/functions/_shared/event/draft.ts";
import { embeddingText } from "../supabase/functions/_shared/event/embedding_text.ts";
import { isUpcoming } from "../supabase/functions/_shared/event/event.ts";
import { findCanonicals, type Told } from "../supabase/functions/_shared/duplicates/duplicates.ts";
import { extractOffline } from "../supabase/functions/_shared/extract/extract.ts";
import { parsePosts, type Post } from "../supabase/functions/_shared/post/post.ts";
import type { Searchable } from "../supabase/functions/_shared/search/document.ts";
import { cleanCaption } from "../supabase/functions/_shared/text/caption.ts";
import { offlineEmbedder } from "../supabase/functions/_shared/vector/embed_offline.ts";

/** As the pipeline's default: below it a category waits for review. */
const MIN_CONFIDENCE = 0.5;

type Reading = Extraction & { post: Post; organisers: string[]; title: string; starts_at: string };

/** Upcoming, published events of the sample as of `now`, one for each group of posts. */
export function sampleCatalogue(now: Date, timeZone: string): Searchable[] {
  const { posts } = parsePosts(samplePosts(now, timeZone));
  const readings = posts.flatMap((post) => reading(post, timeZone) ?? []);
  const canonicals = findCanonicals(readings.map(toldOf), timeZone);
  const embed = offlineEmbedder();
  return readings.filter(({ post }) => canonicals.get(post.id) === null).map((read) => {
    const event = eventOf(read);
    const caption = cleanCaption(read.post.caption);
    return { event, caption, vector: embed(embeddingText({ ...event, excerpt: caption })) };
  }).filter(({ event }) => isUpcoming(event, now));
}

/** Whoever posted it holds it, as in the database. */
function reading(post: Post, timeZone: string): Reading | null {
  const facts = { caption: post.caption, posted_at: new Date(post.timestamp) };
  const found = resolveDraft(extractOffline(facts, timeZone), facts, {
    timeZone,
    minConfidence: MIN_CONFIDENCE,
  });
  const { title, starts_at, kind } = found;
  if (kind !== "event" || title === null || starts_at === null) return null;
  const account = post.account?.name ?? post.account?.handle;
  return { ...found, title, starts_at, post, organisers: account ? [account] : found.organisers };
}

function toldOf(read: Reading): Told {
  const { post, title, starts_at, is_all_day, location, organisers } = read;
  return {
    id: post.id,
    post_id: post.id,
    source: post.source,
    account: post.account,
    title,
    starts_at,
    is_all_day,
    location,
    organisers,
    posted_at: post.timestamp,
    first_seen: post.timestamp,
    caption: post.caption,
    is_hidden: false,
  };
}

function eventOf(read: Reading): Event {
  const { post, title, summary, starts_at, ends_at, is_all_day, location, is_online } = read;
  return {
    id: post.id,
    title,
    summary,
    starts_at,
    ends_at,
    is_all_day,
    location,
    is_online,
    category: read.category,
    organisers: read.organisers,
    url: post.permalink ?? null,
    image_url: null,
  };
}
