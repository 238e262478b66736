/** Start page of a stack: links to everything, and scheduled jobs to run by hand. */
import { html } from "hono/html";
import type { CronRunner, Job } from "./cron.ts";
import type { Handler } from "./gateway.ts";
import { page } from "./layout.ts";

/** Contents of the page. */
export interface HomeOptions {
  url: string;
  publishableKey: string;
  cron: CronRunner;
}

/** Serves / and POST /jobs {name}, which runs that job and returns its result. */
export function serveHome(options: HomeOptions): Handler {
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/") return show(options, await options.cron.jobs());
    // A page of another site cannot send JSON here without a preflight.
    const isJson = request.headers.get("content-type") === "application/json";
    if (request.method !== "POST" || !isJson) {
      return Response.json({ message: "POST {name} as JSON" }, { status: 405 });
    }
    const { name } = await request.json();
    return Response.json(await options.cron.runJob(name).catch(({ message }) => ({ message })));
  };
}

function show({ url, publishableKey }: HomeOptions, jobs: Job[]): Promise<Response> {
  const body = html`<main class="narrow">
    <h1>Embedded Supabase</h1>
    <p class="soft">Everything here runs on this machine and is reachable from it alone.</p>
    <p><a class="button" href="/mailbox">Mailbox</a> <a class="button" href="/site">Site</a></p>
    <section class="card">
      <dl>
        <dt>Project URL</dt><dd><code>${url}</code></dd>
        <dt>Publishable key</dt><dd><code>${publishableKey}</code></dd>
        <dt>Functions</dt><dd><code>/functions/v1/NAME</code></dd>
      </dl>
    </section>
    <h2>Scheduled jobs</h2>
    ${jobs.length ? jobs.map(jobCard) : html`<p class="soft">None: no migration scheduled any.</p>`}
  </main>`;
  return page({ title: "Embedded Supabase", body, style: STYLE, script: SCRIPT });
}

const jobCard = ({ jobname, schedule }: Job) =>
  html`
    <section class="card job">
      <div><b>${jobname}</b><br /><code class="soft">${schedule}</code> <span class="soft">GMT</span></div>
      <button data-job="${jobname}">Run now</button>
      <output aria-live="polite"></output>
    </section>
  `;

const STYLE = `
  h2 { font-size: 1.125rem; margin: 2rem 0 .75rem }
  .job { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center;
    justify-content: space-between; padding: 1rem 1.25rem; margin-bottom: .75rem }
  output { flex-basis: 100%; overflow-wrap: anywhere; font-size: .875rem }
  output:empty { display: none }`;

const SCRIPT = `
  for (const button of document.querySelectorAll("button[data-job]")) {
    const result = button.parentElement.querySelector("output");
    button.onclick = async () => {
      button.disabled = true;
      result.textContent = "Running …";
      const body = JSON.stringify({ name: button.dataset.job });
      const headers = { "content-type": "application/json" };
      const run = await (await fetch("/jobs", { method: "POST", headers, body })).json();
      const answers = (run.answers ?? []).map((answer) =>
        answer.error_msg ?? answer.status_code + " " + answer.content);
      result.textContent = [run.message ?? run.return_message, ...answers].join(" · ");
      button.disabled = false;
    };
  }`;
