/**
 * `deno task bench:search`: latency of search and the hit rate of its cache on the embedded stack, over a log of
 * guests' queries: texts by Zipf's law, in odd spellings. Prints one table row a cache status.
 */
import { runCommand } from "../dev/cli/command.ts";
import { flag, whole } from "../dev/cli/options.ts";
import { mulberry32 } from "../supabase/functions/_shared/text/hash.ts";
import { inDays, inWorld, type Json, type World } from "./world.ts";

const THINGS =
  ("yoga,pottery,chess,quiz,choir,hiking,film,coding workshop,free food,live music,board games,football,dance class," +
    "volunteering,career advice,study group,book club,cooking,karaoke,debate").split(",");
const TIMES =
  ",tonight,tomorrow,this week,this weekend,next week,on friday,after 5,in september,not on mondays"
    .split(",");

const OPTIONS = {
  events: whole("N", "upcoming events", { from: 1, to: 5_000, fallback: 500 }),
  queries: whole("N", "queries of the log", { from: 1, to: 100_000, fallback: 2_000 }),
  json: flag("prints one JSON object instead"),
};

/** 200 texts: the n-th is asked in proportion to 1 / n. */
function logOf(count: number): string[] {
  const random = mulberry32(1);
  const texts = THINGS.flatMap((thing) => TIMES.map((time) => `${thing} ${time}`.trim()))
    .map((text) => ({ text, order: random() })).sort((a, b) => a.order - b.order);
  const weights = texts.map((_, i) => 1 / (i + 1));
  const whole = weights.reduce((a, b) => a + b, 0);
  return Array.from({ length: count }, () => {
    let left = random() * whole;
    const at = weights.findIndex((weight) => (left -= weight) < 0);
    const { text } = texts[Math.max(0, at)]!;
    return [text, text.toUpperCase(), `  ${text}`, `${text}?`][Math.floor(random() * 4)]!;
  });
}

async function fill({ stack, events }: World, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => {
    const thing = THINGS[i % THINGS.length]!;
    return {
      title: `${thing} ${i}`,
      text: `${thing} number ${i}. Everyone is welcome to our ${thing}. ${
        "Bring a friend. ".repeat(20)
      }`,
      location: `Room ${i}, House ${i % 50}`,
      starts_at: inDays(1 + (i % 60) + (i % 24) / 24),
    };
  });
  for (let at = 0; at < rows.length; at += 250) await events(...rows.slice(at, at + 250));
  await stack.sql("analyze");
}

interface Figures {
  queries: number;
  hit_rate: number;
  /** Milliseconds by cache status. */
  [status: string]: number | { n: number; p50: number; p95: number };
}

async function replay({ call, stack }: World, log: string[]): Promise<Figures> {
  const times: Record<string, number[]> = {};
  for (const [i, q] of log.entries()) {
    // Networks of their own: the limit is for one.
    const headers = { "x-forwarded-for": `10.${i % 200}.${i % 7}.1` };
    const start = performance.now();
    const { status, body } = await call("search", {
      key: stack.publishableKey,
      body: { q },
      headers,
    });
    const ms = performance.now() - start;
    if (status !== 200) throw new Error(`Cannot search: ${JSON.stringify(body)}`);
    (times[(body as Json).debug.cache_status] ??= []).push(ms);
  }
  const hits = (times.hit_memory?.length ?? 0) + (times.hit_table?.length ?? 0);
  const figures: Figures = { queries: log.length, hit_rate: hits / log.length };
  for (const [status, all] of Object.entries(times)) {
    const sorted = all.sort((a, b) => a - b);
    const at = (share: number) =>
      Math.round(10 * sorted[Math.floor(share * (sorted.length - 1))]!) / 10;
    figures[status] = { n: all.length, p50: at(0.5), p95: at(0.95) };
  }
  return figures;
}

await runCommand(
  { name: "bench:search", about: "Measures search on the embedded stack.", options: OPTIONS },
  ({ events, queries, json }) =>
    inWorld({ AI_PROVIDER: "offline" }, async (world) => {
      await fill(world, events);
      const key = world.stack.publishableKey;
      await world.call("search", { key, body: { q: "warm up" } });
      const figures = await replay(world, logOf(queries));
      console.log(json ? JSON.stringify(figures) : figures);
    }),
);
