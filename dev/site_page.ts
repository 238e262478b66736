import type { Handler } from "./gateway.ts";
import { html } from "hono/html";
import { page } from "./layout.ts";
export const serveSite: Handler = () => page({ title: "x", body: html`x` });
