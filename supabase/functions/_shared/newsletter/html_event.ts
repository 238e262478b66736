/** One event in the mail, laid out with tables because Outlook ignores other layouts. */
import { html } from "hono/html";
import { cut } from "../text/clean.ts";
import { link, TABLE } from "./html_parts.ts";
import { STYLE } from "./styles.ts";
import type { EventView } from "./view.ts";

/** The best match, with a full-width picture and a larger title. */
export function leadRow(event: EventView) {
  return html`
    <tr>
      <td class="pad" style="${STYLE.section}">
        ${event.image && leadPicture(event.image, event.title)}
        ${facts(event, STYLE.leadTitle)}
        ${details(event)}
      </td>
    </tr>
  `;
}

/** Any other event, with a line above and a small picture beside its title. */
export function eventRow(event: EventView) {
  return html`
    <tr>
      <td class="pad" style="${STYLE.section}">
        <table ${TABLE} width="100%">
          <tr>
            <td class="line" colspan="2" style="${STYLE.rule}">&nbsp;</td>
          </tr>
          <tr>
            <td valign="top">${facts(event, STYLE.title)}</td>
            ${event.image && thumbnail(event.image, event.title)}
          </tr>
        </table>
        ${details(event)}
      </td>
    </tr>
  `;
}

function leadPicture(image: string, title: string) {
  return html`
    <table ${TABLE} width="100%">
      <tr>
        <td class="tint soft" style="${STYLE.frame}">
          <img src="${image}" alt="${alt(title)}" width="552" style="${STYLE.leadImage}">
        </td>
      </tr>
      <tr>
        <td style="${STYLE.gap}">&nbsp;</td>
      </tr>
    </table>
  `;
}

function thumbnail(image: string, title: string) {
  return html`
    <td class="thumb" width="120" align="right" valign="top" style="${STYLE.aside}">
      <table ${TABLE}>
        <tr>
          <td class="tint soft" style="${STYLE.frame}">
            <img src="${image}" alt="${alt(title)}" width="104" style="${STYLE.image}">
          </td>
        </tr>
      </table>
    </td>
  `;
}

/** Alternative text. Nothing but the title is known about the picture. */
function alt(title: string): string {
  return `Picture of the post: ${cut(title, 50)}`;
}

function facts({ when, title, post, place, by }: EventView, titleStyle: string) {
  const name = html`<span dir="auto">${title}</span>`;
  return html`
    <p class="accent" style="${STYLE.when}">${when}</p>
    <h2 style="${titleStyle}">
      ${post ? html`<a class="ink" href="${post}" style="${STYLE.titleLink}">${name}</a>` : name}
    </h2>
    ${place && html`<p class="soft" dir="auto" style="${STYLE.fact}">${place}</p>`}
    ${by && html`<p class="soft" dir="auto" style="${STYLE.fact}">${by}</p>`}
  `;
}

function details({ summary, why, links, post }: EventView) {
  return html`
    ${summary && html`<p dir="auto" style="${STYLE.summary}">${summary}</p>`}
    ${why && reason(why)}
    ${votes(links)}
    <p style="${STYLE.more}">
      ${post && link(post, "See the post", STYLE.link)}
      ${post && html`&nbsp;`}
      ${link(links.calendar, "Add to calendar", STYLE.link)}
    </p>
  `;
}

function reason(why: string) {
  return html`
    <p class="soft" style="${STYLE.why}">
      <b>Why this:</b> <span dir="auto">${why}</span>
    </p>
  `;
}

function votes({ like, dislike }: EventView["links"]) {
  const interested = link(like, "Interested", STYLE.primaryText, "onAccent");
  const notInterested = link(dislike, "Not interested", STYLE.secondaryText, "soft");
  return html`
    <table ${TABLE}>
      <tr>
        <td style="${STYLE.gap}">&nbsp;</td>
      </tr>
      <tr>
        <td class="fill" style="${STYLE.primary}">${interested}</td>
        <td width="10">&nbsp;</td>
        <td class="edge" style="${STYLE.secondary}">${notInterested}</td>
      </tr>
    </table>
  `;
}
