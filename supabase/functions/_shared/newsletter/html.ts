/** The HTML part: frame, head, agenda, question and footer of the mail. */
import { html, raw } from "hono/html";
import { eventLine, eventRow, type Frame, leadRow } from "./html_event.ts";
import { GAP, link, PREHEADER_PADDING, TABLE } from "./html_parts.ts";
import { lookOf } from "./styles.ts";
import type { DayCell, IssueView } from "./view.ts";

/** The lines that a mail program shows before the mail is opened. */
export interface Headlines {
  subject: string;
  preheader: string;
}

/** Renders an issue as an HTML document. */
export function renderHtml(view: IssueView, { subject, preheader }: Headlines): string {
  const { style, sheets } = lookOf(view.accent);
  const { language } = view;
  const frame = { style, language };
  const page = html`
    <!DOCTYPE html>
    <html lang="${language.tag}" dir="${language.dir}">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
        <meta name="x-apple-disable-message-reformatting">
        <title>${subject}</title>
        ${sheets}
      </head>
      <body class="page" style="${style.page}">
        <div style="${style.hidden}">${preheader}${PREHEADER_PADDING}</div>
        <div role="article" aria-roledescription="email" aria-label="${subject}" lang="${language
          .tag}"
          dir="${language.dir}">
          <table ${TABLE} class="page" width="100%" style="${style.outer}">
            <tr>
              <td align="center">
              <!--[if mso]><table ${TABLE} width="600"><tr><td><![endif]-->
              ${sheet(view, frame)}
              ${foot(view, frame)}
              <!--[if mso]></td></tr></table><![endif]-->
            </td>
            </tr>
          </table>
        </div>
      </body>
    </html>
  `;
  // Removes the indentation above, which only helps readers of this file.
  return page.toString().replace(/\n\s+/g, "\n").trimStart();
}

function sheet(view: IssueView, frame: Frame) {
  return html`
    <table ${TABLE} class="sheet ink" width="100%" style="${frame.style.sheet}">
      ${header(view, frame)}
      ${top(view, frame)}
      ${leadRow(view.lead, frame)}
      ${view.question && questionRow(view.question, frame)}
      ${view.featured.map((event) => eventRow(event, frame))}
      ${view.groups.length > 0 && moreRow(view, frame)}
      <tr>
        <td style="${frame.style.end}">&nbsp;</td>
      </tr>
    </table>
  `;
}

function header({ community, logo }: IssueView, { style }: Frame) {
  return html`
    <tr>
      <td class="pad" style="${style.header}">
        <table ${TABLE} width="100%">
          <tr>
            ${logo &&
              html`
                <td width="44" style="${style.logoCell}">
                  <img src="${logo}" width="34" height="34" alt="" style="${style.logo}">
                </td>
              `}
            <td class="ink" style="${style.community}">${community}</td>
          </tr>
        </table>
      </td>
    </tr>
  `;
}

function top(view: IssueView, { style, language }: Frame) {
  const { date, heading, week, agenda, unnamed, zoneNote } = view;
  const lines = agenda.map(({ day, title, start }) =>
    html`
      <tr>
        <td class="agenda ink" valign="top" style="${style.agendaDay}">${day}</td>
        <td class="ink" valign="top" style="${style.agendaLine}">
          <span dir="auto">${title}</span>${start &&
            html`, <span class="soft" style="${style.agendaTime}">${start}</span>`}
        </td>
      </tr>
    `
  );
  const rest = html`
    <tr>
      <td></td>
      <td class="soft" style="${style.agendaLine};${style.softText}">${language.andMore(
        unnamed,
      )}</td>
    </tr>
  `;
  return html`
    <tr>
      <td class="pad" style="${style.top}">
        <p class="soft" style="${style.date}">${date}</p>
        <h1 class="ink" style="${style.heading}">${heading}</h1>
        <table ${TABLE} width="100%" aria-hidden="true" style="${style.strip}">
          <tr>${week.map((cell, i) => dayCell(cell, i, style))}</tr>
        </table>
        <table ${TABLE} width="100%" style="${style.agenda}">${lines}${unnamed > 0 && rest}</table>
        ${zoneNote && html`<p class="soft" style="${style.zone}">${zoneNote}</p>`}
      </td>
    </tr>
  `;
}

const CELL = {
  lead: { look: "fill onAccent", cell: "dayLead", number: "dayNumber" },
  on: { look: "tint accent", cell: "dayOn", number: "dayNumber" },
  off: { look: "off soft", cell: "dayOff", number: "dayNumberOff" },
} as const;

/** The agenda says the same in words, so screen readers skip the strip. */
function dayCell({ weekday, day, state }: DayCell, i: number, style: Frame["style"]) {
  const { look, cell, number } = CELL[state];
  return html`
    ${i > 0 && raw(`<td width="1%" style="${style.gap}">&nbsp;</td>`)}
        <td class="${look}" width="13%" align="center" style="${style[cell]}">
          ${weekday}<br><span style="${style[number]}">${day}</span>
        </td>
  `;
}

function questionRow({ text, options }: NonNullable<IssueView["question"]>, frame: Frame) {
  const { style, language } = frame;
  return html`
    <tr>
      <td class="pad" style="${style.leadSection}">
        <table ${TABLE} width="100%">
          <tr>
            <td class="tint" style="${style.questionBox}">
              <h2 class="ink" style="${style.question}">${text}</h2>
              <p class="soft" style="${style.fact}">${language.newcomer}</p>
              ${options.map(({ label, url }) =>
                html`
                  ${link(url, label, style.answer)}${GAP}
                `
              )}
            </td>
          </tr>
        </table>
      </td>
    </tr>
  `;
}

function moreRow({ groups, groupsWhy, unnamed }: IssueView, frame: Frame) {
  const { style, language } = frame;
  const days = groups.map(({ day, events }) =>
    html`
      <tr>
        <td class="line" colspan="2" style="${style.dayCell}">
          <h3 class="ink" style="${style.day}">${day}</h3>
        </td>
      </tr>
      ${events.map((event) => eventLine(event, frame))}
    `
  );
  return html`
    <tr>
      <td class="pad" style="${style.section}">
        <table ${TABLE} width="100%">
          <tr>
            <td class="line" style="${style.rule}">&nbsp;</td>
          </tr>
        </table>
        <h2 class="ink" style="${style.moreTitle}">${language.more(unnamed)}</h2>
        ${groupsWhy && html`<p class="soft" style="${style.why}">${groupsWhy}</p>`}
        <table ${TABLE} width="100%" style="${style.rows}">${days}</table>
      </td>
    </tr>
  `;
}

function foot({ footnote, links, community, site, address }: IssueView, frame: Frame) {
  const { style, language } = frame;
  const small = (url: string, label: string) => link(url, label, style.link, "soft");
  return html`
    <table ${TABLE} width="100%" style="${style.foot}">
      <tr>
        <td class="pad soft" style="${style.footCell}">
          <p style="${style.footnote}">${footnote}</p>
          <p style="${style.footnote}">
            ${small(links.unsubscribe, language.unsubscribe)}${GAP}
            ${small(links.preferences, language.preferences)}${GAP}
            ${small(site, community)}
          </p>
          ${address && html`<p style="${style.footnote}">${address}</p>`}
        </td>
      </tr>
    </table>
  `;
}
