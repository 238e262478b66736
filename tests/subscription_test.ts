import assert from "node:assert/strict";
import { sign } from "./signed.ts";
import {
  assertRefused,
  type CallOptions,
  inDays,
  inWorld,
  type Json,
  NOW,
  type World,
} from "./world.ts";
import { feedbackExpiry, undoExpiry } from "../supabase/functions/_shared/links/links.ts";

/** Ada, who got a newsletter and now has this frequency, and her ways to respond. */
async function reader({ stack, call, run, member, events }: World) {
  const ada = await member("Ada");
  const [chess] = await events({ title: "Chess", organisers: ["Rooks"] }) as [string];
  await run("send-newsletters");
  const [mail] = stack.mailbox.messages();
  const { line } = mail!.headers.find(({ name }) => name === "list-unsubscribe")!;
  const [, path] = /\/functions\/v1\/(\S+?)>/.exec(line)!;
  return {
    ada,
    chess,
    /** Address for the POST of mail programs. */
    path: path!,
    post: (token: string) => call("feedback", { body: { token }, key: null }),
    oneClick: (options: CallOptions = { raw: "" }) => call(path!, { ...options, key: null }),
    choose: (frequency: string) =>
      stack.sql("update public.users set newsletter_frequency = $1, unsubscribed_from = null", [
        frequency,
      ]),
    frequency: async () =>
      (await stack.sql<Json>("select newsletter_frequency from public.users"))[0]
        .newsletter_frequency,
  };
}

Deno.test("feedback undoes an unsubscription completely", async (t) => {
  await inWorld({}, async (world) => {
    const { ada, post, oneClick, choose, frequency } = await reader(world);
    const unsubscribe = sign({ action: "unsubscribe", user_id: ada.id });

    for (const chosen of ["daily", "weekly"]) {
      for (const presses of [1, 2, 3]) {
        for (const byProgram of [false, true]) {
          const how = `${chosen}, pressed ${presses} times${byProgram ? " after one click" : ""}`;
          await t.step(how, async () => {
            await choose(chosen);
            if (byProgram) assert.equal((await oneClick()).status, 200);
            let undo = "";
            for (let press = 0; press < presses; press++) {
              const { body } = await post(unsubscribe);
              assert.deepEqual([body.action, body.standing], ["unsubscribe", "off"]);
              assert.equal(await frequency(), "off");
              undo = body.undo_token;
            }
            for (const _ of [1, 2]) {
              const { body } = await post(undo);
              assert.deepEqual(body, {
                action: "resubscribe",
                event: null,
                standing: chosen,
                undo_token: null,
              });
              assert.equal(await frequency(), chosen);
            }
          });
        }
      }
    }

    await t.step("frequency off: nothing to undo", async () => {
      await choose("off");
      for (const _ of [1, 2]) {
        const { body } = await post(unsubscribe);
        assert.deepEqual([body.standing, body.undo_token], ["off", null]);
        assert.equal(await frequency(), "off");
      }
    });

    await t.step("an old undo does not change a later choice", async () => {
      await choose("daily");
      const { body } = await post(unsubscribe);
      const { error } = await ada.client.from("users").update({ newsletter_frequency: "weekly" })
        .eq("id", ada.id);
      assert.equal(error, null);
      assert.equal((await post(body.undo_token)).body.standing, "weekly");
      assert.equal(await frequency(), "weekly");
    });
  });
});

Deno.test("feedback unsubscribes by a mail program's one-click POST", async (t) => {
  await inWorld({}, async (world) => {
    const { stack, call, run } = world;
    const { ada, chess, path, oneClick, choose, frequency } = await reader(world);

    await t.step("in either encoding, also repeated", async () => {
      const form = new FormData();
      form.set("List-Unsubscribe", "One-Click");
      const bodies = [
        new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
        form,
        "",
        "\u0000 {",
      ];
      for (const raw of bodies) {
        await choose("weekly");
        for (const _ of [1, 2]) {
          const { status, headers } = await oneClick({ raw });
          assert.equal(status, 200);
          assert.equal(headers.get("location"), null);
          assert.equal(await frequency(), "off");
        }
      }
    });

    await t.step("opening the address does not unsubscribe", async () => {
      await choose("weekly");
      for (const method of ["GET", "HEAD"]) {
        assert.equal((await oneClick({ method })).status, 303);
        assert.equal(await frequency(), "weekly");
      }
    });

    await t.step("the one-click POST changes nothing else", async () => {
      await choose("off");
      const like = {
        action: "like" as const,
        user_id: ada.id,
        event_id: chess,
        exp: feedbackExpiry(NOW),
      };
      const subscribe = sign({ action: "resubscribe", user_id: ada.id, exp: undoExpiry(NOW) });
      for (const token of [subscribe, sign(like), "", "x"]) {
        const answer = await call(path.replace(/t=.*/, `t=${token}`), { raw: "", key: null });
        assertRefused(answer, 401, "invalid_token", token);
        assert.equal(await frequency(), "off");
        assert.deepEqual(await stack.sql("select * from public.feedback_logs"), []);
      }
    });

    await t.step("an unsubscribed member gets no mail", async () => {
      stack.mailbox.clear();
      await choose("weekly");
      await oneClick();
      await stack.sql("delete from public.email_logs");
      assert.equal((await run("send-newsletters")).due, 0);
    });
  });
});

Deno.test("feedback undoes only the unsubscription of the token, and no later choice", async (t) => {
  await inWorld({}, async (world) => {
    const { at, call } = world;
    const { ada, post, choose, frequency } = await reader(world);
    const unsubscribe = sign({ action: "unsubscribe", user_id: ada.id });
    const ask = (token: string) => call("feedback/question", { body: { token }, key: null });
    const refused = async (token: string, status: number, code: string, what: string) => {
      for (const answer of [await ask(token), await post(token)]) {
        assertRefused(answer, status, code, what);
      }
      assert.equal(await frequency(), "off", what);
    };
    const undoOf = async () => (await post(unsubscribe)).body.undo_token;
    const chooseAsMember = async (newsletter_frequency: string) => {
      const { error } = await ada.client.from("users").update({ newsletter_frequency })
        .eq("id", ada.id);
      assert.equal(error, null);
    };

    await t.step("keeps off if the member chose it after an undo", async () => {
      await choose("weekly");
      const undo = await undoOf();
      assert.equal((await post(undo)).body.standing, "weekly");
      await chooseAsMember("off");
      await refused(undo, 409, "undo_superseded", "a replay");
    });

    await t.step("keeps off if the member chose it while unsubscribed", async () => {
      await choose("daily");
      const undo = await undoOf();
      await chooseAsMember("off");
      await refused(undo, 409, "undo_superseded", "a late undo");
      assert.equal((await post(unsubscribe)).body.undo_token, null);
    });

    await t.step("keeps a later unsubscription", async () => {
      await choose("weekly");
      const first = await undoOf();
      await post(first);
      await at(inDays(1));
      const second = await undoOf();
      await refused(first, 409, "undo_superseded", "the undo of the first");
      assert.equal((await ask(second)).status, 200);
      assert.equal((await post(second)).body.standing, "weekly");
    });

    await t.step("does nothing after 90 days, and repeated clicks do not extend that", async () => {
      await choose("weekly");
      await at(inDays(2));
      const undo = await undoOf();
      await at(inDays(91));
      const again = await undoOf();
      assert.equal(typeof again, "string");
      await at(inDays(93));
      for (const token of [undo, again]) await refused(token, 410, "token_expired", "expired");
      assert.equal((await post(unsubscribe)).body.undo_token, null);
    });
  });
});
