import assert from "node:assert/strict";
import { nothingSent } from "../supabase/functions/send-newsletters/send.ts";
import { startFussyServer } from "./smtp_server.ts";
import { inDays, inHours, inWorld, NOW, type World } from "./world.ts";

const NEXT_WEEK = new Date(NOW.getTime() + 7 * 24 * 3_600_000);

const recipientsOf = ({ stack }: World) =>
  stack.mailbox.messages().flatMap(({ recipients }) => recipients).sort();

const COUNTS = [
  "newsletter",
  "due",
  "queued",
  "sent",
  "failed",
  "deferred",
  "skipped",
  "remaining",
];

Deno.test("send-newsletters sends each member one mail per period, and never the same event again", async (t) => {
  await inWorld({ NEWSLETTER_EVENTS: "3" }, async (world) => {
    const { stack, run, call, member, events, at } = world;
    const ada = await member("Ada");
    await member("Bob");
    await member("Cleo", { profile: { newsletter_frequency: "off" } });
    await member("Dee", { profile: { newsletter_weekday: 4 } });
    await member("Eve", { profile: { time_zone: "America/Los_Angeles" } });
    await member("Fay", { profile: { newsletter_hour: 18 } });

    await t.step("without events, no member gets a mail", async () => {
      const counts = await run("send-newsletters");
      assert.deepEqual(COUNTS.filter((name) => !(name in counts)), []);
      assert.deepEqual([counts.due, counts.queued, counts.sent, counts.skipped], [2, 0, 0, 2]);
      assert.deepEqual(recipientsOf(world), []);
      await stack.sql("delete from public.email_logs");
    });

    const week = await events(
      { title: "Tomorrow", starts_at: inDays(1), organisers: ["A"] },
      { title: "Friday", starts_at: inDays(4), organisers: ["B"] },
      { title: "Next Wednesday", starts_at: inDays(9), organisers: ["C"] },
      { title: "Next Saturday", starts_at: inDays(12), organisers: ["D"] },
      { title: "In two weeks less a day", starts_at: inDays(13), organisers: ["E"] },
    );
    const never = await events(
      { title: "Begun two hours ago", starts_at: inHours(-2) },
      { title: "Begins while the mail is read", starts_at: inHours(1) },
      { title: "In two months", starts_at: inDays(60) },
    );

    await t.step("dry_run returns the mails without queueing or sending them", async () => {
      const { status, body } = await call("send-newsletters", { body: { dry_run: true } });
      assert.equal(status, 200);
      const { mails, ...counts } = body;
      assert.deepEqual([counts.due, counts.queued, counts.sent, counts.remaining], [2, 2, 0, 2]);
      assert.equal(counts.newsletter, "weekly 2025-08-18");
      assert.deepEqual(mails.map(({ to }: { to: string }) => to).sort(), [
        "ada@example.org",
        "bob@example.org",
      ]);
      assert.match(mails[0].html, /<html/);
      assert.match(mails[0].text, /Friday/);
      for (const table of ["email_logs", "recommendation_logs"]) {
        assert.deepEqual(await stack.sql(`select 1 from public.${table}`), [], table);
      }
      assert.deepEqual(recipientsOf(world), []);
    });

    await t.step("only members who are due get a mail", async () => {
      const counts = await run("send-newsletters");
      assert.deepEqual(counts, {
        ...nothingSent(),
        newsletter: "weekly 2025-08-18",
        due: 2,
        queued: 2,
        sent: 2,
        community_problem: "the community's votes are not counted yet",
      });
      assert.deepEqual(recipientsOf(world), ["ada@example.org", "bob@example.org"]);
    });

    await t.step("the second run sends nothing", async () => {
      const counts = await run("send-newsletters");
      assert.deepEqual([counts.due, counts.queued, counts.sent], [0, 0, 0]);
      assert.equal(recipientsOf(world).length, 2);
    });

    const shown = () =>
      stack.sql<{ event_id: string; user_id: string; email_id: string | null }>(
        "select event_id, user_id, email_id from public.recommendation_logs order by email_id, position",
      );

    await t.step("the mail and its log agree and contain no past events", async () => {
      const rows = await shown();
      assert.equal(rows.length, 6);
      assert.ok(rows.every(({ email_id }) => email_id !== null));
      assert.ok(rows.every(({ event_id }) => week.includes(event_id) && !never.includes(event_id)));
      const [mail] = stack.mailbox.messages();
      for (const title of ["Begun two hours", "Begins while", "In two months"]) {
        assert.ok(!mail!.text.includes(title) && !mail!.html.includes(title), title);
      }
      const [run] = await stack.sql(
        `select counts ->> 'sent' as sent, error, finished_at is not null as is_finished
         from public.pipeline_runs where stage = 'send-newsletters' order by started_at desc offset 1`,
      );
      assert.deepEqual(run, { sent: "2", error: null, is_finished: true });
    });

    const shownTo = async (id: string) =>
      (await shown()).filter(({ user_id }) => user_id === id).map(({ event_id }) => event_id);

    await t.step("the next period contains only upcoming events not mailed before", async () => {
      const before = await shownTo(ada.id);
      stack.mailbox.clear();
      await at(NEXT_WEEK);
      assert.equal((await run("send-newsletters")).newsletter, "weekly 2025-08-25");
      const added = (await shownTo(ada.id)).filter((id) => !before.includes(id));
      const toCome = week.slice(2).filter((id) => !before.includes(id));
      assert.ok(toCome.length > 0);
      assert.deepEqual(added.sort(), toCome.sort());
      assert.deepEqual(recipientsOf(world), ["ada@example.org", "bob@example.org"]);
    });

    await t.step("a member without new events gets no mail", async () => {
      stack.mailbox.clear();
      await stack.sql("update public.events set hidden_at = now() where id = any ($1)", [never]);
      await at(new Date(NEXT_WEEK.getTime() + 7 * 24 * 3_600_000));
      const counts = await run("send-newsletters");
      assert.deepEqual([counts.due, counts.sent, counts.skipped], [2, 0, 2]);
      assert.deepEqual(recipientsOf(world), []);
      const rows = await stack.sql(
        "select distinct error from public.email_logs where status = 'skipped'",
      );
      assert.deepEqual(rows, [{ error: "no event that is new to this member" }]);
    });
  });
});

Deno.test("send-newsletters run twice concurrently sends nothing twice", async () => {
  await inWorld({}, async (world) => {
    const { stack, run, member, events } = world;
    const names = Array.from({ length: 12 }, (_, i) => `Member${i}`);
    for (const name of names) await member(name);
    await events({ title: "Chess" }, { title: "Draughts", organisers: ["Other"] });
    const runs = await Promise.all([1, 2, 3].map(() => run("send-newsletters")));
    const total = (name: string) => runs.reduce((sum, counts) => sum + counts[name], 0);
    assert.deepEqual([total("queued"), total("sent"), total("failed")], [12, 12, 0]);
    const recipients = recipientsOf(world);
    assert.deepEqual(recipients, [...new Set(recipients)]);
    assert.equal(recipients.length, 12);
    assert.deepEqual(
      await stack.sql(
        "select status, count(*)::int as n, max(attempts)::int as attempts from public.email_logs group by 1",
      ),
      [{ status: "sent", n: 12, attempts: 1 }],
    );
    const shown = await stack.sql("select 1 from public.recommendation_logs");
    assert.equal(shown.length, 24);
  });
});

Deno.test("send-newsletters shows every new event to someone, and an all-day event on its day", async () => {
  await inWorld({ NEWSLETTER_EVENTS: "5" }, async ({ stack, run, member, events }) => {
    const names = Array.from({ length: 16 }, (_, i) => `Member${i}`);
    for (const name of names) await member(name);
    const held = Array.from({ length: 15 }, (_, i) => ({ starts_at: inHours(30 + i) }));
    await events(...held, { title: "Open day", is_all_day: true, starts_at: inHours(-9) });
    assert.equal((await run("send-newsletters")).sent, 16);
    const shown = await stack.sql("select distinct event_id from public.recommendation_logs");
    assert.equal(shown.length, 16);
  });
});

Deno.test("send-newsletters delivers the other mails if the server refuses one address", async () => {
  const server = await startFussyServer((address) => ({
    "gone@example.org": { code: 550, text: "5.1.1 no such user" },
    "later@example.org": { code: 450, text: "4.2.0 greylisted, come back" },
  }[address]));
  try {
    await inWorld(server.settings, async ({ stack, run, member, events, at }) => {
      for (const name of ["Ada", "Gone", "Later", "Zoe"]) await member(name);
      await events({ title: "Chess" });
      const counts = await run("send-newsletters");
      assert.deepEqual(
        [counts.queued, counts.sent, counts.failed, counts.deferred, counts.remaining],
        [4, 2, 1, 1, 1],
      );
      assert.deepEqual([...server.taken].sort(), ["ada@example.org", "zoe@example.org"]);
      const rows = await stack.sql<{ reply: string }>(
        `select to_address, status, attempts, reply from public.email_logs
         where status <> 'sent' order by 1`,
      );
      assert.deepEqual(rows.map(({ reply: _, ...row }) => row), [
        { to_address: "gone@example.org", status: "failed", attempts: 1 },
        { to_address: "later@example.org", status: "queued", attempts: 1 },
      ]);
      assert.match(rows[0]!.reply, /5\.1\.1 no such user/);
      assert.match(rows[1]!.reply, /4\.2\.0 greylisted/);
      await at(inHours(2));
      assert.equal((await run("send-newsletters")).deferred, 1);
      assert.equal(server.taken.length, 2);
    });
  } finally {
    await server.stop();
  }
});
