/** A wrong setting costs no post its attempts, and a poisonous post affects no other. */
import assert from "node:assert/strict";
import {
  type Asked,
  completion,
  type OpenaiServer,
  refuse,
  startOpenaiServer,
} from "./openai_server.ts";
import { JSON_DRAFT, vectors } from "./providers/row.ts";
import { assertRefused, inHours, inWorld, type Json, NOW, type World } from "./world.ts";

const TITLES = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"];
const captionOf = ({ body }: Asked): string =>
  JSON.parse((body.messages as Json).at(-1).content).caption;
const isPost = ({ path }: Asked) => path === "chat/completions";

async function withPosts(
  work: (world: World, provider: OpenaiServer) => Promise<void>,
): Promise<void> {
  const provider = startOpenaiServer();
  const settings = {
    AI_PROVIDER: "openai",
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: provider.key,
    OPENAI_MAX_RETRIES: "0",
  };
  try {
    await inWorld(settings, async (world) => {
      await world.ingest(
        ...TITLES.map((title) => ({ external_id: title, text: `${title} o'clock chess` })),
      );
      await work(world, provider);
    });
  } finally {
    await provider.stop();
  }
}

/** Attempts and errors of unread posts. */
const unread = ({ stack }: World) =>
  stack.sql<{ attempts: number; error: string | null }>(
    `select read_attempts::int as attempts, read_error as error from public.posts
     where read_hash is null and read_not_before < 'infinity' order by read_error`,
  );

const lastError = async ({ stack }: World) =>
  (await stack.sql<{ error: string | null }>(
    "select error from public.pipeline_runs where stage = 'classify-events' order by started_at desc limit 1",
  ))[0]!.error;

/** Responses that refuse every post, and the named setting. */
const WRONG: [name: string, play: () => Response, setting: RegExp][] = [
  [
    "a named field",
    () => refuse(400, "unsupported_value", "no effort here, reasoning_effort"),
    /OPENAI_REASONING_EFFORT/,
  ],
  [
    "words that nobody knows",
    () => refuse(400, null, "Computer says no"),
    /OPENAI_EXTRACTION_MODEL/,
  ],
  ["a schema that is ignored", () => completion('{"kind":"event"}'), /OPENAI_EXTRACTION_MODEL/],
  [
    "answers that are cut off",
    () => completion("", { finish_reason: "length" }),
    /OPENAI_MAX_OUTPUT_TOKENS/,
  ],
];

Deno.test("classify-events gives up no post because of a setting", async (t) => {
  await withPosts(async (world, provider) => {
    let hours = 0;
    for (const [name, play, setting] of WRONG) {
      await t.step(`${name}: runs end with 503 without counting attempts`, async () => {
        provider.always((asked) => isPost(asked) ? play() : refuse(500, null));
        // For the first, as many runs as would give posts up; for the others one.
        for (let run = 0; run < (name === WRONG[0]![0] ? 5 : 1); run++) {
          await world.at(inHours(++hours));
          const { status, body } = await world.call("classify-events", { body: {} });
          assert.deepEqual([status, body.error.code], [503, "provider_down"]);
          assert.match(body.error.message, setting);
        }
        const posts = await unread(world);
        assert.deepEqual(posts.map(({ attempts }) => attempts), Array(8).fill(0));
        assert.match(`${await lastError(world)}`, setting);
      });
    }
    await t.step("after the setting is fixed, the next run reads all posts", async () => {
      provider.always(() => completion(JSON_DRAFT));
      await world.at(inHours(++hours));
      assert.equal((await world.run("classify-events")).classified, 8);
    });
  });
});

Deno.test("classify-events fails only a poisonous post, also if it is alone in its claim", async () => {
  await withPosts(async (world, provider) => {
    provider.always((asked) =>
      captionOf(asked).startsWith("Three")
        ? refuse(400, null, "Computer says no")
        : completion(JSON_DRAFT)
    );
    const counts = await world.run("classify-events");
    assert.deepEqual([counts.classified, counts.failed], [7, 1]);
    for (const hours of [1, 2, 3, 4]) {
      await world.at(inHours(hours));
      const { claimed, failed, given_up } = await world.run("classify-events");
      assert.deepEqual([claimed, failed + given_up], [1, 1]);
    }
    assert.deepEqual(await unread(world), [], "given up after five attempts");
  });
});

Deno.test("a model with a size known only to its server is embedded, compared and found", async () => {
  const provider = startOpenaiServer("Australia/Melbourne", {
    path: "embeddings",
    serve: (body) => vectors(body, 768),
  });
  const settings = {
    AI_PROVIDER: "openai",
    OPENAI_API_KEY: "sk-reader",
    OPENAI_EMBEDDING_BASE_URL: provider.url,
    OPENAI_EMBEDDING_KEY: provider.key,
    OPENAI_EMBEDDING_MODEL: "nomic-embed-text",
  };
  await inWorld(settings, async ({ stack, events, call, run }) => {
    const day = (days: number) => new Date(NOW.getTime() + days * 86_400_000).toISOString();
    const ids = await events({ title: "Chess", starts_at: day(3) }, {
      title: "Go",
      starts_at: day(4),
    });
    const models = await stack.sql("select distinct model from public.event_embeddings");
    assert.deepEqual(models, [{ model: "openai/nomic-embed-text@768" }]);
    assert.equal((await run("embed-events")).claimed, 0, "nothing is embedded twice");
    const kept = await stack.sql(
      "select octet_length(public.event_vectors('openai/nomic-embed-text', $1)) as bytes",
      [ids],
    );
    assert.deepEqual(kept, [{ bytes: 2 * (16 + 6 + 512) }], "recommend finds both");
    const checked = await call("embed-events", { body: { check: true } });
    assert.equal(checked.status, 200);
    assert.deepEqual([checked.body.embedding.native_size, checked.body.embedding.ok], [768, true]);
    assertRefused(await call("embed-events", { body: { check: 1 } }), 422, "invalid_body", "check");
  }).finally(() => provider.stop());
});
