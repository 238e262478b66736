/**
 * Compares the offline provider with labels made by hand.
 *
 *     deno task eval:extract --posts posts.json --labels labels.json [--misses] [--json]
 *
 * Posts: array of {id, caption, timestamp}. Labels: array of {id, kind, starts_at, category, second};
 * `starts_at` is null, a day, or an instant with offset; `second` is a category as acceptable.
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { civilOf } from "../supabase/functions/_shared/civil.ts";
import { type Extraction, resolveDraft } from "../supabase/functions/_shared/draft.ts";
import { extractOffline } from "../supabase/functions/_shared/extract/extract.ts";

const Posts = z.array(z.object({ id: z.string(), caption: z.string(), timestamp: z.string() }));
const Labels = z.array(z.object({
  id: z.string(),
  kind: z.string(),
  starts_at: z.string().nullable(),
  category: z.string(),
  second: z.string().nullish(),
}));
type Label = z.infer<typeof Labels>[number];

/** Below it a category waits for review; the pipeline's default. */
const MIN_CONFIDENCE = 0.5;

interface Pair {
  label: Label;
  found: Extraction;
}

interface Measure {
  name: string;
  title: string;
  /** Pairs it is a share of. */
  of: (pair: Pair) => boolean;
  isHit: (pair: Pair) => boolean;
  /** A share of faults: less is better. */
  isFault?: boolean;
}

function measures(timeZone: string): Measure[] {
  const dated = ({ label }: Pair) => label.starts_at !== null;
  const always = () => true;
  const first = ({ label, found }: Pair) => found.category === label.category;
  const either = (pair: Pair) => first(pair) || pair.found.category === pair.label.second;
  return [
    {
      name: "kind",
      title: "kind",
      of: always,
      isHit: ({ label, found }) => found.kind === label.kind,
    },
    {
      name: "start_day",
      title: "start day",
      of: dated,
      isHit: (pair) => isSameDay(pair, timeZone),
    },
    {
      name: "start_time",
      title: "day and time",
      of: dated,
      isHit: (pair) => isSameTime(pair, timeZone),
    },
    {
      name: "false_dates",
      title: "false dates (of undated)",
      of: (pair) => !dated(pair),
      isHit: ({ found }) => found.starts_at !== null,
      isFault: true,
    },
    { name: "category_first", title: "category, first choice", of: always, isHit: first },
    { name: "category_either", title: "category, first or second", of: always, isHit: either },
  ];
}

function isSameDay({ label, found }: Pair, timeZone: string): boolean {
  return found.starts_at !== null &&
    civilOf(new Date(found.starts_at), timeZone).date === label.starts_at?.slice(0, 10);
}

/** A label with a day alone asks for that day and no time. */
function isSameTime(pair: Pair, timeZone: string): boolean {
  const { label, found } = pair;
  if (label.starts_at?.length === 10) return found.is_all_day && isSameDay(pair, timeZone);
  return !found.is_all_day && found.starts_at !== null && label.starts_at !== null &&
    Date.parse(found.starts_at) === Date.parse(label.starts_at);
}

function pairUp(posts: z.infer<typeof Posts>, labels: Label[], timeZone: string): Pair[] {
  const byId = new Map(posts.map((post) => [post.id, post]));
  return labels.flatMap((label) => {
    const raw = byId.get(label.id);
    if (!raw) return [];
    const post = { caption: raw.caption, posted_at: new Date(fixOffset(raw.timestamp)) };
    const options = { timeZone, minConfidence: 0 };
    return [{ label, found: resolveDraft(extractOffline(post, timeZone), post, options) }];
  });
}

/** Instagram writes "+0000", which Date need not read. */
function fixOffset(timestamp: string): string {
  return timestamp.replace(/([+-]\d{2})(\d{2})$/, "$1:$2");
}

function share(measure: Measure, pairs: Pair[]) {
  const asked = pairs.filter(measure.of);
  const hits = asked.filter(measure.isHit).length;
  return { hits, of: asked.length, share: asked.length ? hits / asked.length : 0 };
}

function printTable(all: Measure[], pairs: Pair[]) {
  const halves = [0, 1].map((rest) => pairs.filter((_, place) => place % 2 === rest));
  const columns = [pairs, ...halves];
  console.log(`${pairs.length} labelled posts\n`);
  console.log(
    "".padEnd(28) + ["all", "even half", "odd half"].map((name) => name.padStart(16)).join(""),
  );
  for (const measure of all) {
    const cells = columns.map((part) => {
      const { hits, of, share: part_ } = share(measure, part);
      return `${hits}/${of} ${(100 * part_).toFixed(1)}%`.padStart(16);
    });
    console.log(measure.title.padEnd(28) + cells.join(""));
  }
  printReview(all, pairs);
}

/** What the threshold does: which categories it keeps back, and how good those are that it lets pass. */
function printReview(all: Measure[], pairs: Pair[]) {
  const either = all.find(({ name }) => name === "category_either");
  const passed = pairs.filter(({ found }) => found.confidence >= MIN_CONFIDENCE);
  if (!either) return;
  const right = passed.filter(either.isHit).length;
  console.log(
    `\nconfidence >= ${MIN_CONFIDENCE}: ${passed.length} of ${pairs.length} pass, ` +
      `${right} of them with a right category`,
  );
}

function printMisses(all: Measure[], pairs: Pair[]) {
  for (const measure of all) {
    console.log(`\n${measure.title}:`);
    pairs.forEach((pair, place) => {
      const isMiss = measure.of(pair) && measure.isHit(pair) === (measure.isFault ?? false);
      if (isMiss) console.log(`  ${place} ${pair.label.id} ${describe(pair)}`);
    });
  }
}

function describe({ label, found }: Pair): string {
  const wanted = [label.kind, label.starts_at, label.category, label.second].join(" ");
  const given = [found.kind, found.starts_at, found.category, found.confidence].join(" ");
  return `wanted ${wanted}; found ${given}: ${found.title}`;
}

function main() {
  const { values } = parseArgs({
    options: {
      posts: { type: "string" },
      labels: { type: "string" },
      "time-zone": { type: "string", default: "Australia/Melbourne" },
      misses: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  if (!values.posts || !values.labels) {
    console.error("Cannot compare without input: give --posts FILE and --labels FILE");
    Deno.exit(1);
  }
  const timeZone = values["time-zone"];
  const posts = Posts.parse(JSON.parse(Deno.readTextFileSync(values.posts)));
  const labels = Labels.parse(JSON.parse(Deno.readTextFileSync(values.labels)));
  const pairs = pairUp(posts, labels, timeZone);
  const all = measures(timeZone);
  if (values.json) {
    const shares = all.map((measure) => [measure.name, share(measure, pairs).share]);
    const counts = { posts: pairs.length, labels_without_post: labels.length - pairs.length };
    console.log(JSON.stringify({ ...counts, ...Object.fromEntries(shares) }));
    return;
  }
  printTable(all, pairs);
  if (values.misses) printMisses(all, pairs);
}

if (import.meta.main) main();
