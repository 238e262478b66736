/** One event in the mail, laid out with tables because Outlook ignores other layouts. */
import { html, raw } from "hono/html";
import { GAP, link, TABLE } from "./html_parts.ts";
import type { Language } from "./languages/language.ts";
import type { Look } from "./styles.ts";
import type { EventView } from "./view.ts";

/** What every part of the mail needs. */
export interface Frame {
  style: Look["style"];
  language: Language;
}

const SIDE_BY_SIDE = {
  start: raw(
    `<!--[if mso]><table role="presentation" width="552"><tr><td width="264" valign="top"><![endif]-->`,
  ),
  between: raw(`<!--[if mso]></td><td valign="top"><![endif]-->`),
  end: raw("<!--[if mso]></td></tr></table><![endif]-->"),
};

/** The best match: its whole picture, a larger title and the button. */
export function leadRow(event: EventView, frame: Frame) {
  const { style } = frame;
  return html`
    <tr>
      <td class="pad" style="${style.leadSection}">
        ${event.image ? besidePicture(event.image, event, frame) : leadFacts(event, frame)}
      </td>
    </tr>
  `;
}

/** On a narrow screen the facts move below the picture. No height, so posters are shown whole. */
function besidePicture(image: string, event: EventView, frame: Frame) {
  const { style } = frame;
  return html`
    ${SIDE_BY_SIDE.start}
    <div class="col" style="${style.picture}">
      <div class="mat tint" style="${style.mat}">
        <img src="${image}" alt="" width="240" style="${style.leadImage}">
      </div>
    </div>${SIDE_BY_SIDE.between}<div class="col" style="${style.facts}">
      <div class="gut" style="${style.gutter}">${leadFacts(event, frame)}</div>
    </div>
    ${SIDE_BY_SIDE.end}
  `;
}

function leadFacts(event: EventView, frame: Frame) {
  const { style } = frame;
  return html`
    ${facts(event, style.leadTitle, frame)}
    ${event.action && button(event.action, frame)}
    <p style="${style.links}">
      ${smallLinks(event, frame)}${GAP}
      ${link(event.links.google, frame.language.googleCalendar, style.link, "soft")}
    </p>
  `;
}

function button({ url, label }: NonNullable<EventView["action"]>, { style }: Frame) {
  return html`
    <table ${TABLE} style="${style.buttonRow}">
      <tr>
        <td class="fill" style="${style.button}">
          ${link(url, label, style.buttonText, "onAccent")}
        </td>
      </tr>
    </table>
  `;
}

/** An event in full, with a line above and a small picture beside its title. */
export function eventRow(event: EventView, frame: Frame) {
  const { style } = frame;
  const { action } = event;
  return html`
    <tr>
      <td class="pad" style="${style.section}">
        <table ${TABLE} width="100%">
          <tr>
            <td class="line" colspan="2" style="${style.rule}">&nbsp;</td>
          </tr>
          <tr>
            <td valign="top">${facts(event, style.title, frame)}</td>
            ${event.image && thumbnail(event.image, frame)}
          </tr>
        </table>
        <p style="${style.links}">
          ${action && link(action.url, action.label, style.action)}${action && GAP}
          ${smallLinks(event, frame)}
        </p>
      </td>
    </tr>
  `;
}

function thumbnail(image: string, { style }: Frame) {
  return html`
    <td class="thumb" align="right" valign="top" style="${style.thumbCell}">
      <div class="tint" style="${style.thumbMat}">
        <img src="${image}" alt="" width="120" style="${style.image}">
      </div>
    </td>
  `;
}

function facts(event: EventView, titleStyle: string, { style }: Frame) {
  const { date, time, title, action, host, place, summary, why } = event;
  const name = html`<span dir="auto">${title}</span>`;
  return html`
    <p class="accent" style="${style.when}">
      ${date}${time && html`, <span style="${style.nowrap}">${time}</span>`}
    </p>
    <h2 class="ink" style="${titleStyle}">
      ${action
        ? html`<a class="ink" href="${action.url}" style="${style.titleLink}">${name}</a>`
        : name}
    </h2>
    ${(host || place) &&
      html`<p class="soft" style="${style.fact}">${hostAndPlace(event, style)}</p>`}
    ${summary && html`<p dir="auto" style="${style.summary}">${summary}</p>`}
    ${why && html`<p class="soft" dir="auto" style="${style.why}">${why}</p>`}
  `;
}

function hostAndPlace({ host, place }: EventView, style: Look["style"]) {
  const by = host && html`<b class="ink" dir="auto" style="${style.host}">${host}</b>`;
  const at = place && html`<span dir="auto">${place}</span>`;
  return by && at ? html`${by} · ${at}` : by || at;
}

function smallLinks({ links }: EventView, { style, language }: Frame) {
  const small = (url: string, label: string) => link(url, label, style.link, "soft");
  return html`
    ${small(links.like, language.interested)}${GAP}
    ${small(links.dislike, language.notInterested)}${GAP}
    ${small(links.calendar, language.calendar)}
  `;
}

/** An event as one line: start, title, host and place, with one link. */
export function eventLine(event: EventView, { style }: Frame) {
  const { start, action, links } = event;
  return html`
    <tr>
      <td class="soft" valign="top" style="${style.time}">${start}</td>
      <td valign="top" style="${style.rowCell}">
        <a class="accent" href="${action?.url ?? links.calendar}" style="${style.rowLink}">
          ${lineWords(event, style)}
        </a>
      </td>
    </tr>
  `;
}

function lineWords({ title, host, place }: EventView, style: Look["style"]) {
  const where = [host, place].filter(Boolean).join(", ");
  return html`
    <b dir="auto" style="${style.rowTitle}">${title}</b>
    ${where && html`<br><span class="soft" dir="auto" style="${style.softText}">${where}</span>`}
  `;
}
