/**
 * `deno task eval:events --data DIR`: how the offline provider reads posts that tell of several events.
 *
 * DIR holds `lists.json`, a JSON array of {id, kind, posted_at, time_zone, caption, events, may}; each event
 * is {title, starts_at, location}, local, a day alone where no hour is told. Sequences of posts and merges of
 * posts are not judged yet: their part is null.
 */
import { runCommand } from "../dev/cli/command.ts";
import { readJson } from "../dev/cli/files.ts";
import { flag, text } from "../dev/cli/options.ts";
import { extractAll } from "../supabase/functions/_shared/extract/extract_all.ts";
import {
  countLists,
  judgeList,
  type ListCase,
  ListCases,
  type ListVerdict,
  type Shares,
} from "./event_lists.ts";

export interface EventFigures {
  lists: Shares;
  sequences: { right: number; of: number } | null;
  merges: { wrong: number; different: number; recall: number } | null;
}

function readList(test: ListCase): ListVerdict {
  const post = { caption: test.caption, posted_at: new Date(test.posted_at) };
  return judgeList(test, extractAll(post, test.time_zone));
}

function printFigures({ lists }: EventFigures, verdicts: ListVerdict[], misses: boolean) {
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  console.log(`${verdicts.length} posts with several events`);
  console.log(`precision ${percent(lists.precision)}`);
  console.log(`recall    ${percent(lists.recall)}`);
  console.log(`F1        ${percent(lists.f1)}`);
  if (!misses) return;
  for (const { id, missed, extra } of verdicts) {
    if (missed.length + extra.length === 0) continue;
    console.log(`  ${id}`);
    for (const event of missed) console.log(`    missed ${event}`);
    for (const draft of extra) console.log(`    extra  ${draft}`);
  }
}

const EVENTS = {
  name: "eval:events",
  about: "Reads posts that tell of several events offline and compares them with the right events.",
  options: {
    data: text("DIR", "the folder that holds lists.json"),
    misses: flag("lists every event that is missed and every draft too many"),
    json: flag("prints one JSON object in place of the table"),
  },
};

if (import.meta.main) {
  await runCommand(EVENTS, ({ data, misses, json }) => {
    const cases = readJson(`${data}/lists.json`, "lists of events", ListCases);
    const verdicts = cases.map(readList);
    const figures: EventFigures = { lists: countLists(verdicts), sequences: null, merges: null };
    if (json) console.log(JSON.stringify(figures));
    else printFigures(figures, verdicts, misses);
  });
}
