/**
 * `deno task eval:captions FILE`: evaluates the offline provider on captions of other countries and
 * styles.
 *
 * FILE: a JSON array of {id, posted_at, time_zone, caption, right, judged, cause}. `right` is
 * {kind, title, starts_at, ends_at, location, category}, or an array of these for a post with
 * several events. Times are local; a date alone means no hour. `judged` names the fields to
 * compare.
 */
import { z } from "zod";
import { runCommand } from "../dev/cli/command.ts";
import { readJson } from "../dev/cli/files.ts";
import { flag, required } from "../dev/cli/options.ts";
import { civilOf } from "../supabase/functions/_shared/time/civil.ts";
import { type Extraction, resolveDraft } from "../supabase/functions/_shared/event/draft.ts";
import { extractOffline } from "../supabase/functions/_shared/extract/extract.ts";

/** The pipeline's default; a post below it waits for review. */
const MIN_CONFIDENCE = 0.5;

const Facts = z.object({
  kind: z.string(),
  title: z.string().nullable(),
  starts_at: z.string().nullable(),
  ends_at: z.string().nullable(),
  location: z.string().nullable(),
  category: z.string().nullable(),
});
type Facts = z.infer<typeof Facts>;

const FIELDS = ["kind", "title", "starts_at", "ends_at", "location", "category", "day"] as const;
/** Name of a compared field. */
export type Field = typeof FIELDS[number];

/** Schema of FILE. */
export const CaptionCases = z.array(z.object({
  id: z.string(),
  posted_at: z.string(),
  time_zone: z.string(),
  caption: z.string(),
  right: z.union([Facts, z.array(Facts).min(1)]),
  judged: z.array(z.enum(FIELDS)),
  cause: z.string(),
}));
/** One case of FILE. */
export type CaptionCase = z.infer<typeof CaptionCases>[number];

/** The evaluation of one case. */
export interface CaptionVerdict {
  id: string;
  cause: string;
  is_start_right: boolean;
  /** Compared fields with a wrong value. */
  wrong: Field[];
  /** True if the reading has a start, right or wrong. */
  has_start: boolean;
  is_held: boolean;
  found: Facts;
}

/** Evaluates one reading; of several events only the first counts. */
export function judgeCaption(test: CaptionCase, reading: Extraction): CaptionVerdict {
  const right = Array.isArray(test.right) ? test.right[0]! : test.right;
  const found = toLocal(reading, test.time_zone);
  return {
    id: test.id,
    cause: test.cause,
    is_start_right: found.starts_at === right.starts_at,
    wrong: test.judged.filter((field) => !isRight(field, found, right)),
    has_start: found.starts_at !== null,
    is_held: reading.needs_review,
    found,
  };
}

function toLocal(reading: Extraction, timeZone: string): Facts {
  const local = (instant: string | null) => {
    if (instant === null) return null;
    const { date, time } = civilOf(new Date(instant), timeZone);
    return reading.is_all_day ? date : `${date}T${time}`;
  };
  const { kind, title, location, category } = reading;
  return {
    kind,
    title,
    starts_at: local(reading.starts_at),
    ends_at: local(reading.ends_at),
    location,
    category,
  };
}

function isRight(field: Field, found: Facts, right: Facts): boolean {
  if (field === "day") return found.starts_at?.slice(0, 10) === right.starts_at?.slice(0, 10);
  if (field === "starts_at" || field === "ends_at") return found[field] === right[field];
  return right[field] === null || folded(found[field]) === folded(right[field]);
}

/** Ignores case and final punctuation. */
function folded(text: string | null): string {
  return (text ?? "").toLowerCase().replace(/[.!?\s]+$/, "").trim();
}

/** Counts over all cases. */
export interface CaptionFigures {
  cases: number;
  starts: { right: number; share: number };
  all_fields: { right: number; share: number };
  /** Wrong starts in readings, and the number of them held for review. */
  wrong_starts: { given: number; held: number };
  /** Right starts held for review. */
  right_starts_held: number;
}

/** Counts the evaluations. */
export function countCaptions(verdicts: readonly CaptionVerdict[]): CaptionFigures {
  const count = (isOne: (verdict: CaptionVerdict) => boolean) => verdicts.filter(isOne).length;
  const part = (right: number) => ({ right, share: right / (verdicts.length || 1) });
  return {
    cases: verdicts.length,
    starts: part(count((verdict) => verdict.is_start_right)),
    all_fields: part(count((verdict) => verdict.wrong.length === 0)),
    wrong_starts: {
      given: count((verdict) => !verdict.is_start_right && verdict.has_start),
      held: count((verdict) => !verdict.is_start_right && verdict.has_start && verdict.is_held),
    },
    right_starts_held: count((verdict) =>
      verdict.is_start_right && verdict.has_start && verdict.is_held
    ),
  };
}

/** Reads a caption with the offline provider. */
export function readCaption({ caption, posted_at, time_zone }: CaptionCase): Extraction {
  const post = { caption, posted_at: new Date(posted_at) };
  return resolveDraft(extractOffline(post, time_zone), post, {
    timeZone: time_zone,
    minConfidence: MIN_CONFIDENCE,
  });
}

function printFigures(figures: CaptionFigures, verdicts: CaptionVerdict[], misses: boolean) {
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const { cases, starts, all_fields, wrong_starts, right_starts_held } = figures;
  console.log(`${cases} captions`);
  console.log(`right starts            ${starts.right}  ${percent(starts.share)}`);
  console.log(`all judged fields right ${all_fields.right}  ${percent(all_fields.share)}`);
  console.log(
    `wrong starts given      ${wrong_starts.given}, ${wrong_starts.held} held for review`,
  );
  console.log(`right starts held       ${right_starts_held}`);
  if (!misses) return;
  for (const { id, cause, wrong, found, is_held } of verdicts) {
    if (wrong.length === 0) continue;
    const given = wrong.map((field) => `${field} ${found[field === "day" ? "starts_at" : field]}`);
    console.log(`  ${id} (${cause}): ${given.join(", ")}${is_held ? " (held)" : ""}`);
  }
}

const CAPTIONS = {
  name: "eval:captions",
  about: "Reads labelled captions offline and compares them with the right values.",
  operands: { FILE: required("FILE", "captions with their right values") },
  options: {
    misses: flag("lists every miss"),
    json: flag("prints one JSON object in place of the table"),
  },
};

if (import.meta.main) {
  await runCommand(CAPTIONS, ({ FILE, misses, json }) => {
    const cases = readJson(FILE, "captions", CaptionCases);
    const verdicts = cases.map((test) => judgeCaption(test, readCaption(test)));
    const figures = countCaptions(verdicts);
    if (json) console.log(JSON.stringify(figures));
    else printFigures(figures, verdicts, misses);
  });
}
