import assert from "node:assert/strict";
import { join } from "node:path";
import { buildProfile } from "../supabase/functions/_shared/ranking/profile.ts";
import { computeSignals, scoreAll } from "../supabase/functions/_shared/ranking/score.ts";
import { DEFAULT_WEIGHTS } from "../supabase/functions/_shared/ranking/weights.ts";
import { readWorld } from "./data.ts";
import { fitWeights } from "./fit.ts";
import { MODELS } from "./models.ts";
import { evaluate } from "./recommend.ts";
import { lastMondays, replay } from "./replay.ts";
import { measureWindow } from "./windows.ts";

/** A folder with four groups that meet daily for six weeks, and members loyal to one group each. */
async function makeFolder(rsvp: (member: number, group: number, day: number) => boolean) {
  const folder = await Deno.makeTempDir();
  const events: string[] = ["event_id,name,time,group_urlname"];
  const rsvps: string[] = ["event_id,member_id"];
  for (let day = 0; day < 42; day++) {
    const date = new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10);
    for (let group = 0; group < 4; group++) {
      events.push(`e${day}-${group},"Meet, talk ${group}",${date} 18:00:00,g${group}`);
      for (let member = 0; member < 20; member++) {
        if (rsvp(member, group, day)) rsvps.push(`e${day}-${group},m${member}`);
      }
    }
  }
  const groups = [0, 1, 2, 3].map((g) => `g${g},Group ${g},Field ${g % 2}`);
  const write = (name: string, lines: string[]) =>
    Deno.writeTextFile(join(folder, name), lines.join("\n"));
  await write("events.csv", events);
  await write("rsvps.csv", rsvps);
  await write("groups.csv", ["group_urlname,group_name,category_name", ...groups]);
  return folder;
}

/** All members attend their own group; the last four only in the last week. */
const loyal = (member: number, group: number, day: number) =>
  group === member % 4 && (member < 16 || day >= 35) && (day + member) % 3 === 0;

Deno.test("evaluate() reports every model, slice and figure", async () => {
  const { models } = await evaluate(await makeFolder(loyal), { weeks: 2 });
  assert.deepEqual(Object.keys(models), Object.keys(MODELS));
  const { score, random } = models;
  for (const slice of ["all", "discovery", "few", "cold"] as const) {
    assert.deepEqual(Object.keys(score![slice]), ["ndcg10", "lo", "hi", "recall10", "mrr", "n"]);
  }
  assert.ok(score!.all.ndcg10 > random!.all.ndcg10 + 0.2);
  assert.ok(score!.all.lo <= score!.all.ndcg10 && score!.all.ndcg10 <= score!.all.hi);
  assert.equal(score!.cold.n, 4);
  for (const figure of [score!.coverage, score!.organisers10, score!.ild]) assert.ok(figure > 0);
});

Deno.test("measureWindow() fits weights on the weeks before", async () => {
  const { all, cold } = measureWindow(
    await readWorld(await makeFolder(loyal)),
    1,
    { test: 1, fit: 2 },
  );
  assert.ok(all.ndcg10 > 0.5 && all.n === 16, `${all.ndcg10} of ${all.n}`);
  assert.equal(cold.n, 0, "the last week, that of the newcomers, is skipped");
});

Deno.test("fitWeights() keeps weights that no choice can determine, and fits no negative weight", async () => {
  const world = await readWorld(await makeFolder(loyal));
  const { familiar, discovery } = fitWeights(replay(world, lastMondays(world, 2)));
  const { preference, fatigue, unanswered, soon, fresh } = DEFAULT_WEIGHTS.familiar;
  assert.deepEqual(
    [familiar.preference, familiar.fatigue, familiar.unanswered, familiar.soon, familiar.fresh],
    [preference, fatigue, unanswered, soon, fresh],
  );
  for (const { fatigue: _, unanswered: __, ...fitted } of [familiar, discovery]) {
    for (const [term, weight] of Object.entries(fitted)) assert.ok(weight >= 0, term);
  }
});

Deno.test("replay() gives models no data from Monday on", async () => {
  const shuffled = (member: number, group: number, day: number) =>
    day < 35 ? loyal(member, group, day) : group === 0 && member < 16;
  const lists = await Promise.all([loyal, shuffled].map(async (rsvp) => {
    const world = await readWorld(await makeFolder(rsvp));
    const [week] = replay(world, lastMondays(world, 1));
    const members = week!.known.map(({ member }) => member);
    return new Map(members.map((m) => [m.id, MODELS.score!(m, week!.pool, false)]));
  }));
  const [before, after] = lists;
  assert.ok(before!.size > 10);
  for (const [id, list] of before!) if (after!.has(id)) assert.deepEqual(after!.get(id), list);
});

Deno.test("replay() includes events that start with the Monday itself", async () => {
  const folder = await makeFolder(loyal);
  const events = await Deno.readTextFile(join(folder, "events.csv"));
  await Deno.writeTextFile(join(folder, "events.csv"), events.replaceAll("18:00:00", "00:00:00"));
  const world = await readWorld(folder);
  const [week] = replay(world, lastMondays(world, 1));
  const { pool, known } = week!;
  const first = pool.starts.indexOf(week!.monday);
  assert.ok(first >= 0 && known.some(({ chosen }) => chosen.has(first)));
  for (const model of ["score", "score_undiversified"]) {
    const lists = known.map(({ member }) => MODELS[model]!(member, pool, false));
    assert.ok(lists.some((list) => list.includes(first)), model);
  }
});

Deno.test("MODELS.score_undiversified sorts by score", async () => {
  const world = await readWorld(await makeFolder(loyal));
  const [week] = replay(world, lastMondays(world, 1));
  const { pool, known, cold } = week!;
  for (const { member } of [...known.slice(0, 5), ...cold.slice(0, 2)]) {
    const weights = DEFAULT_WEIGHTS[member.votes.length > 0 ? "familiar" : "discovery"];
    const scores = scoreAll(computeSignals(buildProfile(member, pool.now), pool), weights);
    const byScore = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, 10);
    assert.deepEqual(MODELS.score_undiversified!(member, pool, false), byScore);
  }
});

Deno.test("lastMondays() skips a truncated last week", async () => {
  const world = await readWorld(await makeFolder(loyal));
  const days = (mondays: number[]) => mondays.map((m) => new Date(m).toISOString().slice(0, 10));
  assert.deepEqual(days(lastMondays(world, 2)), ["2026-02-02", "2026-02-09"]);
  const broken = { ...world, events: world.events.slice(0, -8) };
  assert.deepEqual(days(lastMondays(broken, 1)), ["2026-02-02"]);
});

Deno.test("replay() lets a third of the new members declare a wrong category", async () => {
  const folder = await makeFolder((_, group, day) => group === 0 && day >= 35);
  const world = await readWorld(folder);
  const [week] = replay(world, lastMondays(world, 1));
  const wrong = week!.cold.filter(({ member }) => member.preferences["Field 0"] === undefined);
  assert.equal(week!.cold.length, 20);
  assert.ok(wrong.length >= 3 && wrong.length <= 11, `${wrong.length} of 20`);
  assert.ok(week!.cold.every(({ member }) => member.votes.length === 0));
});

Deno.test("readWorld() names a missing column and its table", async () => {
  const folder = await makeFolder(loyal);
  await Deno.writeTextFile(join(folder, "rsvps.csv"), "event,member\n1,2");
  await assert.rejects(readWorld(folder), /rsvps\.csv.*event_id, member_id missing/);
});

Deno.test("readWorld() names an unreadable table in one sentence", async () => {
  const folder = await Deno.makeTempDir();
  await assert.rejects(
    readWorld(folder),
    /^InputError: Cannot read .*\.csv as a table: there/,
  );
  await assert.rejects(
    readWorld(join(folder, "none")),
    /there is no such file; name a folder with/,
  );
});
