/**
 * `deno task eval:extract`: compares the offline provider with labels by human readers.
 *
 * Posts: array of {id, caption, timestamp}. Labels: array of {id, kind, title?, starts_at,
 * location?, category, second}. `starts_at` is null, a day, local civil time, or an instant with
 * offset; `second` is another acceptable category. Without files, evaluates the sets of this
 * repository.
 */
import { runCommand, type Values } from "../dev/cli/command.ts";
import { UsageError } from "../dev/cli/errors.ts";
import { flag, text, timeZone } from "../dev/cli/options.ts";
import { type Measure, measures, shareOf } from "./extract_measures.ts";
import { type LabelledSet, ownSets, type Pair, pairUp, readSet } from "./labelled.ts";
import { faultOf } from "./titles.ts";

/** The pipeline's default; a category below it waits for review. */
const MIN_CONFIDENCE = 0.5;

function printTable(name: string, all: Measure[], pairs: Pair[]) {
  const halves = [0, 1].map((rest) => pairs.filter((_, place) => place % 2 === rest));
  const columns = [pairs, ...halves];
  console.log(`\n${name}: ${pairs.length} labelled posts\n`);
  console.log(
    "".padEnd(28) + ["all", "even half", "odd half"].map((name) => name.padStart(18)).join(""),
  );
  for (const measure of all) {
    const cells = columns.map((part) => {
      const { sum, of, share } = shareOf(measure, part);
      return `${Number(sum.toFixed(1))}/${of} ${(100 * share).toFixed(1)}%`.padStart(18);
    });
    console.log(measure.title.padEnd(28) + cells.join(""));
  }
  printReview(all, pairs);
}

/**
 * Prints the effect of the threshold: the categories it holds back, and the quality of the others.
 */
function printReview(all: Measure[], pairs: Pair[]) {
  const either = all.find(({ name }) => name === "category_either");
  const passed = pairs.filter(({ found }) => found.confidence >= MIN_CONFIDENCE);
  if (!either) return;
  const right = passed.filter(either.value).length;
  console.log(
    `\nconfidence >= ${MIN_CONFIDENCE}: ${passed.length} of ${pairs.length} pass, ` +
      `${right} of them with a right category`,
  );
}

function printMisses(all: Measure[], pairs: Pair[]) {
  for (const measure of all) {
    console.log(`\n${measure.title}:`);
    pairs.forEach((pair, place) => {
      const value = Number(measure.value(pair));
      const isMiss = measure.of(pair) && (measure.isFault ? value > 0 : value < 0.5);
      if (isMiss) console.log(`  ${place} ${pair.label.id} ${describe(pair)}`);
    });
  }
}

function describe({ label, found }: Pair): string {
  const wanted = [label.kind, label.starts_at, label.category, label.second, label.title];
  const given = [found.kind, found.starts_at, found.category, found.confidence, found.title];
  const fault = faultOf(found.title, found.location);
  return `wanted ${wanted.join(" ")}; found ${given.join(" ")}${fault ? ` (${fault})` : ""}`;
}

function toJson({ labels }: LabelledSet, all: Measure[], pairs: Pair[]) {
  const shares = all.map((measure) => [measure.name, shareOf(measure, pairs).share]);
  const counts = { posts: pairs.length, labels_without_post: labels.length - pairs.length };
  return { ...counts, ...Object.fromEntries(shares) };
}

const EXTRACT = {
  name: "eval:extract",
  about: "Compares the offline provider's readings of posts with labels by human readers.",
  options: {
    posts: text("FILE", "posts; default: the sets of this repository"),
    labels: text("FILE", "labels by human readers"),
    "time-zone": timeZone("zone of the posts", "Australia/Melbourne"),
    misses: flag("lists every miss"),
    json: flag("prints one JSON object instead of tables"),
  },
};

function main({ posts, labels, misses, json, "time-zone": zone }: Values<typeof EXTRACT.options>) {
  if ((posts === undefined) !== (labels === undefined)) {
    const missing = posts === undefined ? "--posts FILE" : "--labels FILE";
    throw new UsageError(`Cannot compare one file with nothing: ${missing} is missing`);
  }
  const sets = posts && labels ? [readSet(posts, labels, zone)] : ownSets();
  const reports = sets.map((set) => {
    const all = measures(set.timeZone);
    const pairs = pairUp(set);
    if (!json) printTable(set.name, all, pairs);
    if (misses) printMisses(all, pairs);
    return [set.name, toJson(set, all, pairs)] as const;
  });
  if (json) console.log(JSON.stringify(posts ? reports[0]?.[1] : Object.fromEntries(reports)));
}

if (import.meta.main) await runCommand(EXTRACT, main);
