/** Runs of send-newsletters by HTTP, on the embedded stack. */
import assert from "node:assert/strict";
import { assertRefused, inDays, inHours, inWorld, type World } from "./world.ts";

const STAGE = "send-newsletters";

/** A world with this many members and events for them. */
async function withMembers(
  count: number,
  work: (world: World) => Promise<void>,
  settings: Record<string, string> = {},
) {
  await inWorld(settings, async (world) => {
    for (let i = 0; i < count; i++) await world.member(`Member${i}`);
    await world.events({ title: "A chess evening" }, { starts_at: inDays(4), title: "A walk" });
    await work(world);
  });
}

/** Recipients with more than one mail of the same subject. */
function duplicatesIn({ stack }: World): string[] {
  const keys = stack.mailbox.messages().map(({ recipients, subject }) =>
    `${recipients} ${subject}`
  );
  return keys.filter((key, i) => keys.indexOf(key) !== i);
}

Deno.test("send-newsletters called concurrently sends no mail twice", async () => {
  const members = 6;
  await withMembers(members, async (world) => {
    const { stack, call } = world;
    for (let trial = 0; trial < 4; trial++) {
      await stack.sql("delete from public.newsletters");
      stack.mailbox.clear();
      const answers = await Promise.all([1, 2, 3].map(() => call(STAGE, { body: {} })));
      assert.deepEqual(answers.map(({ status }) => status), [200, 200, 200]);
      // One call may claim mails that another has queued; together they finish.
      await call(STAGE, { body: {} });
      assert.deepEqual(duplicatesIn(world), [], `trial ${trial}`);
      assert.equal(stack.mailbox.messages().length, members, `trial ${trial}`);
    }
  });
});

Deno.test("a pause, a quota and a cancelled newsletter hold back mails", async (t) => {
  await withMembers(3, async (world) => {
    const { stack, run, service, call } = world;
    const ask = async (name: string, args: Record<string, unknown>) => {
      const { data, error } = await service.rpc(name, args);
      assert.equal(error, null, `${name}: ${JSON.stringify(error)}`);
      return data;
    };
    const p_now = inHours(0);

    await t.step(
      "paused: mails are planned and not sent, and the response has the reason",
      async () => {
        await ask("pause_sending", { p_now, p_reason: "typo in the footer" });
        const { queued, sent, remaining, paused } = await run(STAGE);
        assert.deepEqual([queued, sent, remaining], [3, 0, 3]);
        assert.deepEqual([paused.cause, paused.detail, paused.until], [
          "operator",
          "typo in the footer",
          null,
        ]);
        const status = await ask("pipeline_status", { p_now });
        assert.deepEqual([status.sending.paused, status.sending.cause], [true, "operator"]);
      },
    );

    await t.step("resumed with a quota of two: two mails are sent", async () => {
      assert.equal(await ask("resume_sending", { p_now: inHours(1) }), true);
      await world.with({ MAIL_QUOTA_PER_DAY: "2", REPLAY_FROM: inHours(1) });
      const { sent, remaining, paused } = await run(STAGE);
      assert.deepEqual([sent, remaining, paused], [2, 1, null]);
      assert.equal((await run(STAGE)).sent, 0);
      const test = await call(STAGE, { body: { test: { to: "me@club.example" } } });
      assertRefused(test, 429, "quota_used_up", "a test over the quota");
    });

    await t.step("cancelled: the remaining mails are not sent", async () => {
      const [{ period }] = await stack.sql<{ period: string }>(
        "select period::text from newsletters",
      ) as [{ period: string }];
      const edition = { p_frequency: "weekly", p_period: period };
      assert.equal(await ask("set_newsletter_status", { ...edition, p_status: "cancelled" }), 1);
      await world.with({ MAIL_QUOTA_PER_DAY: "100" });
      const { due, sent, remaining } = await run(STAGE);
      assert.deepEqual([due, sent, remaining], [0, 0, 0]);
      assert.equal(stack.mailbox.messages().length, 2);
    });
  });
});

Deno.test("a refused login stops every run with an error until an operator resumes", async () => {
  await withMembers(2, async ({ stack, call, service, run, log, ...world }) => {
    await world.with({ SMTP_PASSWORD: "an old one" });
    const refused = await call(STAGE, { body: {} });
    assertRefused(refused, 503, "sending_stopped", "a refused login");
    assert.match(refused.body.error.message, /stop_all.+535/);
    assert.match(refused.body.error.hint, /resume_sending/);
    assert.ok(log.some((line) => /Cannot send mail since/.test(line)));
    assert.ok(!JSON.stringify([refused.body, log]).includes("an old one"));
    const [row] = await stack.sql(
      "select error from pipeline_runs where stage = 'send-newsletters'",
    );
    assert.match(`${row?.error}`, /Cannot send mail since/);

    // The right password is not enough; an operator must confirm the repair.
    await world.with({ SMTP_PASSWORD: stack.smtp.password });
    assertRefused(await call(STAGE, { body: {} }), 503, "sending_stopped", "before it is resumed");
    const test = await call(STAGE, { body: { test: { to: "me@club.example" } } });
    assert.deepEqual([test.status, test.body.state], [200, "sent"], JSON.stringify(test.body));
    await service.rpc("resume_sending", { p_now: inHours(0.1) });
    await world.at(inHours(0.2));
    assert.equal((await run(STAGE)).sent, 2);
    assert.equal((await run(STAGE)).sent, 0);
  });
});

Deno.test("an unsubscribed or suppressed member gets no mail, not even a queued one", async () => {
  await withMembers(3, async ({ stack, run, service }) => {
    await service.rpc("pause_sending", { p_now: inHours(0), p_reason: "test" });
    assert.equal((await run(STAGE)).queued, 3);
    const [{ id }] = await stack.sql<{ id: string }>(
      "select id from users where email = 'member0@example.org'",
    ) as [{ id: string }];
    await service.rpc("record_subscription", { p_user_id: id, p_action: "unsubscribe" });
    const address = { p_now: inHours(0), p_address: "Member1@example.org" };
    await service.rpc("suppress_address", { ...address, p_reason: "asked for it by phone" });
    await service.rpc("resume_sending", { p_now: inHours(0) });
    const { sent, due } = await run(STAGE);
    assert.deepEqual([sent, due], [1, 0]);
    assert.deepEqual(stack.mailbox.messages().flatMap(({ recipients }) => recipients), [
      "member2@example.org",
    ]);
  });
});

Deno.test("an event cancelled while mails wait is in no mail, and no member gets two mails", async () => {
  await withMembers(3, async (world) => {
    const { stack, run, service } = world;
    await service.rpc("pause_sending", { p_now: inHours(0), p_reason: "test" });
    assert.equal((await run(STAGE)).queued, 3);
    await stack.sql("update events set hidden_at = now() where title = 'A chess evening'");
    await service.rpc("resume_sending", { p_now: inHours(0) });
    const { queued, sent } = await run(STAGE);
    assert.deepEqual([queued, sent], [3, 3]);
    assert.equal((await run(STAGE)).sent, 0);
    assert.deepEqual(duplicatesIn(world), []);
    const texts = stack.mailbox.messages().map(({ text }) => text ?? "");
    assert.equal(texts.length, 3);
    for (const text of texts) {
      assert.match(text, /A walk/);
      assert.doesNotMatch(text, /A chess evening/);
    }
  });
});

Deno.test("a mail that cannot be rendered fails, is listed, and is sent once it can be", async () => {
  await withMembers(2, async ({ stack, run, service }) => {
    const rename = (email: string) =>
      stack.sql("update users set email = $1 where name = 'Member0'", [email]);
    await rename("'member 0'@example.org");
    const { due, queued, sent, failed, skipped } = await run(STAGE);
    assert.deepEqual([due, queued, sent, failed, skipped], [2, 1, 1, 1, 0]);
    const { data } = await service.rpc("troubled_mails");
    assert.equal(data.length, 1);
    assert.match(data[0].error, /^Cannot address a mail to .+: it is no mail address$/);
    assert.equal((await run(STAGE)).due, 0);

    await rename("member0@example.org");
    assert.equal((await service.rpc("retry_failed_mails", { p_now: inHours(0.1) })).data, 1);
    assert.equal((await run(STAGE)).sent, 1);
  });
});

Deno.test("preview and test show a member's mail at any hour, with links without effect", async (t) => {
  await withMembers(1, async ({ stack, run, call }) => {
    await run(STAGE);
    const [{ id }] = await stack.sql<{ id: string }>("select id from users") as [{ id: string }];
    stack.mailbox.clear();
    const rows = () => stack.sql("select * from email_logs");
    const before = await rows();
    const assertInert = async (text: string) => {
      const tokens = new Set(Array.from(text.matchAll(/feedback\?t=([\w.-]+)/g), ([, t]) => t));
      assert.ok(tokens.size >= 5, "like and dislike of two events, and unsubscribe");
      for (const token of tokens) {
        for (const path of ["feedback", "feedback/question"]) {
          const pressed = await call(path, { body: { token }, key: null });
          assertRefused(pressed, 409, "test_link", "a link of a preview or test");
        }
      }
    };

    await t.step("preview: also for a member who already has the newsletter", async () => {
      const { status, body } = await call(STAGE, { body: { preview: { user_id: id } } });
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body), ["user_id", "to", "subject", "html", "text", "reason"]);
      // Both events were mailed already.
      assert.deepEqual([body.user_id, body.subject, body.reason], [
        id,
        null,
        "no event that is new to this member",
      ]);
      await stack.sql("delete from recommendation_logs");
      const shown = (await call(STAGE, { body: { preview: { user_id: id } } })).body;
      assert.match(shown.html, /A chess evening/);
      await assertInert(shown.text);
      assert.equal(stack.mailbox.messages().length, 0);
    });

    await t.step("test: to one address, as a member or as a person without history", async () => {
      for (const user_id of [id, undefined]) {
        const { status, body } = await call(STAGE, {
          body: { test: { to: "me@club.example", user_id } },
        });
        assert.deepEqual([status, body.state], [200, "sent"], JSON.stringify(body));
        const mail = stack.mailbox.messages().at(-1);
        assert.deepEqual(mail?.recipients, ["me@club.example"]);
        assert.match(mail?.subject ?? "", /^\[Test\] /);
        await assertInert(mail!.text);
      }
      assert.deepEqual(await rows(), before);
    });

    await t.step("invalid requests are refused", async () => {
      const unknown = { preview: { user_id: crypto.randomUUID() } };
      assertRefused(await call(STAGE, { body: unknown }), 404, "unknown_member", "preview");
      const both = { dry_run: true, preview: { user_id: id } };
      for (const body of [both, { test: { to: "nobody" } }, { test: {} }, { preview: {} }]) {
        assertRefused(await call(STAGE, { body }), 422, "invalid_body", JSON.stringify(body));
      }
    });
  });
});
