/** Layout of the stack's pages: one style, light and dark, without external resources. */
import { html, raw } from "hono/html";

/** A piece of escaped HTML. */
export type Html = ReturnType<typeof html>;

const STYLE = `
  :root { color-scheme: light dark; --ground: light-dark(#f6f6f3, #16171a);
    --card: light-dark(#fff, #202227); --ink: light-dark(#1c1e21, #ececec);
    --soft: light-dark(#5b6068, #a3a8b0); --line: light-dark(#dfdfd9, #363a41);
    --accent: light-dark(#1d5bbf, #8fb8ff); --on-accent: light-dark(#fff, #10131a);
    --chosen: light-dark(#e8effb, #2a3344) }
  * { box-sizing: border-box }
  body { margin: 0; background: var(--ground); color: var(--ink);
    font: 16px/1.5 system-ui, sans-serif }
  a { color: var(--accent) }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem }
  .soft { color: var(--soft) }
  .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px;
    padding: 1.5rem }
  .narrow { max-width: 34rem; margin: 0 auto; padding: 2rem 1rem }
  button, .button { font: inherit; padding: .5rem 1rem; border-radius: 8px; cursor: pointer;
    border: 1px solid var(--line); background: var(--card); color: var(--ink);
    text-decoration: none; display: inline-block }
  button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent);
    font-weight: 600 }
  button[aria-pressed=true], .button[aria-current] { background: var(--chosen);
    border-color: var(--accent) }
  button:disabled { opacity: .6; cursor: default }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
  code { font: .875em/1.4 ui-monospace, monospace; overflow-wrap: anywhere }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .4rem 1.25rem; margin: 0 }
  dt { color: var(--soft) } dd { margin: 0; min-width: 0; overflow-wrap: anywhere }
`;

/** Contents of a page. */
export interface Page {
  title: string;
  body: Html | Promise<Html>;
  /** CSS for this page only. */
  style?: string;
  /** A module script for this page. */
  script?: string;
}

/** Renders a document. Its policy only allows requests to its own origin. */
export async function page({ title, body, style = "", script }: Page): Promise<Response> {
  const document = await html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>${raw(STYLE + style)}</style>
      </head>
      <body>
            ${body}
            ${script ? html`<script type="module">${raw(script)}</script>` : ""}
          </body>
    </html>
  `;
  return new Response(String(document), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "content-security-policy":
        "default-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-ancestors 'self'",
    },
  });
}
