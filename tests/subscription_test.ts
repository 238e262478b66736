import assert from "node:assert/strict";
import { sign } from "./signed.ts";
import { assertRefused, type CallOptions, inWorld, type Json, NOW, type World } from "./world.ts";
import { feedbackExpiry } from "../supabase/functions/_shared/links.ts";

/** Ada, who was sent a newsletter and has this frequency since, and the ways in which she answers. */
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
    /** The address that mail programs post to. */
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

Deno.test("feedback takes an unsubscription back as if it had not been", async (t) => {
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

    await t.step("off: nothing was taken, there is nothing to take back", async () => {
      await choose("off");
      for (const _ of [1, 2]) {
        const { body } = await post(unsubscribe);
        assert.deepEqual([body.standing, body.undo_token], ["off", null]);
        assert.equal(await frequency(), "off");
      }
    });

    await t.step("what was chosen since stays: an old undo changes nothing", async () => {
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

Deno.test("feedback unsubscribes by one click of a mail program", async (t) => {
  await inWorld({}, async (world) => {
    const { stack, call, run } = world;
    const { ada, chess, path, post, oneClick, choose, frequency } = await reader(world);

    await t.step("in either encoding, and again", async () => {
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

    await t.step("not by opening the address", async () => {
      await choose("weekly");
      for (const method of ["GET", "HEAD"]) {
        assert.equal((await oneClick({ method })).status, 303);
        assert.equal(await frequency(), "weekly");
      }
    });

    await t.step("and does nothing else", async () => {
      await choose("off");
      const like = {
        action: "like" as const,
        user_id: ada.id,
        event_id: chess,
        exp: feedbackExpiry(NOW),
      };
      const subscribe = sign({ action: "resubscribe", user_id: ada.id });
      for (const token of [subscribe, sign(like), "", "x"]) {
        const answer = await call(path.replace(/t=.*/, `t=${token}`), { raw: "", key: null });
        assertRefused(answer, 401, "invalid_token", token);
        assert.equal(await frequency(), "off");
        assert.deepEqual(await stack.sql("select * from public.feedback_logs"), []);
      }
    });

    await t.step("who unsubscribed is sent nothing, and can come back", async () => {
      stack.mailbox.clear();
      await choose("weekly");
      await oneClick();
      await stack.sql("delete from public.email_logs");
      assert.equal((await run("send-newsletters")).due, 0);
      const resubscribe = sign({ action: "resubscribe", user_id: ada.id });
      assert.equal((await post(resubscribe)).body.standing, "weekly");
      assert.equal((await run("send-newsletters")).due, 1);
      await choose("daily");
      const again = await post(resubscribe);
      assert.equal(again.body.standing, "daily", "who never left keeps what was chosen");
    });
  });
});
