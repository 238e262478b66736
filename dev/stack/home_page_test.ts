import assert from "node:assert/strict";
import type { CronRunner } from "./cron.ts";
import { serveHome } from "./home_page.ts";

const cron: CronRunner = {
  jobs: () =>
    Promise.resolve([
      { jobid: 1, jobname: "<b>report</b>", schedule: "* * * * *", command: "", active: true },
    ]),
  runJob: (jobname) =>
    jobname === "report"
      ? Promise.resolve({ jobname, status: "succeeded", return_message: "1 rows", answers: [] })
      : Promise.reject(new RangeError("no such job")),
  runDue: () => Promise.resolve([]),
  sendQueued: () => Promise.resolve([]),
  stop: () => Promise.resolve(),
};
const home = serveHome({ url: "http://x", publishableKey: "sb_publishable_x", cron });

const post = async (name: string, type: string) => {
  const init = {
    method: "POST",
    body: JSON.stringify({ name }),
    headers: { "content-type": type },
  };
  const response = await home(new Request("http://x/jobs", init));
  return [response.status, await response.json()];
};

Deno.test("serveHome() shows escaped jobs, the publishable key and links to the other pages", async () => {
  const text = await (await home(new Request("http://x/"))).text();
  assert.match(text, /&lt;b&gt;report&lt;\/b&gt;/);
  assert.match(text, /sb_publishable_x/);
  for (const page of ["/mailbox", "/site"]) assert.ok(text.includes(`href="${page}"`), page);
});

Deno.test("serveHome() runs a job for its own page, but not for another site's form", async () => {
  const [status, run] = await post("report", "application/json");
  assert.deepEqual([status, run.return_message], [200, "1 rows"]);
  assert.deepEqual(await post("x", "application/json"), [200, { message: "no such job" }]);
  assert.equal((await post("report", "text/plain"))[0], 405);
});
