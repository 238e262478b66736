/** The same ids at every run: ranking breaks ties by them, and chooses by them what to try out. */
import type { Stack } from "../stack/stack.ts";

/** SQL for a UUID of version 8 (RFC 9562) that depends on a text alone; MD5 guards no secret here. */
export function uuidOf(text: string): string {
  return `overlay(overlay(md5(${text}) placing '8' from 13) placing '8' from 17)::uuid`;
}

/** Gives posts that nothing refers to yet the ids that they have at every run. */
export async function makeEventIdsStable(stack: Stack): Promise<void> {
  await stack.sql(`update public.events set id = ${uuidOf("source || ' ' || source_id")}`);
}
