/** Labelled posts, paired with the offline provider's readings. */
import { z } from "zod";
import { readJson } from "../dev/cli/files.ts";
import { samplePosts, sampleTruth } from "../dev/sample/posts.ts";
import { type Extraction, resolveDraft } from "../supabase/functions/_shared/event/draft.ts";
import { extractOffline } from "../supabase/functions/_shared/extract/extract.ts";

const Posts = z.array(z.object({ id: z.string(), caption: z.string(), timestamp: z.string() }));
const Labels = z.array(z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string().nullish(),
  /** The words of the title that identify the event; default: all. */
  name: z.string().nullish(),
  /** Null, a day, local civil time, or an instant with offset. */
  starts_at: z.string().nullable(),
  category: z.string().nullable(),
  second: z.string().nullish(),
  /** Place of the event; null if the post names none. A label without it is not compared. */
  location: z.string().nullish(),
}));
/** A post of a set. */
export type Post = z.infer<typeof Posts>[number];
/** A label of a set. */
export type Label = z.infer<typeof Labels>[number];

/** Posts with their labels. */
export interface LabelledSet {
  name: string;
  timeZone: string;
  posts: Post[];
  labels: Label[];
}

/** A label with the reading of its post. */
export interface Pair {
  post: Post;
  label: Label;
  found: Extraction;
}

/**
 * Reads a set from two files.
 *
 * @throws {InputError} if a file cannot be read or does not fit its schema
 */
export function readSet(posts: string, labels: string, timeZone: string): LabelledSet {
  return {
    name: posts,
    timeZone,
    posts: readJson(posts, "posts", Posts),
    labels: readJson(labels, "labels", Labels),
  };
}

/**
 * The sets of this repository: the demo's sample, posts written before the rules that were improved
 * with them, and posts labelled later and evaluated before any rule was changed. docs/experiments.md
 * has the results of that first evaluation. Captions of "titles" mainly test names, those of
 * "places" mainly test places.
 */
export function ownSets(): LabelledSet[] {
  const [now, timeZone] = [new Date("2026-11-20T02:00:00Z"), "Australia/Melbourne"];
  const places = readJson(pathOf("sample_places.json"), "places", z.record(z.string(), z.string()));
  const labels = sampleTruth(now, timeZone)
    .map(({ starts, ...truth }) => ({ ...truth, starts_at: starts, location: places[truth.id] }));
  return [
    { name: "the sample", timeZone, posts: samplePosts(now, timeZone), labels },
    { ...fixture("clubs.json"), name: "written before" },
    { ...fixture("later.json"), name: "written between" },
    { ...fixture("last.json"), name: "written last" },
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((place) => ({
      ...fixture(`held_out_${place}.json`, timeZone),
      name: `held out ${place}`,
    })),
    ...[1, 2, 3, 4, 5].map((place) => ({
      ...fixture(`titles_${place}.json`, timeZone),
      name: `titles ${place}`,
    })),
    ...[1, 2].map((place) => ({
      ...fixture(`places_${place}.json`, timeZone),
      name: `places ${place}`,
    })),
  ];
}

/** A file with entries that are both posts and labels. */
function fixture(name: string, timeZone = "Europe/London"): LabelledSet {
  const path = pathOf(name);
  return readSet(path, path, timeZone);
}

function pathOf(name: string): string {
  return new URL(`./fixtures/${name}`, import.meta.url).pathname;
}

/** Pairs every labelled post with its reading; skips labels without a post. */
export function pairUp({ posts, labels, timeZone }: LabelledSet): Pair[] {
  const byId = new Map(posts.map((post) => [post.id, post]));
  return labels.flatMap((label) => {
    const raw = byId.get(label.id);
    if (!raw) return [];
    const post = { caption: raw.caption, posted_at: new Date(fixOffset(raw.timestamp)) };
    const options = { timeZone, minConfidence: 0 };
    const found = resolveDraft(extractOffline(post, timeZone), post, options);
    return [{ post: raw, label, found }];
  });
}

/** Instagram writes "+0000", which Date may not parse. */
function fixOffset(timestamp: string): string {
  return timestamp.replace(/([+-]\d{2})(\d{2})$/, "$1:$2");
}
