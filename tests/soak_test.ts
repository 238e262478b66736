import assert from "node:assert/strict";
import { describeRun, momentOf, namesOfFailures, summaryOf, ZONES } from "./soak/run.ts";

const NOW = new Date("2026-11-30T12:00:00Z");

Deno.test("momentOf() is close to a boundary of the calendar in the run's zone", () => {
  const local = (zone: string, seed: number) =>
    new Intl.DateTimeFormat("sv", { timeZone: zone, dateStyle: "short", timeStyle: "medium" })
      .format(momentOf({ seed, zone }, NOW));
  for (const zone of ZONES) assert.equal(local(zone, 11), "2028-12-31 23:59:20", zone);
  assert.equal(local("Asia/Kathmandu", 23), "2028-02-29 23:59:20");
  assert.equal(local("UTC", 1), "2027-02-28 23:59:20");
  assert.deepEqual(
    momentOf({ seed: 5, zone: "UTC" }, NOW),
    momentOf({ seed: 5, zone: "UTC" }, NOW),
  );
});

Deno.test("describeRun() gives the options that repeat a run", () => {
  const run = { seed: 7, zone: "Asia/Kathmandu", at: NOW, only: "." };
  const options = "--runs 1 --seed 7 --zone Asia/Kathmandu --at 2026-11-30T12:00:00.000Z";
  assert.equal(describeRun(run), `deno task test:soak ${options}`);
  assert.equal(describeRun({ ...run, only: "dev" }), `deno task test:soak ${options} --only dev`);
});

Deno.test("summaryOf() and namesOfFailures() read the end of deno test", () => {
  const failed = `a test ... FAILED (3ms)

 ERRORS 

a test => ./a_test.ts:1:6
error: AssertionError

 FAILURES 

a test => ./a_test.ts:1:6
another ... a step => ./b_test.ts:9:9

FAILED | 24 passed (6 steps) | 2 failed (2m2s)

error: Test failed
`;
  assert.equal(summaryOf(failed), "FAILED | 24 passed (6 steps) | 2 failed");
  assert.deepEqual(namesOfFailures(failed), [
    "a test => ./a_test.ts:1:6",
    "another ... a step => ./b_test.ts:9:9",
  ]);
  assert.equal(
    summaryOf("ok | 9 passed | 0 failed | 1 ignored (640ms)\n"),
    "ok | 9 passed | 0 failed | 1 ignored",
  );
  assert.deepEqual(namesOfFailures("error: Type checking failed."), []);
  assert.equal(summaryOf("error: Type checking failed."), "no summary");
});

Deno.test("DENO_CLOCK_OFFSET_MS shifts only new Date(), Date.now() and Date()", async () => {
  const clock = new URL("../dev/stack/shifted_clock.ts", import.meta.url).href;
  const script = `console.log(JSON.stringify([
    new Date().getFullYear(), new Date(Date.now()).getFullYear(), Number(/ (\\d{4}) /.exec(Date())[1]),
    new Date(0).getTime(), new Date() instanceof Date, new Date(2001, 1).getMonth(),
  ]))`;
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", `await import(${JSON.stringify(clock)}); ${script}`],
    env: { DENO_CLOCK_OFFSET_MS: String(100 * 366 * 86_400_000), NO_COLOR: "1" },
  }).output();
  const said = new TextDecoder().decode(stdout);
  assert.ok(said, new TextDecoder().decode(stderr));
  const [year, now, text, ...rest] = JSON.parse(said);
  assert.ok(year > 2120 && now === year && text === year, said);
  assert.deepEqual(rest, [0, true, 1]);
});
