/**
 * `deno task eval:duplicates`: evaluates the detection of posts about the same event. GROUPS is a
 * JSON array of arrays of post ids, each the posts of one event; all other posts are events of
 * their own. Posts without a date are skipped, because they are never shown. Uses the project's own
 * rules, embedder and merging, without a key.
 */
import { z } from "zod";
import { runCommand } from "../dev/cli/command.ts";
import { readJson } from "../dev/cli/files.ts";
import { flag, required, timeZone } from "../dev/cli/options.ts";
import { resolveDraft } from "../supabase/functions/_shared/event/draft.ts";
import { findCanonicals, type Told } from "../supabase/functions/_shared/duplicates/duplicates.ts";
import { extractOffline } from "../supabase/functions/_shared/extract/extract.ts";
import { parsePosts, type Post } from "../supabase/functions/_shared/post/post.ts";

/** Numbers of pairs of posts: correct, wrong and missed ones. */
export interface PairCounts {
  posts: number;
  hits: number;
  false_alarms: number;
  misses: number;
  precision: number;
  recall: number;
}

/** The pipeline's reading of a post; null if it is no event with a date. */
function read(post: Post, timeZone: string): Told | null {
  const facts = { caption: post.caption, posted_at: new Date(post.timestamp) };
  const found = resolveDraft(extractOffline(facts, timeZone), facts, {
    timeZone,
    minConfidence: 0,
  });
  if (found.kind !== "event" || found.starts_at === null) return null;
  return {
    id: post.id,
    post_id: post.id,
    source: post.source,
    account: post.account,
    title: found.title,
    starts_at: found.starts_at,
    is_all_day: found.is_all_day,
    location: found.location,
    organisers: found.organisers,
    posted_at: post.timestamp,
    first_seen: post.timestamp,
    caption: post.caption,
    is_hidden: false,
  };
}

/**
 * Compares all pairs.
 *
 * @param groups ids of posts about one event
 */
export function countPairs(posts: Post[], groups: string[][], timeZone: string): PairCounts {
  const events = posts.map((post) => read(post, timeZone)).filter((event) => event !== null);
  const canonicals = findCanonicals(events, timeZone);
  const truth = new Map(groups.flatMap((ids, i) => ids.map((id) => [id, i] as const)));
  const counts = { hits: 0, false_alarms: 0, misses: 0 };
  events.forEach(({ id: a }, i) =>
    events.slice(i + 1).forEach(({ id: b }) => {
      const isFound = (canonicals.get(a) ?? a) === (canonicals.get(b) ?? b);
      const isTrue = truth.has(a) && truth.get(a) === truth.get(b);
      if (isFound && isTrue) counts.hits++;
      else if (isFound) counts.false_alarms++;
      else if (isTrue) counts.misses++;
    })
  );
  const { hits, false_alarms, misses } = counts;
  return {
    posts: events.length,
    ...counts,
    precision: hits / (hits + false_alarms),
    recall: hits / (hits + misses),
  };
}

const DUPLICATES = {
  name: "eval:duplicates",
  about: "Evaluates the detection of posts about the same event.",
  options: {
    posts: required("FILE", "posts, as for deno task ingest"),
    groups: required("FILE", "array of arrays of ids, each the posts of one event"),
    "time-zone": timeZone("zone of the posts", "Australia/Melbourne"),
    json: flag("prints one JSON object instead"),
  },
};

if (import.meta.main) {
  await runCommand(DUPLICATES, ({ posts: file, groups: groupsFile, json, "time-zone": zone }) => {
    const { posts } = parsePosts(readJson(file, "posts", z.array(z.unknown())));
    const groups = readJson(groupsFile, "groups of posts", z.array(z.array(z.string())));
    const counts = countPairs(posts, groups, zone);
    if (json) console.log(JSON.stringify(counts));
    else {
      const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
      console.log(`${counts.posts} posts of dated events`);
      console.log(
        `pairs found    ${counts.hits} right, ${counts.false_alarms} wrong: precision ${
          percent(counts.precision)
        }`,
      );
      console.log(`pairs missed   ${counts.misses}: recall ${percent(counts.recall)}`);
    }
  });
}
