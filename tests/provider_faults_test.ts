import assert from "node:assert/strict";
import {
  type Asked,
  completion,
  embeddings,
  type OpenaiServer,
  refuse,
  startOpenaiServer,
} from "./openai_server.ts";
import { insertion } from "./event_rows.ts";
import { assertRefused, inDays, inHours, inWorld, type Json, type World } from "./world.ts";

const soon = { "retry-after-ms": "1" };

/** Runs a test in a world with a local server as provider. */
async function withProvider(
  settings: Record<string, string>,
  work: (world: World, provider: OpenaiServer) => Promise<void>,
): Promise<void> {
  const provider = startOpenaiServer();
  const own = {
    AI_PROVIDER: "openai",
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: provider.key,
    OPENAI_MAX_RETRIES: "1",
    ...settings,
  };
  try {
    await inWorld(own, async (world) => {
      await work(world, provider);
      assert.ok(!world.log.join("\n").includes(provider.key), "the key is in the log");
    });
  } finally {
    await provider.stop();
  }
}

const CAPTION = (title: string) => `${title}\nThursday 21 August 2025, 6pm, Room 5\nAll welcome`;

/** Caption of the post in a request. */
const captionOf = ({ body }: Asked): string =>
  JSON.parse((body.messages as Json).at(-1).content).caption;

/** Waiting rows of a queue with their errors, and the minutes from its last run until the retry. */
const waiting = ({ stack }: World, queue: "read" | "embed") =>
  stack.sql(
    `select split_part(${queue === "read" ? "text" : "excerpt"}, E'\\n', 1) as title,
            ${queue}_attempts::int as attempts, ${queue}_error as error,
            case when isfinite(${queue}_not_before)
              then round(extract(epoch from ${queue}_not_before - r.finished_at) / 60)::int end as minutes
     from public.${queue === "read" ? "posts" : "events"},
       (select max(finished_at) as finished_at from public.pipeline_runs where stage = $1) r
     where ${queue}_error is not null order by 1`,
    [queue === "read" ? "classify-events" : "embed-events"],
  );

const lastRun = ({ stack }: World, stage: string) =>
  stack.sql<{ counts: Json; error: string | null; is_finished: boolean }>(
    `select counts, error, finished_at is not null as is_finished from public.pipeline_runs
     where stage = $1 order by started_at desc limit 1`,
    [stage],
  ).then(([row]) => row!);

Deno.test("classify-events assigns a post's failure to the post, and a provider's failure to no post", async (t) => {
  await withProvider({}, async (world, provider) => {
    const { call, run, ingest, stack, at } = world;
    const titles = ["Chess", "Draughts", "Go", "Refused"];
    await ingest(...titles.map((title) => ({ external_id: title, text: CAPTION(title) })));

    await t.step(
      "a provider that is down: 503 with Retry-After, and the rows are released",
      async () => {
        provider.always(() => refuse(503, null, "down", { ...soon, "retry-after": "120" }));
        const answer = await call("classify-events", { body: {} });
        assertRefused(answer, 503, "provider_down", "classify");
        assert.equal(answer.headers.get("retry-after"), "120");
        assert.deepEqual(
          await waiting(world, "read"),
          titles.map((title) => ({
            title,
            attempts: 0,
            minutes: 2,
            error: "The provider answers 503",
          })),
        );
        assert.deepEqual(await lastRun(world, "classify-events"), {
          counts: { claimed: 4, classified: 0, events: 0, needs_review: 0, failed: 0, given_up: 0 },
          error: "The provider answers 503",
          is_finished: true,
        });
        const before = provider.asked.length;
        assert.equal((await run("classify-events")).claimed, 0, "they rest until then");
        assert.equal(provider.asked.length, before);
      },
    );

    await t.step("a wrong key is reported with its remedy, without the key", async () => {
      provider.always(() => refuse(401, "invalid_api_key", `Incorrect: ${provider.key}`));
      await at(inHours(1));
      const answer = await call("classify-events", { body: {} });
      assertRefused(answer, 503, "provider_down", "classify");
      assert.equal(
        answer.body.error.message,
        "The provider answers 401 invalid_api_key; check OPENAI_API_KEY",
      );
      const kept = await stack.sql("select to_jsonb(p) as row from public.posts p");
      assert.ok(!JSON.stringify([answer.body, kept]).includes(provider.key));
    });

    await t.step(
      "a refused post keeps its error and is retried; others are not affected",
      async () => {
        provider.always((asked) => {
          if (!captionOf(asked).startsWith("Refused")) {
            return good(captionOf(asked).split("\n")[0]!);
          }
          return completion(null, { refusal: "I will not read this" });
        });
        await at(inHours(2));
        const counts = await run("classify-events");
        assert.deepEqual(counts, {
          claimed: 4,
          classified: 3,
          events: 3,
          needs_review: 0,
          failed: 1,
          given_up: 0,
        });
        assert.deepEqual(await waiting(world, "read"), [{
          title: "Refused",
          attempts: 1,
          minutes: 1,
          error: "The model refused: I will not read this",
        }]);
      },
    );

    await t.step(
      "after its last attempt a post is given up, stays visible, and can be retried",
      async () => {
        for (const [hours, given_up] of [[3, 0], [4, 0], [5, 0], [6, 1]] as const) {
          await at(inHours(hours));
          const counts = await run("classify-events");
          assert.deepEqual([counts.claimed, counts.given_up], [1, given_up], `${hours}`);
        }
        await at(inDays(2));
        assert.equal((await run("classify-events")).claimed, 0);
        const [status] = await stack.sql<{ failed: number }>(
          "select (public.pipeline_status($1) -> 'posts' ->> 'failed')::int as failed",
          [inDays(2)],
        );
        assert.equal(status!.failed, 1);
        await stack.sql("select public.retry_posts()");
        provider.always(null);
        const counts = await run("classify-events");
        assert.deepEqual([counts.claimed, counts.failed, counts.given_up], [1, 0, 0]);
      },
    );

    await t.step("an unchanged post costs nothing; a changed caption is read again", async () => {
      const before = provider.asked.length;
      await ingest({ external_id: "Chess", text: CAPTION("Chess") });
      assert.equal((await run("classify-events")).claimed, 0);
      await ingest({ external_id: "Chess", text: CAPTION("Chess, moved") });
      assert.equal((await run("classify-events")).claimed, 1);
      assert.equal(provider.asked.length, before + 1);
    });

    assert.deepEqual(provider.faults, []);
  });
});

Deno.test("embed-events stores no invalid vector, and embeds many texts per call", async (t) => {
  await withProvider({}, async (world, provider) => {
    const { call, run, stack, at } = world;
    const unit = (length: number) => Array.from({ length }, (_, i): number => i === 0 ? 1 : 0);
    // On different days, so that no two are merged.
    const insert = (title: string, days: number) =>
      stack.sql(...insertion([{ title, posted_at: inDays(-1), starts_at: inDays(days) }]));
    for (const [i, title] of ["Chess", "Draughts", "Go"].entries()) await insert(title, 3 + i);
    const vectors = () => stack.sql("select 1 from public.event_embeddings");

    await t.step("a provider that is down: 503, and the events are released", async () => {
      provider.always(() => refuse(429, "insufficient_quota", "", soon));
      assertRefused(await call("embed-events", { body: {} }), 503, "provider_down", "embed");
      assert.deepEqual(
        (await waiting(world, "embed")).map(({ attempts, minutes }) => [attempts, minutes]),
        [[0, 1], [0, 1], [0, 1]],
      );
    });

    const bad = {
      "a short vector": unit(511),
      "a vector of another model": unit(1536),
      "NaN, as JSON has it": unit(512).fill(NaN, 3, 4),
      "zeros": unit(512).fill(0),
    };
    let hours = 1;
    for (const [what, vector] of Object.entries(bad)) {
      await t.step(`${what} for one text: that event fails, the others are embedded`, async () => {
        await stack.sql("delete from public.event_embeddings");
        await stack.sql("update public.events set embed_attempts = 0, embed_error = null");
        provider.always(({ body }) =>
          embeddings(
            (body.input as string[]).map((text) => text.includes("Go") ? vector : unit(512)),
          )
        );
        await at(inHours(hours++));
        const counts = await run("embed-events");
        assert.deepEqual(counts, {
          claimed: 3,
          embedded: 2,
          failed: 1,
          given_up: 0,
          calls: 4,
          merged: 0,
        });
        assert.equal((await vectors()).length, 2);
        const [row] = await waiting(world, "embed");
        assert.deepEqual([row!.title, row!.attempts], ["Go", 1]);
        assert.match(`${row!.error}`, /^Cannot take a vector as /);
      });
    }

    await t.step("one call embeds all texts, and none is made without changes", async () => {
      provider.always(null);
      await stack.sql("delete from public.event_embeddings");
      await at(inHours(12));
      const counts = await run("embed-events");
      assert.deepEqual([counts.embedded, counts.calls], [3, 1]);
      const before = provider.asked.length;
      assert.deepEqual(await run("embed-events"), {
        claimed: 0,
        embedded: 0,
        failed: 0,
        given_up: 0,
        calls: 0,
        merged: 0,
      });
      assert.equal(provider.asked.length, before);
    });

    await t.step("a changed text is embedded again; all texts are for another model", async () => {
      await stack.sql("update public.events set location = 'Room 6' where title = 'Chess'");
      assert.equal((await run("embed-events")).embedded, 1);
      await world.with({ AI_PROVIDER: "offline" });
      assert.equal((await run("embed-events")).embedded, 3);
      assert.deepEqual(
        await stack.sql("select distinct model from public.event_embeddings"),
        [{ model: "offline/hashing@512" }],
      );
    });

    assert.deepEqual(provider.faults, []);
  });
});

/** An answer about an event with this title. */
function good(title: string): Response {
  return completion(JSON.stringify({
    kind: "event",
    title,
    summary: null,
    start_date: "2025-08-21",
    start_time: "18:00",
    end_date: null,
    end_time: null,
    location: "Room 5",
    is_online: false,
    organisers: ["Club"],
    category: "gaming_esports",
    confidence: 0.9,
  }));
}
