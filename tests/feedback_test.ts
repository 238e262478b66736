import assert from "node:assert/strict";
import ical from "ical.js";
import { feedbackExpiry } from "../supabase/functions/_shared/links/links.ts";
import { sign } from "./signed.ts";
import { assertRefused, inDays, inWorld, type Json, NOW } from "./world.ts";

/** All state that a click could change. */
interface State extends Record<string, unknown> {
  votes: Json[] | null;
  preferences: Record<string, number>;
  frequency: Record<string, string>;
}

const SITE = "https://club.example/answers?from=mail";

Deno.test("feedback records the answers of a newsletter's reader", async (t) => {
  await inWorld({ SITE_URL: SITE, PREFERENCES_URL: "" }, async (world) => {
    const { stack, call, run, member, events, at } = world;
    const ada = await member("Ada", { preferences: { tech_innovation: 0.6 } });
    const [rust, tea] = await events(
      {
        title: "Rust, workshop; part 1",
        category: "tech_innovation",
        organisers: ["Coders"],
        location: "Room 5\r\nATTENDEE:mailto:x@y.example",
        starts_at: inDays(3),
      },
      { title: "Tea", category: "food_dining", organisers: ["Cooks"], starts_at: inDays(4) },
    ) as [string, string];
    const toChoose = (text: string) => /^Choose what you get: (.*)$/m.exec(text)?.[1];
    const preview = { preview: { user_id: ada.id } };
    const { body: { text } } = await call("send-newsletters", { body: preview });
    assert.equal(toChoose(text), SITE, "without PREFERENCES_URL");
    await world.with({ PREFERENCES_URL: "https://club.example/me" });
    await run("send-newsletters");
    const [mail] = stack.mailbox.messages();
    assert.equal(toChoose(mail!.text), "https://club.example/me");

    const state = () =>
      stack.sql<State>(
        `select (select jsonb_agg(to_jsonb(f) - 'voted_at' - 'id' order by event_id) from public.feedback_logs f) as votes,
                (select jsonb_object_agg(category, weight) from public.user_preferences) as preferences,
                (select jsonb_object_agg(name, newsletter_frequency) from public.users) as frequency`,
      ).then(([row]) => row!);

    const links = [...new Set(mail!.text.match(/http\S+\/functions\/v1\/feedback\S*/g) ?? [])]
      .map((url) => url.slice(url.indexOf("/v1/") + 4));
    const oneClick = /<(\S+?)>/.exec(
      mail!.headers.find(({ name }) => name === "list-unsubscribe")!.line,
    )![1]!;
    const oneClickPath = oneClick.slice(oneClick.indexOf("/v1/") + 4);
    const vote = (
      action: "like" | "dislike" | "undo",
      event_id = rust,
      exp = feedbackExpiry(NOW),
    ) => sign({ action, user_id: ada.id, event_id, exp });
    const post = (token: string) => call("feedback", { body: { token }, key: null });

    await t.step(
      "opening or scanning the links changes nothing and redirects only to the site",
      async () => {
        const before = await state();
        const votes = links.filter((path) => path.startsWith("feedback?"));
        assert.equal(votes.length, 5, "like and dislike of two events, and unsubscribe");
        for (const path of [...votes, oneClickPath]) {
          for (const method of ["GET", "HEAD", "GET"]) {
            const { status, headers } = await call(path, { method, key: null });
            assert.equal(status, 303);
            const [page, fragment] = headers.get("location")!.split("#");
            assert.equal(page, SITE);
            assert.equal(fragment, path.split("t=")[1]);
            assert.equal(headers.get("referrer-policy"), "no-referrer");
            assert.equal(headers.get("cache-control"), "no-store");
          }
        }
        assert.deepEqual(await state(), before);
      },
    );

    await t.step("a redirect never contains a stranger's text", async () => {
      const texts = [
        "https://evil.example",
        "//evil.example",
        "x%0d%0aLocation:%20https://evil.example",
        "<b>",
      ];
      for (const text of texts) {
        for (const path of [`feedback?t=${text}`, `feedback?url=${text}`, `feedback/${text}`]) {
          const { status, headers } = await call(path, { method: "GET", key: null });
          if (status === 404) continue; // an unknown path
          assert.equal(headers.get("location"), `${SITE}#incomplete`, path);
        }
      }
    });

    await t.step("every link of the mail can be recorded", async () => {
      const actions: string[] = [];
      for (const path of links.filter((path) => path.startsWith("feedback?"))) {
        const { status, body } = await post(path.split("t=")[1]!);
        assert.equal(status, 200);
        actions.push(body.action);
        assert.equal((await post(body.undo_token ?? "")).status, 200, "and can be taken back");
      }
      assert.deepEqual(actions.sort(), ["dislike", "dislike", "like", "like", "unsubscribe"]);
      const { votes, frequency } = await state();
      assert.deepEqual([votes, frequency], [null, { Ada: "weekly" }]);
    });

    await t.step("a like counts once, changes the preference, and can be undone", async () => {
      const token = await vote("like");
      for (const _ of [1, 2]) {
        const { status, body } = await post(token);
        assert.equal(status, 200);
        const { undo_token, event, ...rest } = body;
        assert.deepEqual(rest, { action: "like", standing: "like" });
        assert.deepEqual([event.id, event.title], [rust, "Rust, workshop; part 1"]);
        assert.equal(typeof undo_token, "string");
        assert.equal((await state()).preferences.tech_innovation, 0.7);
      }
      const { body } = await post(await vote("dislike"));
      assert.equal(body.standing, "dislike");
      const after = await state();
      assert.equal(after.preferences.tech_innovation, 0.5, "the last vote wins");
      assert.equal(after.votes?.length, 1);
      const undone = await post(body.undo_token);
      assert.deepEqual(
        [undone.body.action, undone.body.standing, undone.body.undo_token],
        ["undo", null, null],
      );
      const { votes, preferences } = await state();
      assert.deepEqual([votes, preferences.tech_innovation], [null, 0.6]);
    });

    await t.step("a disliked event is never shown again", async () => {
      await post(await vote("dislike", tea));
      const { body } = await call("recommend", { token: ada.token, body: { limit: 50 } });
      const ids = body.items.map(({ event }: Json) => event.id);
      assert.ok(!ids.includes(tea) && ids.includes(rust));
    });

    await t.step(
      "a vote on a hidden event counts, and returns no event",
      async () => {
        await stack.sql("update public.events set hidden_at = now() where id = $1", [tea]);
        const { status, body } = await post(await vote("dislike", tea));
        assert.deepEqual([status, body.event, body.standing], [200, null, "dislike"]);
        await stack.sql("update public.events set hidden_at = null where id = $1", [tea]);
      },
    );

    await t.step("forged and foreign tokens: 401 with the same error", async () => {
      const before = await state();
      const token = await vote("like");
      const [v, kid, payload, mac] = token.split(".") as [string, string, string, string];
      const other = (await vote("dislike")).split(".")[2]!;
      const forged = [
        ...["x", "v1...", `${v}.${kid}.${payload}.`, `${v}.${kid}.${other}.${mac}`],
        ...[
          `${v}.${kid}.${payload}.${mac}=`,
          `${token}.`,
          ` ${token}`,
          `v2.${kid}.${payload}.${mac}`,
        ],
        sign(
          { action: "unsubscribe", user_id: ada.id },
          "another secret, and as long as ours is",
        ),
        ada.token.slice(0, 500),
      ];
      const answers = new Set<string>();
      for (const text of forged) {
        const answer = await post(text);
        assertRefused(answer, 401, "invalid_token", text);
        answers.add(JSON.stringify(answer.body));
      }
      assert.equal(answers.size, 1);
      assert.deepEqual(await state(), before);
    });

    await t.step("an unknown path records nothing", async () => {
      const before = await state();
      const body = { token: await vote("dislike") };
      for (const path of ["feedback/questions", "feedback/question/", "feedback/constructor"]) {
        assertRefused(await call(path, { body, key: null }), 404, "unknown_path", path);
      }
      assert.deepEqual(await state(), before);
    });

    await t.step("a token for a deleted member or event: 404", async () => {
      const gone = crypto.randomUUID();
      const tokens = [
        await vote("like", gone),
        sign({ action: "like", user_id: gone, event_id: rust, exp: feedbackExpiry(NOW) }),
        sign({ action: "unsubscribe", user_id: gone }),
      ];
      for (const token of tokens) assertRefused(await post(token), 404, "unknown_id", token);
    });

    await t.step("the question in a mail can be answered by a click", async () => {
      stack.mailbox.clear();
      const bob = await member("Bob");
      await run("send-newsletters");
      const [mail] = stack.mailbox.messages();
      const tokens = [...new Set(mail!.text.match(/feedback\?t=\S+/g))].map((path) =>
        path.slice(11)
      );
      const answers = await Promise.all(tokens.map(post));
      const prefer = answers.filter(({ body }) => body.action === "prefer");
      assert.ok(prefer.length >= 2);
      const { data } = await bob.client.from("user_preferences").select("category, weight");
      for (const { body } of prefer) {
        const row = data?.find(({ category }) => category === body.standing);
        assert.ok(row && row.weight > 0.5, `${body.standing} ${JSON.stringify(data)}`);
      }
    });

    await t.step(
      "the calendar file is valid, without lines injected by the caption",
      async () => {
        const path = links.find((path) => path.includes("calendar") && path.includes(rust))!;
        const { status, headers, body } = await call(path, { method: "GET", key: null });
        assert.equal(status, 200);
        assert.match(headers.get("content-type") ?? "", /^text\/calendar/);
        const [, , [[name, properties]]] = ical.parse(body);
        assert.equal(name, "vevent");
        const value = (key: string) => properties.find(([k]: Json) => k === key)?.[3];
        assert.equal(value("summary"), "Rust, workshop; part 1");
        assert.equal(new Date(value("dtstart")).toISOString(), inDays(3));
        assert.equal(value("attendee"), undefined);
        assert.ok(
          body.split("\r\n").every((line: string) => new TextEncoder().encode(line).length <= 75),
        );

        await stack.sql("update public.events set canonical_id = $1 where id = $2", [tea, rust]);
        const merged = await call(path, { method: "GET", key: null });
        assert.match(merged.body, /^SUMMARY:Tea\r$/m, "a merged post: the event that it tells of");
        await stack.sql(
          "update public.events set canonical_id = null, hidden_at = now() where id = $1",
          [rust],
        );
        assertRefused(await call(path, { method: "GET", key: null }), 404, "unknown_id", "hidden");
      },
    );

    await t.step(
      "a vote link expires after 90 days with 410; unsubscribing never expires",
      async () => {
        const [like, unsubscribe] = [
          await vote("like"),
          sign({ action: "unsubscribe", user_id: ada.id }),
        ];
        await at(inDays(91));
        const before = await state();
        assertRefused(await post(like), 410, "token_expired", "like");
        assert.deepEqual(await state(), before);
        assert.equal((await post(unsubscribe)).body.standing, "off");
      },
    );
  });
});

Deno.test("feedback accepts links signed with the previous secret", async () => {
  const [old, current] = [
    "the secret of last year, and long enough",
    "the secret of this year, as long",
  ];
  await inWorld(
    { LINK_SECRET: current, LINK_SECRET_PREVIOUS: `${old} ` },
    async ({ call, member }) => {
      const { id } = await member("Ada");
      for (const secret of [old, current]) {
        const token = sign({ action: "unsubscribe", user_id: id }, secret);
        assert.equal((await call("feedback", { body: { token }, key: null })).status, 200);
      }
    },
  );
});
