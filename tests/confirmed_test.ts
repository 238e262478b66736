/** Only confirmed addresses get mail, however an account was created. */
import assert from "node:assert/strict";
import { emptyProject } from "./embedded.ts";
import { feedbackExpiry } from "../supabase/functions/_shared/links/links.ts";
import { sign } from "./signed.ts";
import { assertRefused, inDays, inWorld, NOW, type World } from "./world.ts";

const ID = "77777777-0000-4000-8000-000000000001";

/** A sign-up as the Auth server stores it while "Confirm email" is on. */
const signUp = ({ stack }: World, email: string) =>
  stack.sql(
    `insert into auth.users (id, aud, role, email, raw_user_meta_data)
     values ($1, 'authenticated', 'authenticated', $2, '{"name": "Ada"}')`,
    [ID, email],
  );

const recipientsOf = ({ stack }: World) =>
  stack.mailbox.messages().flatMap(({ recipients }) => recipients);

Deno.test("send-newsletters writes to a new member once the address is confirmed", async () => {
  await inWorld({}, async (world) => {
    await world.events({ title: "Chess", starts_at: inDays(2) });
    await signUp(world, "ada@example.org");
    const before = await world.run("send-newsletters");
    assert.deepEqual([before.due, before.sent, recipientsOf(world)], [0, 0, []]);
    await world.stack.sql("update auth.users set email_confirmed_at = now() where id = $1", [ID]);
    assert.equal((await world.run("send-newsletters")).sent, 1);
    assert.deepEqual(recipientsOf(world), ["ada@example.org"]);
  });
});

Deno.test("send-newsletters skips banned and deleted members", async () => {
  await inWorld({}, async (world) => {
    const [ada, bob, cleo] = await Promise.all(["Ada", "Bob", "Cleo"].map((n) => world.member(n)));
    await world.events({ title: "Chess", starts_at: inDays(2) });
    const set = (change: string, id: string) =>
      world.stack.sql(`update auth.users set ${change} where id = $1`, [id]);
    await set(`banned_until = '${inDays(1)}'`, ada!.id);
    await set("deleted_at = now()", bob!.id);
    // A ban that has expired by the functions' clock.
    await set(`banned_until = '${inDays(-1)}'`, cleo!.id);
    await world.run("send-newsletters");
    assert.deepEqual(recipientsOf(world), ["cleo@example.org"]);
  });
});

Deno.test("feedback refuses votes of a blocked member, but accepts undoing them", async () => {
  await inWorld({}, async ({ stack, call, member, events }) => {
    const { id: user_id } = await member("Ada");
    const [event_id] = await events({ title: "Chess" }) as [string];
    const token = (action: "like" | "dislike" | "undo") =>
      sign({ action, user_id, event_id, exp: feedbackExpiry(NOW) });
    const press = (token: string, path = "feedback") => call(path, { body: { token }, key: null });
    assert.equal((await press(token("like"))).status, 200);
    await stack.sql("update auth.users set banned_until = $1", [inDays(1)]);
    for (const path of ["feedback", "feedback/question"]) {
      assertRefused(await press(token("dislike"), path), 403, "account_blocked", path);
      assert.equal((await press(sign({ action: "unsubscribe", user_id }), path)).status, 200);
    }
    const votes = () => stack.sql("select action from public.feedback_logs");
    assert.deepEqual(await votes(), [{ action: "like" }]);
    assert.equal((await press(token("undo"), "feedback/question")).status, 200);
    assert.equal((await press(token("undo"))).status, 200);
    assert.deepEqual(await votes(), []);
  });
});

Deno.test("a member's client can vote only on events that are or were published", async () => {
  await inWorld({}, async ({ stack, member, events }) => {
    const { id: user_id, client } = await member("Ada");
    const [shown, past, hidden] = await events({}, { starts_at: inDays(-9) }, {});
    await stack.sql("update public.events set hidden_at = now() where id = $1", [hidden]);
    const onConflict = "user_id,event_id";
    const vote = (event_id: unknown, action = "like") =>
      client.from("feedback_logs").upsert({ user_id, event_id, action }, { onConflict });
    for (const id of [shown, past]) {
      assert.equal((await vote(id)).error, null);
      assert.equal((await vote(id, "dislike")).error, null);
    }
    assert.equal((await vote(hidden)).error?.code, "42501");
    const { data } = await client.from("feedback_logs").select("event_id, action, voted_at");
    assert.deepEqual(data?.map(({ action }) => action), ["dislike", "dislike"]);
    assert.ok((await client.from("feedback_logs").select("moved_category")).error);
    assert.equal((await client.from("feedback_logs").delete().eq("event_id", past)).error, null);
  });
});

Deno.test("migrations create profiles for existing accounts without subscribing them", async () => {
  await using project = await emptyProject();
  await project.database.exec(`
    insert into auth.users (id, email, email_confirmed_at, is_anonymous, deleted_at, banned_until, created_at) values
      ('00000000-0000-4000-8000-000000000001', 'confirmed@example.org', now(), false, null, null, '2020-01-01Z'),
      ('00000000-0000-4000-8000-000000000002', 'pending@example.org', null, false, null, null, now()),
      ('00000000-0000-4000-8000-000000000003', 'deleted@example.org', now(), false, now(), null, now()),
      ('00000000-0000-4000-8000-000000000004', 'banned@example.org', now(), false, null, '2999-01-01Z', now()),
      ('00000000-0000-4000-8000-000000000005', null, null, true, null, null, now())`);
  await project.migrate();
  await project.database.exec(
    "update auth.users set email_confirmed_at = now() where email like 'pending%'",
  );
  const members = await project.database.query(
    `select email, newsletter_frequency as frequency, confirmed_from <= now() as is_confirmed
     from public.users order by id`,
  );
  assert.deepEqual(members, [
    { email: "confirmed@example.org", frequency: "off", is_confirmed: true },
    { email: "pending@example.org", frequency: "off", is_confirmed: true },
    { email: null, frequency: "off", is_confirmed: null },
    { email: "banned@example.org", frequency: "off", is_confirmed: false },
    { email: null, frequency: "off", is_confirmed: null },
  ]);
  const [oldest] = await project.database.query<{ since: string }>(
    "select min(created_at)::date::text as since from public.users",
  );
  assert.equal(oldest?.since, "2020-01-01");
});
