/** Reads a file of posts. */
import {
  parsePosts,
  type Post,
  type Rejection,
} from "../../supabase/functions/_shared/post/post.ts";
import { InputError } from "../cli/errors.ts";
import { fileFault } from "../cli/files.ts";
import { printable } from "./report.ts";

/**
 * Reads and validates posts; invalid ones are in `rejected`.
 *
 * @param read returns the bytes of the file; the message of its error is reported
 * @throws {InputError} if the file cannot be read, is not UTF-8, not JSON or not an array
 */
export async function readPosts(
  file: string,
  read: (file: string) => Promise<Uint8Array>,
): Promise<{ posts: Post[]; rejected: Rejection[] }> {
  const bytes = await read(file).catch((error) => {
    throw refusal(file, fileFault(error));
  });
  return parsePosts(listIn(file, jsonIn(file, textIn(file, bytes))));
}

function textIn(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refusal(file, "it is not UTF-8 text; export it again as UTF-8");
  }
}

function jsonIn(file: string, text: string): unknown {
  try {
    return JSON.parse(text, exactIds);
  } catch (error) {
    throw refusal(file, `it is not JSON (${error instanceof Error ? error.message : error})`);
  }
}

/** The digits of a numeric id as written, because a long number would be rounded. */
function exactIds(key: string, value: unknown, context?: { source?: string }): unknown {
  const isRounded = key === "id" && typeof value === "number" && !Number.isSafeInteger(value);
  return isRounded && /^\d+$/.test(context?.source ?? "") ? context!.source : value;
}

function listIn(file: string, json: unknown): unknown[] {
  if (Array.isArray(json)) return json;
  throw refusal(file, "it holds no JSON array of posts");
}

function refusal(file: string, why: string): InputError {
  return new InputError(printable(`Cannot read ${file} as posts: ${why}`));
}
