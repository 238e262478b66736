/**
 * Stand-in for the site's page that links of a mail open. It asks for the effect of the token in
 * its address, and posts the token when the reader clicks. It only calls the feedback function, so
 * a real site can reuse it unchanged.
 */
import { html } from "hono/html";
import type { Handler } from "./gateway.ts";
import { page } from "./layout.ts";

/** Serves /site, the target of links (SITE_URL), and /site/preferences (PREFERENCES_URL). */
export const serveSite: Handler = async (request) => {
  const { pathname } = new URL(request.url);
  if (pathname === "/site") {
    return await page({ title: "Your answer", body: ANSWER, style: STYLE, script: SCRIPT });
  }
  if (pathname === "/site/preferences") {
    return await page({ title: "Choose what you get", body: PREFERENCES, style: STYLE });
  }
  return Response.json({ message: "Not found" }, { status: 404 });
};

const card = (content: ReturnType<typeof html>) =>
  html`
    <main class="narrow">
      <section class="card">
        <p class="soft">Stand-in for your community’s site</p>
        ${content}
      </section>
    </main>
  `;

const ANSWER = card(html`
  <h1 id="text" aria-live="polite">One moment …</h1>
  <p id="detail"></p>
  <p><button id="press" class="main" hidden></button></p>
`);

const PREFERENCES = card(html`
  <h1>Choose what you get</h1>
  <p>
    Here your site lets a signed-in member change the newsletter’s frequency, day and hour, and the
    categories they like: their rows of <code>users</code> and <code>user_preferences</code>.
  </p>
`);

const STYLE = `
  main.narrow { padding-top: 12dvh }
  .card { display: grid; gap: .75rem }
  .card > * { margin: 0 }
  .card > :first-child { font-size: .875rem }
  #detail:empty, p:has(> button[hidden]) { display: none }`;

const SCRIPT = `
  const FEEDBACK = "/functions/v1/feedback"; // elsewhere behind the project's URL
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
  const REFUSALS = {
    invalid_token: "This link is incomplete; open it from the mail again.",
    token_expired: "This link has expired; use a link of the newest newsletter.",
    undo_superseded: "You have chosen since; sign in to get the newsletter again.",
    account_blocked: "This account cannot vote at present.",
    test_link: "This link is from a test or preview; it changes nothing.",
  };
  const [text, detail, press] = ["text", "detail", "press"].map((id) => document.getElementById(id));

  function show(sentence, label, onPress, more = "") {
    text.textContent = sentence;
    detail.textContent = more;
    press.hidden = !label;
    press.textContent = label ?? "";
    press.onclick = onPress;
  }

  // Asking changes nothing, so it needs no press.
  async function ask() {
    const token = location.hash.slice(1);
    if (!token) return show("Links of a newsletter lead here; open one to answer.");
    await call("/question", token, ask, ({ action, event, category }) => {
      const [sentence, label] = QUESTIONS[action];
      show(about(sentence, event?.title ?? category?.label), label, () => send(token));
    });
  }

  const send = (token) =>
    call("", token, () => send(token), ({ action, event, undo_token }) =>
      show(about(DONE[action], event?.title), undo_token && "Undo", () => send(undo_token)));

  async function call(path, token, again, then) {
    press.disabled = true;
    try {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ token });
      const response = await fetch(FEEDBACK + path, { method: "POST", headers, body });
      const answer = await response.json();
      if (response.ok) return then(answer);
      const { code, message, hint } = answer.error ?? answer;
      if (code in REFUSALS) return show(REFUSALS[code]);
      const label = response.status < 500 ? undefined : "Try again";
      show("That did not work", label, again, [message, hint].filter(Boolean).join(". "));
    } catch {
      show("That did not work", "Try again", again, "There was no answer.");
    } finally {
      press.disabled = false;
    }
  }

  // As a function, so that no title is taken for a pattern.
  const about = (sentence, title) => sentence.replace("%", () => title ?? "this event");

  addEventListener("hashchange", ask);
  await ask();`;
