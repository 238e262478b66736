/** The HTML part: frame, head, question and footer of the mail. */
import { html, raw } from "hono/html";
import { eventRow, leadRow } from "./html_event.ts";
import { link, TABLE } from "./html_parts.ts";
import { STYLE, STYLE_SHEET } from "./styles.ts";
import type { IssueView } from "./view.ts";

/** The lines that a mail program shows before the mail is opened. */
export interface Headlines {
  subject: string;
  preheader: string;
}

/** Renders an issue as an HTML document. */
export function renderHtml(view: IssueView, { subject, preheader }: Headlines): string {
  const page = html`
    <!DOCTYPE html>
    <html lang="en" dir="ltr">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
        <meta name="x-apple-disable-message-reformatting">
        <title>${subject}</title>
        <style>${raw(STYLE_SHEET)}</style>
      </head>
      <body class="page" style="${STYLE.page}">
        <div style="${STYLE.hidden}">${preheader}</div>
        <table ${TABLE} class="page" width="100%" style="${STYLE.outer}">
          <tr>
            <td align="center">
              <!--[if mso]><table ${TABLE} width="600"><tr><td><![endif]-->
              ${sheet(view)}
              ${foot(view)}
              <!--[if mso]></td></tr></table><![endif]-->
            </td>
          </tr>
        </table>
      </body>
    </html>
  `;
  // Removes the indentation above, which only helps readers of this file.
  return page.toString().replace(/\n\s+/g, "\n").trimStart();
}

function sheet(view: IssueView) {
  return html`
    <table ${TABLE} class="sheet ink" width="100%" style="${STYLE.sheet}">
      ${masthead(view)}
      ${view.question && questionRow(view.question)}
      ${leadRow(view.lead)}
      ${view.others.map(eventRow)}
      <tr>
        <td style="${STYLE.end}">&nbsp;</td>
      </tr>
    </table>
  `;
}

function masthead({ community, heading, intro }: IssueView) {
  return html`
    <tr>
      <td class="pad" style="${STYLE.masthead}">
        <p class="accent" style="${STYLE.community}">${community}</p>
        <h1 style="${STYLE.heading}">${heading}</h1>
        <p class="soft" style="${STYLE.intro}">${intro}</p>
      </td>
    </tr>
  `;
}

function questionRow({ text, options }: NonNullable<IssueView["question"]>) {
  const answers = options.map(({ label, url }) =>
    html`
      ${link(url, label, STYLE.answer)} &nbsp;
    `
  );
  return html`
    <tr>
      <td class="pad" style="${STYLE.section}">
        <table ${TABLE} width="100%">
          <tr>
            <td class="tint" style="${STYLE.questionBox}">
              <p style="${STYLE.question}">${text}</p>
              ${answers}
            </td>
          </tr>
        </table>
      </td>
    </tr>
  `;
}

function foot({ footnote, links, community, site, address }: IssueView) {
  return html`
    <table ${TABLE} width="100%" style="${STYLE.foot}">
      <tr>
        <td class="pad soft" style="${STYLE.footCell}">
          <p style="${STYLE.footnote}">${footnote}</p>
          <p style="${STYLE.footnote}">
            ${link(links.unsubscribe, "Unsubscribe", STYLE.footLink)} &nbsp;
            ${link(links.preferences, "Choose what you get", STYLE.footLink)} &nbsp;
            ${link(site, community, STYLE.footLink)}
          </p>
          ${address && html`<p style="${STYLE.footnote}">${address}</p>`}
        </td>
      </tr>
    </table>
  `;
}
