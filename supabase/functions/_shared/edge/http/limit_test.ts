import assert from "node:assert/strict";
import type { Db } from "../db/client.ts";
import { callerKey, prefixOf } from "./caller_key.ts";
import { HttpError } from "./http.ts";
import { createLimit } from "./limit.ts";

/** A database that answers `take_token` so. */
function dbOf(answer: () => { data: unknown; error: unknown }) {
  const calls: unknown[] = [];
  const rpc = (_: string, args: unknown) => {
    calls.push(args);
    return Promise.resolve(answer());
  };
  return { db: { client: { rpc }, url: "", key: "" } as unknown as Db, calls };
}

const RULE = { perMinute: 60, isPaid: false };
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);
const statusOf = (work: Promise<void>) =>
  work.then(() => 200, (error) => error instanceof HttpError ? error.status : error);

Deno.test("Limit.take() asks the database no more while a refused caller has to wait", async () => {
  const refusal = { data: { allowed: false, remaining: 0, retry_after: 30 }, error: null };
  const { db, calls } = dbOf(() => refusal);
  const limit = createLimit();
  for (const seconds of [0, 1, 29]) {
    assert.equal(await statusOf(limit.take(db, "member a", RULE, at(seconds))), 429);
  }
  assert.equal(calls.length, 1);
  assert.equal(await statusOf(limit.take(db, "member b", RULE, at(29))), 429);
  assert.equal(await statusOf(limit.take(db, "member a", RULE, at(31))), 429);
  assert.equal(calls.length, 3);
});

Deno.test("Limit.take() without a count lets free calls through and refuses paid ones", async () => {
  const { db } = dbOf(() => ({ data: null, error: { code: "57P01", message: "away" } }));
  const error = console.error;
  console.error = () => {};
  try {
    assert.equal(await statusOf(createLimit().take(db, "a", RULE, at(0))), 200);
    assert.equal(
      await statusOf(createLimit().take(db, "a", { ...RULE, isPaid: true }, at(0))),
      503,
    );
  } finally {
    console.error = error;
  }
});

Deno.test("Limit.take() counts no call of the service", async () => {
  const { db, calls } = dbOf(() => ({ data: null, error: null }));
  await createLimit().take(db, null, RULE, at(0));
  assert.equal(calls.length, 0);
});

Deno.test("prefixOf() gives the /24 of IPv4 and the /64 of IPv6, and nothing for no address", () => {
  const cases = {
    "198.51.100.7": "198.51.100",
    "::ffff:198.51.100.7": "198.51.100",
    "2001:db8:1:2:3:4:5:6": "2001:db8:1:2",
    "2001:db8::1": "2001:db8:0:0",
    "2001:DB8:0001:0002::": "2001:db8:1:2",
    "::1": "0:0:0:0",
    "unknown": "",
    "": "",
    "<script>": "",
  };
  for (const [address, prefix] of Object.entries(cases)) assert.equal(prefixOf(address), prefix);
});

Deno.test("callerKey() hides addresses, changes daily, and trusts the last hop alone", async () => {
  const guest = { userId: null, isGuest: true as const };
  const keyAt = (hops: string, day: number) =>
    callerKey(guest, new Headers({ "x-forwarded-for": hops }), "secret", at(day * 86_400));
  const key = await keyAt("198.51.100.7", 0);
  assert.match(key!, /^guest [0-9a-f]{32}$/);
  assert.equal(await keyAt("203.0.113.1, 198.51.100.8", 0), key);
  assert.notEqual(await keyAt("198.51.100.7, 203.0.113.1", 0), key);
  assert.notEqual(await keyAt("198.51.100.7", 1), key);
  assert.equal(await callerKey({ userId: "m" }, new Headers(), "secret", at(0)), "member m");
  assert.equal(await callerKey({ userId: null }, new Headers(), "secret", at(0)), null);
});
