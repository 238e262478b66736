/** The stack of `deno task dev --db` behaves the same on a server as embedded. */
import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import { loadPosts } from "../../dev/ingest/load.ts";
import { samplePosts } from "../../dev/sample/posts.ts";
import { startStack } from "../../dev/stack/stack.ts";
import { parsePosts } from "../../supabase/functions/_shared/post/post.ts";
import { inHours, inWorld, NOW } from "../world.ts";
import { createDatabase } from "./server.ts";

const ZONE = "Australia/Melbourne";
const auth = { persistSession: false, autoRefreshToken: false };

Deno.test("startStack() on a server takes posts to a mail and a vote", async () => {
  await using database = await createDatabase({ isMigrated: false });
  await inWorld({ AI_PROVIDER: "offline" }, async (world) => {
    const { call, member, run, service, stack } = world;
    const { posts } = parsePosts(samplePosts(NOW, ZONE));
    let inserted = 0;
    for await (const batch of loadPosts(service, stack.url, posts)) inserted += batch.inserted;
    assert.equal(inserted, posts.length);
    const classified = await run("classify-events");
    assert.deepEqual([classified.classified, classified.failed], [posts.length, 0]);
    assert.ok((await run("embed-events")).embedded > 20);

    const ada = await member("Ada", { preferences: { food_dining: 1 } });
    const { body } = await call("recommend", { token: ada.token, body: { limit: 5 } });
    assert.equal(body.items?.length, 5, JSON.stringify(body));
    const { sent, failed } = await run("send-newsletters");
    assert.deepEqual([sent, failed], [1, 0]);
    const [mail] = stack.mailbox.messages();
    assert.deepEqual(mail!.recipients, [ada.email]);
    const token = /feedback\?t=(\S+)/.exec(mail!.text)![1]!;
    assert.match((await call("feedback", { body: { token }, key: null })).body.action, /like/);
    await world.at(inHours(24));
    assert.equal((await run("send-newsletters")).sent, 0);
  }, { db: database.url });
});

Deno.test("startStack() on a server keeps name and time zone of a sign-up, and a second start", async () => {
  await using database = await createDatabase({ isMigrated: false });
  for (const [start, name] of ["Ada", "李小龙"].entries()) {
    const stack = await startStack({ db: database.url });
    const { error } = await createClient(stack.url, stack.publishableKey, { auth }).auth.signUp({
      email: `member${start}@example.org`,
      password: "a good password",
      options: { data: { name, time_zone: "Australia/Perth" } },
    });
    const rows = await stack.sql("select name, time_zone from public.users where name = $1", [
      name,
    ]);
    await stack.stop();
    assert.equal(error, null);
    assert.deepEqual([...rows], [{ name, time_zone: "Australia/Perth" }]);
  }
});

/** A value of each type that a request can carry, and texts that look like JSON. */
const ROW = {
  id: "00000000-0000-4000-8000-000000000001",
  text: '{"a": 1}',
  whole: 7,
  large: 9007199254740991,
  exact: 0.35,
  yes: true,
  no: false,
  day: "2026-11-20",
  at: "2026-11-20T09:00:00.123456+00:00",
  span: "01:30:00",
  object: { a: [1, "two", null, { b: "c" }] },
  list: [1, 2, 3],
  nested: [{ deep: '{"text": "of JSON"}' }],
  numbers: [0.5, -1],
  words: ["a, b", '{"c"}', "d"],
  ids: ["00000000-0000-4000-8000-000000000002"],
};

const SCHEMA = [
  `create table public.things (
     id uuid, text text, whole integer, large bigint, exact numeric, yes boolean, no boolean, day date,
     at timestamptz, span interval, object jsonb, list jsonb, nested json, numbers real[], words text[], ids uuid[])`,
  "grant select, insert, update on public.things to service_role",
  `create function public.echo(p_row jsonb, p_rows jsonb, p_yes boolean, p_no boolean, p_words text[],
     p_numbers real[], p_at timestamptz, p_span interval, p_count integer) returns jsonb language sql
   as 'select jsonb_build_array(p_row, p_rows, p_yes, p_no, p_words, p_numbers, p_at, p_span, p_count)'`,
];

const ARGUMENTS = {
  p_row: ROW,
  p_rows: [ROW, null, "text", 1],
  p_yes: true,
  p_no: false,
  p_words: ROW.words,
  p_numbers: ROW.numbers,
  p_at: ROW.at,
  p_span: "00:05:00",
  p_count: 3,
};

Deno.test("startStack() on a server reads every type of parameter as the embedded stack does", async () => {
  await using database = await createDatabase({ isMigrated: false });
  const [embedded, onServer] = await Promise.all([undefined, database.url].map(answersOf));
  assert.deepEqual(onServer, embedded);
  assert.deepEqual(onServer!.echo, Object.values(ARGUMENTS));
  assert.deepEqual(onServer!.owner, [{ object: ROW.object, quoted: "a \\ word", hour: 9 }]);
  const { at: _, ...row } = ROW;
  assert.deepEqual(onServer!.inserted.map(({ at: _, ...rest }) => rest), [row]);
  const found = onServer!.filtered.map((rows) => rows?.length);
  assert.deepEqual(found, [1, 1, 0, 1, 1, 1, 1, 1]);
});

/** Responses of a stack to requests with parameters of every type. */
async function answersOf(db?: string) {
  const stack = await startStack({ db });
  try {
    for (const statement of SCHEMA) await stack.sql(statement);
    const service = createClient(stack.url, stack.secretKey, { auth });
    const things = () => service.from("things");
    const inserted = await things().insert(ROW).select().throwOnError();
    const echo = await service.rpc("echo", ARGUMENTS).throwOnError();
    const filtered = [];
    for (
      const query of [
        things().select("id").eq("yes", true),
        things().select("id").eq("no", false),
        things().select("id").eq("yes", false),
        things().select("id").is("no", false),
        things().select("id").gt("large", ROW.large - 1).lt("exact", 1),
        things().select("id").contains("words", ["d"]).overlaps("ids", ROW.ids).in("whole", [7, 8]),
        things().select("id").contains("object", { a: [1] }).gte("at", ROW.at).eq("day", ROW.day),
        things().update({ object: null, list: ["x"], nested: {}, yes: false }).eq("id", ROW.id)
          .select(),
      ]
    ) filtered.push((await query.throwOnError()).data);
    const owner = await stack.sql(
      `select $1::jsonb as object, $2::jsonb as quoted,
         extract(hour from $3::timestamptz at time zone 'UTC')::integer as hour`,
      [ROW.object, JSON.stringify("a \\ word"), new Date(ROW.at)],
    );
    return { inserted: inserted.data, echo: echo.data, filtered, owner: [...owner] };
  } finally {
    await stack.stop();
  }
}
