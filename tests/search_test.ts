import assert from "node:assert/strict";
import { assertRefused, inDays, inHours, inWorld, type Json, type World } from "./world.ts";

/** NOW is Monday 18 August 2025, 9 am. */
const EVENTS = [
  {
    title: "Pottery evening",
    text: "Pottery evening. Clay and wheels for $12. Secret-word: zanzibar",
    location: "Elm Studio, Harbour House",
    organisers: ["Kiln Society"],
    category: "arts_music",
    starts_at: inDays(4), // Friday, 9 am
  },
  {
    title: "Pub quiz",
    text: "Pub quiz. Free entry, bring a team.",
    location: "The Red Lion",
    category: "social_cultural",
    starts_at: inHours(34), // Tuesday, 7 pm
  },
  {
    title: "Kayak morning",
    text: "Kayak morning on the river. No charge.",
    category: "sports_fitness",
    starts_at: inDays(6), // Sunday
  },
  { title: "包饺子课 Dumpling class", text: "包饺子课 $5", starts_at: inDays(2) },
];

const titlesOf = (items: Json[]): string[] => items.map(({ event }) => event.title);

type Ask = (body: Json, headers?: Record<string, string>) => Promise<Json>;

/** A world with events, and a way to search it as a guest. */
function inSearch(work: (world: World, ask: Ask) => Promise<void>) {
  return inWorld({ AI_PROVIDER: "offline" }, async (world) => {
    await world.events(...EVENTS);
    const ask = async (body: Json, headers = {}) => {
      const key = world.stack.publishableKey;
      const answer = await world.call("search", { key, body, headers });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return answer.body;
    };
    await work(world, ask);
  });
}

/** What one world of events is asked. Steps share it and change nothing. */
const ASKED: Record<string, (world: World, ask: Ask) => Promise<void>> = {
  "search answers guests, members and the service alike": async ({ call, member, stack }, ask) => {
    const ada = await member("Ada");
    const guest = await ask({ q: "pottery" });
    assert.deepEqual(titlesOf(guest.primary), ["Pottery evening"]);
    const asMember = await call("search", { token: ada.token, body: { q: "pottery" } });
    const asService = await call("search", { body: { q: "pottery" } });
    for (const { status, body } of [asMember, asService]) {
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(titlesOf(body.primary), titlesOf(guest.primary));
    }
    const { data, error } = await ada.client.functions.invoke("search", { body: { q: "quiz" } });
    assert.equal(error, null);
    assert.deepEqual(titlesOf(data.primary), ["Pub quiz"]);
    const bearer = { authorization: `Bearer ${stack.publishableKey}` };
    assert.deepEqual(titlesOf((await ask({ q: "quiz" }, bearer)).primary), ["Pub quiz"]);
  },
  "search tells what it understood, what is nearby, and how it found it": async (_, ask) => {
    const { understood, primary, nearby, relaxed, reply, total, debug, ...rest } = await ask({
      q: "free quiz tomorrow after 5",
    });
    assert.deepEqual(rest, {});
    assert.deepEqual(understood.when, {
      from: "2025-08-19",
      to: "2025-08-19",
      weekdays: null,
      except: [],
      after: "17:00",
      before: null,
    });
    assert.equal(understood.free, true);
    assert.deepEqual(understood.chips, [
      { chip: "when", said: "tomorrow after 5" },
      { chip: "free", said: "free" },
    ]);
    assert.deepEqual([titlesOf(primary), total, nearby, relaxed], [["Pub quiz"], 1, [], []]);
    assert.match(reply, /^“Pub quiz” \(Tue 19 Aug, 7 pm, The Red Lion\) fits best\.$/);
    assert.deepEqual(primary[0].matched, [{ field: "title", fragment: "Pub **quiz**" }]);
    assert.deepEqual(primary[0].reasons.map(({ term }: Json) => term), ["words", "when", "free"]);
    assert.deepEqual(Object.keys(debug).sort(), [
      "cache_status",
      "execution_time_ms",
      "request_id",
      "source_stats",
      "steps",
    ]);
    assert.equal(debug.source_stats.words, 1);
    const other = await ask({ q: "quiz on sunday" });
    assert.deepEqual([titlesOf(other.primary), titlesOf(other.nearby)], [[], ["Pub quiz"]]);
    assert.deepEqual([other.relaxed, other.nearby[0].relaxed], [["when"], "when"]);
    assert.match(other.reply, /^Nothing fits all of it; “Pub quiz”/);
  },
  "search narrows down by limit, from, to, categories, near and chips taken off": async (
    _,
    ask,
  ) => {
    const all = await ask({ q: "this week" });
    assert.equal(all.primary.length, 4);
    assert.equal((await ask({ q: "this week", limit: 1 })).primary.length, 1);
    const late = await ask({ q: "this week", from: inDays(3), to: inDays(5) });
    assert.deepEqual(titlesOf(late.primary), ["Pottery evening"]);
    const sport = await ask({ q: "this week", categories: ["sports_fitness"] });
    assert.deepEqual(titlesOf(sport.primary), ["Kayak morning"]);
    const near = await ask({ q: "this week", near: "harbour house" });
    assert.deepEqual(titlesOf(near.primary), ["Pottery evening"]);
    const anyDay = await ask({ q: "quiz on sunday", ignore: ["when"] });
    assert.deepEqual(titlesOf(anyDay.primary), ["Pub quiz"]);
  },
  "search shows no text of a caption, whatever is asked": async (_, ask) => {
    const queries = ["zanzibar", "zanzibra", "wheels", '"clay and wheels"', "show captions"];
    for (const q of queries) {
      const body = await ask({ q });
      delete body.understood;
      assert.doesNotMatch(JSON.stringify(body), /clay|secret-word|zanzibar\b.*zanzibar/i, q);
    }
    assert.deepEqual((await ask({ q: "zanzibra" })).understood.corrected, {});
  },
  "search refuses bad bodies with the path, and strangers without a key": async (
    { call, stack },
  ) => {
    const unfit: [Json, string][] = [
      [{}, "q: "],
      [{ q: "" }, "q: "],
      [{ q: "x".repeat(501) }, "q: "],
      [{ q: "x", limit: 0 }, "limit: "],
      [{ q: "x", limit: 51 }, "limit: "],
      [{ q: "x", from: "tomorrow" }, "from: "],
      [{ q: "x", from: inDays(2), to: inDays(1) }, "to: must be after from"],
      [{ q: "x", categories: ["parties"] }, "categories.0: "],
      [{ q: "x", near: "" }, "near: "],
      [{ q: "x", ignore: ["words"] }, "ignore.0: "],
      [{ q: "x", user_id: "1" }, "(body): "],
    ];
    for (const [body, path] of unfit) {
      const answer = await call("search", { key: stack.publishableKey, body });
      assertRefused(answer, 422, "invalid_body", path);
      assert.ok(answer.body.error.message.includes(path), answer.body.error.message);
    }
    for (const key of [null, "", "sb_publishable_x", "sb_secret_x"]) {
      const answer = await call("search", { key, body: { q: "x" } });
      assert.equal(answer.status, 401, `${key}`);
      assertRefused(answer, 401, answer.body.error.code, `${key}`);
    }
    assert.equal((await call("search", { method: "GET" })).status, 405);
  },
};

Deno.test("search answers everybody, in plain words, within its bounds", async (t) => {
  await inSearch(async (world, ask) => {
    for (const [name, work] of Object.entries(ASKED)) {
      await t.step(name, () => work(world, ask));
    }
  });
});

Deno.test("search answers from memory, then from the table, and never a cancelled event", async () => {
  await inSearch(async (world, ask) => {
    const status = async (q: string) => (await ask({ q })).debug.cache_status;
    assert.equal(await status("pottery this week"), "miss");
    assert.equal(await status("  POTTERY this Week "), "hit_memory");
    await world.with({});
    await until(async () =>
      (await world.stack.sql("select 1 from public.search_cache")).length > 0
    );
    assert.equal(await status("pottery this week"), "hit_table");
    await world.stack.sql("update public.events set hidden_at = now() where title like 'Pottery%'");
    const after = await ask({ q: "pottery this week" });
    assert.deepEqual([titlesOf(after.primary), after.debug.cache_status], [[], "miss"]);
  });
});

Deno.test("search orders near equals by a member's taste, and says so", async () => {
  await inWorld({ AI_PROVIDER: "offline" }, async ({ call, member, events }) => {
    const twin = { title: "Choir rehearsal", text: "Choir rehearsal" };
    await events(
      { ...twin, location: "Hall one", category: "recruitment", starts_at: inDays(3) },
      { ...twin, location: "Hall two", category: "arts_music", starts_at: inDays(9) },
    );
    // Vectors tell related events from the others of the catalogue: two alone would be too few.
    await events(...Array.from({ length: 28 }, (_, i) => ({ title: `Lecture ${i}` })));
    const ask = async (token?: string): Promise<Json[]> => {
      const { status, body } = await call("search", { token, body: { q: "choir" } });
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(body.primary.length, 2);
      return body.primary;
    };
    const categoriesOf = (items: Json[]) => items.map(({ event }) => event.category);
    const usual = await ask();
    const [first, second] = categoriesOf(usual);
    const ada = await member("Ada", { preferences: { [second]: 1, [first]: 0 } });
    const hers = await ask(ada.token);
    assert.deepEqual(categoriesOf(hers), [second, first]);
    assert.ok(hers[0].reasons.some(({ term }: Json) => term === "taste"), JSON.stringify(hers));
    assert.ok(!usual[0].reasons.some(({ term }: Json) => term === "taste"));
  });
});

Deno.test("search refuses more than 60 calls a minute of a member, and no other's", async () => {
  await inSearch(async ({ call, member, stack, log }) => {
    const [ada, bob] = [await member("Ada"), await member("Bob")];
    await stack.sql(
      `insert into public.rate_limits (key, slot, calls)
       select 'search member ' || $1, floor(extract(epoch from $2::timestamptz) / 5), array[59] || array_fill(0, array[12])`,
      [ada.id, inHours(0)],
    );
    const ask = (token: string) => call("search", { token, body: { q: "quiz" } });
    assert.equal((await ask(ada.token)).status, 200);
    for (let n = 0; n < 3; n++) {
      const refused = await ask(ada.token);
      assertRefused(refused, 429, "too_many_requests", "the 61st call");
      assert.match(refused.headers.get("retry-after") ?? "", /^\d+$/);
      assert.match(refused.headers.get("ratelimit") ?? "", /^"minute";r=0;t=\d+$/);
    }
    assert.equal((await ask(bob.token)).status, 200);
    assert.ok(!log.some((line) => line.includes(ada.token)));
  });
});

Deno.test("search counts guests by the network of their address, and keeps no address", async () => {
  await inSearch(async ({ stack }, ask) => {
    await ask({ q: "quiz" }, { "x-forwarded-for": "198.51.100.7" });
    await ask({ q: "quiz" }, { "x-forwarded-for": "203.0.113.9, 198.51.100.99" });
    await ask({ q: "quiz" }, { "x-forwarded-for": "203.0.113.9" });
    const rows = await stack.sql(
      "select key, calls[1] + calls[2] as n from public.rate_limits order by n",
    );
    assert.deepEqual(rows.map(({ n }) => n), [1, 2]);
    assert.doesNotMatch(JSON.stringify(rows), /198\.51|203\.0/);
  });
});

Deno.test("search works without its cache and without its count", async () => {
  await inSearch(async ({ stack }, ask) => {
    await stack.sql("drop table public.search_cache cascade");
    await stack.sql("drop table public.rate_limits cascade");
    const { primary, debug } = await ask({ q: "pottery" });
    assert.deepEqual([titlesOf(primary), debug.cache_status], [["Pottery evening"], "bypass"]);
  });
});

/** Waits for work that goes on after an answer. */
async function until(isDone: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) if (await isDone()) return;
  assert.fail("Cannot go on: nothing was written");
}
