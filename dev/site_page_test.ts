import assert from "node:assert/strict";
import { signToken } from "../supabase/functions/_shared/links.ts";
import { serveSite } from "./site_page.ts";

const EVENT = "6f1e5d3c-0000-4000-8000-000000000001";
const MEMBER = "6f1e5d3c-0000-4000-8000-000000000002";
const KEYS = [{ kid: "k", secret: "a secret of thirty-two characters" }] as const;

const site = serveSite({
  query: <T>(_statement: string, values?: unknown[]) =>
    Promise.resolve((values?.[0] === EVENT ? [{ title: "Chess" }] : []) as T[]),
});

const ask = async (token: unknown) => {
  const body = JSON.stringify({ token });
  const response = await site(new Request("http://x/site/question", { method: "POST", body }));
  return await response.json();
};

Deno.test("serveSite() says what a token asks", async () => {
  const exp = new Date("2027-01-01");
  const vote = { action: "like" as const, user_id: MEMBER, exp };
  assert.deepEqual(await ask(signToken({ ...vote, event_id: EVENT }, KEYS)), {
    action: "like",
    title: "Chess",
  });
  assert.deepEqual(await ask(signToken({ ...vote, event_id: MEMBER }, KEYS)), {
    action: "like",
  });
  const subscription = signToken({ action: "unsubscribe", user_id: MEMBER }, KEYS);
  assert.deepEqual(await ask(subscription), { action: "unsubscribe" });
});

Deno.test("serveSite() asks nothing for what is no token", async () => {
  for (const token of [undefined, "", "v1.k.A.x", "v1.k.<b>.x", "a.b.*", 7]) {
    assert.deepEqual(await ask(token), { action: null }, String(token));
  }
});
