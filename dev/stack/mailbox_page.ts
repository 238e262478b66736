/** The mailbox as a web page, and as JSON for tests: GET and DELETE /mailbox/messages. */
import { html, raw } from "hono/html";
import type { Handler } from "./gateway.ts";
import { page } from "./layout.ts";
import type { Mailbox, Message } from "./mailbox.ts";

type Store = Pick<Mailbox, "messages" | "clear">;

/** Serves all paths under /mailbox. */
export function serveMailbox(mailbox: Store): Handler {
  return (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const [, name = "", extension] = /^\/mailbox\/(\w+)(?:\.(\w+))?$/.exec(pathname) ?? [];
    if (pathname === "/mailbox") return showMailbox(mailbox.messages(), searchParams);
    if (name === "messages") return answerJson(mailbox, request.method);
    const message = mailbox.messages().find(({ id }) => String(id) === name);
    if (message && extension === "html") return showHtml(message);
    if (message && extension === "eml") return download(message);
    return Response.json({ message: "No such mail" }, { status: 404 });
  };
}

function answerJson(mailbox: Store, method: string): Response {
  if (method === "DELETE") mailbox.clear();
  return Response.json(mailbox.messages().map(({ source: _, ...message }) => message));
}

function download({ id, source }: Message): Response {
  return new Response(new Uint8Array(source), {
    headers: {
      "content-type": "message/rfc822",
      "content-disposition": `attachment; filename="mail-${id}.eml"`,
    },
  });
}

/**
 * Sandbox for hostile mails: styles and pictures, but no script, form or origin. Links open, and
 * files such as a calendar download, as in any mail program.
 */
const SANDBOX = "allow-popups allow-popups-to-escape-sandbox allow-downloads";

function showHtml({ html: content }: Message): Response {
  return new Response(`<base target="_blank">${content}`, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "referrer-policy": "no-referrer",
      "content-security-policy": `sandbox ${SANDBOX}; default-src 'none'; ` +
        "img-src http: https: data:; font-src https: data:; style-src 'unsafe-inline'",
    },
  });
}

const VIEWS = { html: "HTML", text: "Text", source: "Source" } as const;
const WIDTHS = { desktop: "Desktop", phone: "Phone" } as const;

interface Choice {
  id: number;
  view: keyof typeof VIEWS;
  width: keyof typeof WIDTHS;
}

/** The address contains the whole view, so that it can be saved, shared and photographed. */
function showMailbox(messages: readonly Message[], query: URLSearchParams): Promise<Response> {
  const newest = messages.toReversed();
  const message = newest.find(({ id }) => id === Number(query.get("id"))) ?? newest[0];
  const choice: Choice = {
    id: message?.id ?? 0,
    view: pick(VIEWS, query.get("view"), "html"),
    width: pick(WIDTHS, query.get("width"), "desktop"),
  };
  const body = html`
    <div class="mailbox">
      <nav aria-label="Mails">
          <header><a href="/">Stack</a><h1>Mailbox <small>${messages.length}</small></h1></header>
          <a id="new" class="button" href="/mailbox" hidden></a>
          ${newest.map((entry) => listEntry(entry, choice))}
        </nav>
      <main>${message ? viewer(message, choice) : html`<p class="soft">No mail yet.</p>`}</main>
    </div>
  `;
  return page({ title: "Mailbox", body, style: STYLE, script: watching(messages.length) });
}

function pick<K extends string>(names: Record<K, string>, value: string | null, otherwise: K): K {
  return value && Object.hasOwn(names, value) ? value as K : otherwise;
}

const address = ({ id, view, width }: Choice) => `/mailbox?id=${id}&view=${view}&width=${width}`;

const current = (isCurrent: boolean) => isCurrent ? raw('aria-current="true"') : "";

function listEntry({ id, to, subject, received_at }: Message, choice: Choice) {
  return html`<a class="entry" href="${address({ ...choice, id })}" ${current(id === choice.id)}>
    <b>${subject || "(no subject)"}</b><span class="soft">${to}</span>
    <time class="soft" datetime="${received_at}">${received_at.slice(11, 19)} GMT</time>
  </a>`;
}

function viewer(message: Message, choice: Choice) {
  const views = Object.entries(VIEWS) as [Choice["view"], string][];
  const widths = Object.entries(WIDTHS) as [Choice["width"], string][];
  return html`
    <header>
      <h2>${message.subject || "(no subject)"}</h2>
      <dl>
            <dt>From</dt><dd>${message.from}</dd>
            <dt>To</dt><dd>${message.to}</dd>
            ${message.attachments.map(attachment)}
          </dl>
      <div class="choices">
            ${views.map(([view, label]) =>
              option(label, { ...choice, view }, view === choice.view)
            )}
            <i></i>
            ${widths.map(([width, label]) =>
              option(label, { ...choice, width }, width === choice.width)
            )}
            <i></i>
            <a class="button" href="/mailbox/${message.id}.eml">Download .eml</a>
          </div>
    </header>
    <div class="paper ${choice.width}">${content(message, choice.view)}</div>
  `;
}

const attachment = ({ filename, type, bytes }: Message["attachments"][number]) =>
  html`
    <dt>Attached</dt>
    <dd>${filename} <span class="soft">${type}, ${bytes} bytes</span></dd>
  `;

const option = (label: string, choice: Choice, isCurrent: boolean) =>
  html`<a class="button" href="${address(choice)}" ${current(isCurrent)}>${label}</a>`;

function content({ id, html: mail, text, source }: Message, view: Choice["view"]) {
  if (view === "source") return html`<pre tabindex="0">${new TextDecoder().decode(source)}</pre>`;
  if (view === "text") return html`<pre tabindex="0">${text || "(no text part)"}</pre>`;
  if (!mail) return html`<p class="soft">This mail has no HTML part.</p>`;
  return html`<iframe src="/mailbox/${id}.html" sandbox="${SANDBOX}" title="The mail"></iframe>`;
}

/** Announces new mails instead of replacing the one being read. */
const watching = (known: number) => `
  const link = document.getElementById("new");
  setInterval(async () => {
    const count = (await (await fetch("/mailbox/messages")).json()).length;
    link.hidden = count === ${known};
    link.textContent = "Show " + Math.abs(count - ${known}) + " new";
  }, 3000);`;

const STYLE = `
  .mailbox { display: grid; grid-template: minmax(0, 1fr) / 20rem 1fr; height: 100dvh }
  nav { border-right: 1px solid var(--line); overflow: auto; background: var(--card) }
  nav header { padding: 1rem 1.25rem .5rem }
  nav h1 { margin: .25rem 0 } small { color: var(--soft); font-weight: 400 }
  #new { margin: 0 1.25rem .75rem }
  #new[hidden] { display: none }
  .entry { display: grid; grid-template-columns: 1fr auto; gap: 0 .75rem; padding: .7rem 1.25rem;
    border-top: 1px solid var(--line); color: inherit; text-decoration: none; font-size: .9rem }
  .entry b { grid-column: 1 / -1; font-weight: 600 }
  .entry span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
  .entry[aria-current] { background: var(--chosen); box-shadow: inset 3px 0 var(--accent) }
  .entry:hover { background: var(--chosen) }
  main { display: flex; flex-direction: column; min-width: 0; padding: 1rem 1.5rem; gap: 1rem }
  h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .5rem; overflow-wrap: anywhere }
  main dl { font-size: .9rem; gap: .1rem 1rem }
  .choices { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .75rem }
  .choices .button { padding: .25rem .75rem; font-size: .875rem }
  .choices i { width: .75rem }
  .paper { flex: 1; min-height: 0; width: 100%; margin: 0 auto; background: var(--card);
    border: 1px solid var(--line); border-radius: 12px; overflow: hidden; display: flex }
  .paper.phone { max-width: 390px }
  iframe { border: 0; width: 100%; background: #fff; color-scheme: inherit }
  pre { margin: 0; padding: 1rem; overflow: auto; flex: 1; white-space: pre-wrap;
    overflow-wrap: anywhere; font: .875rem/1.5 ui-monospace, monospace }
  .paper p { padding: 1rem }
  @media (max-width: 48rem) {
    .mailbox { display: block; height: auto }
    nav { border-right: 0; border-bottom: 1px solid var(--line); max-height: 38dvh }
    main { padding: 1rem; min-height: 100dvh }
    .choices i { display: none }
  }`;
