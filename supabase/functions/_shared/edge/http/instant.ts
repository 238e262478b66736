/** An instant in a request's body, as epoch ms. */
import { z } from "zod";

export const instant = z.iso.datetime({
  offset: true,
  error: "must be an instant with offset, e.g. 2026-11-27T00:00:00+11:00",
}).transform((text) => Date.parse(text));
