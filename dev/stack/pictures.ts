/**
 * Drawn pictures for the sample's posts, which have none: /pictures/NAME.svg, equal for equal
 * names. Many mail programs show no SVG, but the stack's mailbox, a browser page, does.
 */
import type { Handler } from "./gateway.ts";
import { chance } from "../sample/chance.ts";

/** Serves all paths under /pictures. */
export const servePictures: Handler = (request) => {
  const [, name] = /^\/pictures\/([\w-]{1,100})\.svg$/.exec(new URL(request.url).pathname) ?? [];
  if (!name) return Response.json({ message: "No such picture" }, { status: 404 });
  return new Response(drawPicture(name), {
    headers: {
      "content-type": "image/svg+xml",
      "content-security-policy": "default-src 'none'",
      "x-content-type-options": "nosniff",
    },
  });
};

/** Address of a picture on the stack at `url`; the name may have letters, digits, "_" and "-". */
export const pictureUrl = (url: string, name: string): string => `${url}/pictures/${name}.svg`;

/** A mail's HTML with the stack's pictures embedded, to read without a running stack. */
export function withPictures(html: string, url: string): string {
  return html.split(`${url}/pictures/`).map((part, i) =>
    i === 0 ? part : part.replace(
      /^([\w-]+)\.svg/,
      (_, name) => `data:image/svg+xml,${encodeURIComponent(drawPicture(name))}`,
    )
  ).join("");
}

/** Draws two muted colours, two discs, and the initials in the middle, visible in every crop. */
export function drawPicture(name: string): string {
  const luck = (what: string) => chance(name, "picture", what);
  const hue = Math.floor(luck("hue") * 360);
  const [dark, light] = [`hsl(${hue},38%,36%)`, `hsl(${(hue + 50) % 360},42%,58%)`];
  const initials = name.split(/[-_]+/).filter(Boolean).slice(0, 2).map((word) => word[0]).join("");
  const disc = (what: string) =>
    `<circle cx="${Math.round(200 + luck(`${what} x`) * 800)}" ` +
    `cy="${Math.round(luck(`${what} y`) * 675)}" ` +
    `r="${Math.round(140 + luck(`${what} size`) * 200)}" fill="#fff" fill-opacity=".1"/>`;
  return '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="675" viewBox="0 0 1200 675">' +
    `<linearGradient id="g" x2="1" y2="1"><stop stop-color="${dark}"/>` +
    `<stop offset="1" stop-color="${light}"/></linearGradient>` +
    `<rect width="1200" height="675" fill="url(#g)"/>${disc("first")}${disc("second")}` +
    '<text x="600" y="338" dy=".36em" text-anchor="middle" font-family="sans-serif" ' +
    `font-size="220" fill="#fff" fill-opacity=".85">${initials.toUpperCase()}</text></svg>`;
}
