/** Facts that the source of a post states beside its text, as a calendar does. They win over what is read. Pure. */
import { z } from "zod";

const instant = z.iso.datetime({ offset: true });

/** Whether the event takes place, as a source says it. */
export const STATUSES = ["confirmed", "tentative", "cancelled", "postponed"] as const;

/** Absent or null: the source does not say. Times are instants, ISO 8601 with an offset. */
export const Given = z.object({
  title: z.string().nullish(),
  starts_at: instant.nullish(),
  /** The instant after the last moment. */
  ends_at: instant.nullish(),
  /** `starts_at` is then local midnight of the first day. */
  is_all_day: z.boolean().nullish(),
  location: z.string().nullish(),
  is_online: z.boolean().nullish(),
  organisers: z.array(z.string()).nullish(),
  status: z.enum(STATUSES).nullish(),
});
export type Given = z.infer<typeof Given>;

/**
 * Reads the column `given` of a post.
 *
 * @throws {TypeError} if it is malformed; the message names the field
 */
export function readGiven(value: unknown): Given | null {
  if (value === null || value === undefined) return null;
  const result = Given.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new TypeError(
    `Cannot read the facts of the source at given.${path.join(".") || "(root)"}: ${message}`,
  );
}
