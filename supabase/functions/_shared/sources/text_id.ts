import { hash32 } from "../text/hash.ts";

/** 64 bits of a text, as a name. */
export function textId(text: string): string {
  return [`a${text}`, `b${text}`].map((salted) => hash32(salted).toString(16).padStart(8, "0"))
    .join("");
}
