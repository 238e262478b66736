/**
 * Gives rows the same ids in every run, because ranking uses ids to break ties and to choose events
 * to explore.
 */
import type { Stack } from "../stack/stack.ts";

/**
 * SQL for a UUID of version 8 (RFC 9562) derived from a text. MD5 suffices, because no secret
 * depends on it.
 */
export function uuidOf(text: string): string {
  return `overlay(overlay(md5(${text}) placing '8' from 13) placing '8' from 17)::uuid`;
}

/** Gives posts their stable ids. They must be unread: ids of events follow from those of posts. */
export async function makePostIdsStable(stack: Stack): Promise<void> {
  await stack.sql(`update public.posts set id = ${uuidOf("source || ' ' || external_id")}`);
}
