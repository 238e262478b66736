/**
 * `deno task demo`: turns club posts into events, recommends events with reasons, and delivers
 * newsletters to a mailbox. Runs on an embedded Supabase that ends with the command.
 */
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { resolve } from "node:path";
import type { Recommendation } from "../../supabase/functions/_shared/event/event.ts";
import { parsePosts, type Post } from "../../supabase/functions/_shared/post/post.ts";
import { runCommand } from "../cli/command.ts";
import { makeFolder } from "../cli/files.ts";
import { countDuplicates, writeMails } from "./mails.ts";
import { castVotes, type DemoMember, makeDue, makeMembers, PASSWORD } from "./members.ts";
import { DEMO, type DemoOptions } from "./options.ts";
import { runStage, runUntilDone } from "./pipeline.ts";
import { memberText, stageLine } from "./print.ts";
import { makePostIdsStable } from "./stable_ids.ts";
import { loadPosts } from "../ingest/load.ts";
import { readPosts } from "../ingest/input.ts";
import { pictureUrl } from "../stack/pictures.ts";
import { SAMPLE_PICTURES, samplePosts } from "../sample/posts.ts";
import { type Stack, startStack } from "../stack/stack.ts";

const TIME_ZONE = "Australia/Melbourne";

/** Number of members printed with their events. */
const SHOWN = 3;

/** Output of `--json`. */
export interface DemoResult {
  /** Entries of the file. */
  posts: number;
  ingested: number;
  rejected: number;
  /** Events with a date that were read from posts. */
  events: number;
  /** Events without a category, because the provider was not sure of one. */
  needs_review: number;
  failed: number;
  embedded: number;
  members: number;
  /** Members with at least one recommended event. */
  recommended: number;
  mails_sent: number;
  /** Mails delivered twice to the same member, although every newsletter job ran twice. */
  duplicates: number;
  seconds: number;
  mail_dir: string;
}

/**
 * Runs the pipeline.
 *
 * @param say prints a line of text
 * @returns the result, and the running stack, which the caller must stop
 */
export async function demo(
  options: DemoOptions,
  say: (line: string) => void,
): Promise<{ result: DemoResult; stack: Stack }> {
  const started = performance.now();
  await makeFolder(options.out); // checked before the work, because it is filled only at the end
  const seconds = () => (performance.now() - started) / 1000;
  const tell = (name: string, what: string) => say(stageLine(name, what, seconds()));

  const { posts, rejected } = options.posts
    ? await readPosts(options.posts, (file) => Deno.readFile(file))
    : parsePosts(samplePosts(options.now, TIME_ZONE));
  for (const { position, reason } of rejected) say(`post ${position} rejected: ${reason}`);

  const stack = await startStack({
    now: options.now,
    // One run each, even on a busy machine; on the platform the next run would continue.
    settings: () => ({ MAIL_FROM: "newsletter@connect3.example", CPU_BUDGET_MS: "600000" }),
    log: say,
  });
  try {
    tell("stack", "an embedded Supabase in memory, on " + stack.url);
    const client = (key: string): SupabaseClient =>
      createClient(stack.url, key, { auth: { persistSession: false } });
    const service = client(stack.secretKey);

    const pictured = options.posts ? posts : posts.map((post) => withPicture(post, stack.url));
    let ingested = 0;
    for await (const { inserted, updated, unchanged } of loadPosts(service, stack.url, pictured)) {
      ingested += inserted + updated + unchanged;
    }
    await makePostIdsStable(stack);
    tell("ingest", `${ingested} posts loaded, ${rejected.length} rejected`);

    const anonymous = () => client(stack.publishableKey);
    const made = { count: options.members, signUps: SHOWN, stack, service, anonymous };
    const members = await makeMembers(made);
    await makeDue(stack, options.now, TIME_ZONE);
    tell("members", `${members.length} signed up`);

    const read = await runUntilDone(stack, "classify events");
    tell(
      "classify-events",
      `${read.classified} posts read, ${read.needs_review} of them need review`,
    );
    const vectors = await runUntilDone(stack, "embed events");
    tell("embed-events", `${vectors.embedded} events embedded`);
    const voters = await castVotes(stack, members, options.now);
    tell("votes", `${voters.length} votes on past events`);

    const recommended = await recommendToAll(service, members);
    tell("recommend", `${recommended} of ${members.length} members have events to go to`);
    for (const member of members.slice(0, SHOWN)) {
      const items = await asMember(anonymous(), member);
      say(`\n${memberText(member, voters.includes(member.id), items, TIME_ZONE)}`);
    }
    say("");

    let sent = 0;
    for (let more = true; more;) {
      const counts = await runStage(stack, "send newsletters");
      sent += Number(counts.sent);
      more = Number(counts.sent) > 0 && Number(counts.remaining) > 0;
    }
    const off = members.filter(({ subscribed }) => !subscribed).length;
    tell(
      "send-newsletters",
      `${sent} newsletters sent (${off} of ${members.length} members have theirs switched off)`,
    );
    await runStage(stack, "send newsletters");
    const messages = stack.mailbox.messages();
    const duplicates = countDuplicates(messages);
    tell("", `run once more: ${messages.length - sent} sent, ${duplicates} duplicates`);
    await writeMails(options.out, messages, stack.url);

    const { data: status, error } = await service.rpc("pipeline_status", { p_now: options.now });
    if (error) throw new Error(`Cannot read the pipeline's status: ${error.message}`);
    const result: DemoResult = {
      posts: posts.length + rejected.length,
      ingested,
      rejected: rejected.length,
      events: status.events.published,
      needs_review: status.posts.needs_review + status.events.needs_review,
      failed: status.posts.failed + status.events.failed,
      embedded: status.embedded,
      members: members.length,
      recommended,
      mails_sent: messages.length,
      duplicates,
      seconds: Math.round(seconds() * 10) / 10,
      mail_dir: resolve(options.out),
    };
    return { result, stack };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

/** Replaces the sample's picture, which is on an unused domain, by one that the stack serves. */
function withPicture(post: Post, url: string): Post {
  if (post.media_url === null) return post;
  const name = post.media_url.slice(SAMPLE_PICTURES.length).replace(/\.jpg$/, "");
  return { ...post, media_url: pictureUrl(url, name) };
}

/** Calls `recommend` like a frontend: signed in, with the member's own token. */
async function asMember(
  client: SupabaseClient,
  { email }: DemoMember,
): Promise<Recommendation[]> {
  const { error } = await client.auth.signInWithPassword({ email, password: PASSWORD });
  if (error) throw new Error(`Cannot sign in ${email}: ${error.message}`);
  const answer = await client.functions.invoke("recommend", { body: { limit: 5 } });
  if (answer.error) throw new Error(`Cannot recommend to ${email}: ${answer.error.message}`);
  return answer.data.items;
}

async function recommendToAll(
  service: SupabaseClient,
  members: DemoMember[],
): Promise<number> {
  let served = 0;
  for (const { id } of members) {
    const { data, error } = await service.functions.invoke("recommend", { body: { user_id: id } });
    if (error) throw new Error(`Cannot recommend to ${id}: ${error.message}`);
    if (data.items.length > 0) served++;
  }
  return served;
}

async function main(options: DemoOptions): Promise<void> {
  const say = options.json ? () => {} : (line: string) => console.log(line);
  const { result, stack } = await demo(options, say);
  if (options.json) console.log(JSON.stringify(result));
  else say(`\nThe mails lie in ${result.mail_dir} (open one of the .html files).`);
  if (!options.keep) return await stack.stop();
  say(`Still running until Ctrl-C. Read the mails at ${stack.mailbox.url}`);
  Deno.addSignalListener("SIGINT", () => stack.stop().then(() => Deno.exit(0)));
  await new Promise(() => {});
}

if (import.meta.main) {
  await runCommand(DEMO, (options) => main({ ...options, now: options.now ?? new Date() }));
}
