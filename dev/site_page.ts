/**
 * Stand-in for the page of the community's site that the links in a mail lead to: it asks, and
 * posts the token of its address to the feedback function when the reader presses the button.
 */
import { Buffer } from "node:buffer";
import { html } from "hono/html";
import { labelOf } from "../supabase/functions/_shared/event.ts";
import { decodeClaims } from "../supabase/functions/_shared/links/claims.ts";
import type { Database } from "./database.ts";
import type { Handler } from "./gateway.ts";
import { page } from "./layout.ts";

/** Serves /site, and POST /site/question {token}, which says what a token is about. */
export function serveSite(database: Pick<Database, "query">): Handler {
  return async (request) => {
    if (request.method !== "POST") {
      return await page({ title: "Your answer", body: BODY, style: STYLE, script: SCRIPT });
    }
    const { token } = await request.json();
    return Response.json(await question(database, String(token)));
  };
}

/** Reads the token without checking it: the feedback function does, when it counts. */
async function question(database: Pick<Database, "query">, token: string) {
  const payload = token.split(".")[2] ?? "";
  const claims = decodeClaims(Buffer.from(payload, "base64url"));
  if (!claims) return { action: null };
  if ("category" in claims) return { action: claims.action, title: labelOf(claims.category) };
  if (!("event_id" in claims)) return { action: claims.action };
  const [event] = await database.query<{ title: string }>(
    "select title from public.events where id = $1",
    [claims.event_id],
  );
  return { action: claims.action, title: event?.title };
}

const BODY = html`<main class="narrow">
  <section class="card">
    <p class="soft">Stand-in for your community’s site</p>
    <h1 id="text" aria-live="polite">One moment …</h1>
    <p id="detail"></p>
    <p><button id="press" class="main" hidden></button></p>
  </section>
</main>`;

const STYLE = `
  main.narrow { padding-top: 12dvh }
  .card > :first-child { margin-top: 0; font-size: .875rem }
  .card > :last-child { margin-bottom: 0 }
  #detail:empty { display: none }
  button[hidden] { display: none }`;

const SCRIPT = `
  const QUESTIONS = {
    like: ["Interested in “%”?", "Yes, more like this"],
    dislike: ["Not interested in “%”?", "Yes, less like this"],
    undo: ["Take back your answer to “%”?", "Take it back"],
    prefer: ["More of “%”?", "Yes, I like that"],
    unsubscribe: ["Stop the newsletter?", "Unsubscribe"],
    resubscribe: ["Get the newsletter again?", "Subscribe"],
  };
  const DONE = {
    like: "Thank you: you will see more like “%”.",
    dislike: "Thank you: you will see less like “%”.",
    undo: "Your answer to “%” is taken back.",
    prefer: "Thank you: your next newsletter will know.",
    unsubscribe: "You will get no more newsletters.",
    resubscribe: "You will get the newsletter again.",
  };
  const [text, detail, press] = ["text", "detail", "press"].map((id) => document.getElementById(id));
  const post = (url, body) => fetch(url, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

  function show(sentence, title, label, token) {
    text.textContent = sentence.replace("%", title ?? "this event");
    detail.textContent = "";
    press.hidden = !label;
    press.textContent = label ?? "";
    press.onclick = () => send(token);
  }

  async function send(token) {
    press.disabled = true;
    const response = await post("/functions/v1/feedback", { token });
    const answer = await response.json();
    press.disabled = false;
    if (response.ok) {
      show(DONE[answer.action], answer.event?.title, answer.undo_token && "Undo", answer.undo_token);
    } else {
      show("That did not work");
      detail.textContent = [answer.error?.message ?? answer.message, answer.error?.hint]
        .filter(Boolean).join(". ");
    }
  }

  async function ask() {
    const token = location.hash.slice(1);
    const { action, title } = await (await post("/site/question", { token })).json();
    if (!action) return show("Open this page by a link of a newsletter");
    const [sentence, label] = QUESTIONS[action];
    show(sentence, title, label, token);
  }

  addEventListener("hashchange", ask);
  await ask();`;
