/**
 * `deno task ingest FILE`: validates a club's export and loads the valid posts. Reports every
 * rejected entry by its position, so that nothing is lost silently.
 */
import { createClient } from "@supabase/supabase-js";
import type { Post } from "../../supabase/functions/_shared/post/post.ts";
import { usageOf } from "../cli/command.ts";
import { InputError, UsageError } from "../cli/errors.ts";
import { readPosts } from "./input.ts";
import { type Counts, LoadError, loadPosts, taken } from "./load.ts";
import { type Env, INGEST, type Options, readOptions } from "./options.ts";
import { readEnvFile } from "../stack/settings.ts";
import { printable, progressText, rejectionLine, summaryLine } from "./report.ts";

/** The process around the command; replaced in tests. */
export interface Io {
  env: Env;
  /** Reads the bytes of a file, or of standard input for "-". */
  read(file: string): Promise<Uint8Array>;
  out(text: string): void;
  err(text: string): void;
  /** True if `err` is a terminal. */
  isTerminal: boolean;
}

/**
 * Runs the command and returns its exit code: 0, 1 (posts rejected or not loaded) or 2 (wrong
 * arguments).
 */
export async function ingest(args: string[], io: Io): Promise<number> {
  try {
    const options = readOptions(args, io.env);
    if (options) return await run(options, io);
    io.out(`${usageOf(INGEST)}\n`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`${error.message}\n\n${usageOf(INGEST)}\n`);
      return 2;
    }
    if (!(error instanceof InputError)) throw error;
    io.err(`${error.message}\n`);
    return 1;
  }
}

async function run(options: Options, io: Io): Promise<number> {
  const { posts, rejected } = await readPosts(options.file, io.read);
  for (const rejection of rejected) io.err(`${rejectionLine(options.file, rejection)}\n`);
  const { counts, failure } = await load(options, posts, io);
  if (failure) io.err(`${printable(failure, options.key)}\n`);
  io.out(`${summaryLine(counts, rejected.length, posts.length - taken(counts))}\n`);
  return failure || rejected.length > 0 ? 1 : 0;
}

/** Loads the posts. A failure ends the work, but the report still includes the batches before. */
async function load({ url, key }: Options, posts: Post[], io: Io) {
  const db = createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false } });
  const counts: Counts = { inserted: 0, updated: 0, unchanged: 0 };
  try {
    for await (const batch of loadPosts(db, url, posts)) {
      counts.inserted += batch.inserted;
      counts.updated += batch.updated;
      counts.unchanged += batch.unchanged;
      io.err(progressText(taken(counts), posts.length, io.isTerminal));
    }
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    if (io.isTerminal && taken(counts) > 0) io.err("\n"); // keeps the progress line visible
    return { counts, failure: error.message };
  }
  return { counts };
}

async function readAll(file: string): Promise<Uint8Array> {
  if (file !== "-") return await Deno.readFile(file);
  return new Uint8Array(await new Response(Deno.stdin.readable).arrayBuffer());
}

if (import.meta.main) {
  const encoder = new TextEncoder();
  Deno.exitCode = await ingest(Deno.args, {
    env: { ...readEnvFile(new URL("../../.env", import.meta.url)), ...Deno.env.toObject() },
    read: readAll,
    out: (text) => void Deno.stdout.writeSync(encoder.encode(text)),
    err: (text) => void Deno.stderr.writeSync(encoder.encode(text)),
    isTerminal: Deno.stderr.isTerminal(),
  });
}
