import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";
import { deepEqual, equal, notEqual, ok, throws } from "node:assert/strict";
import fc from "../test/property.ts";
import {
  calendarLink,
  type Claims,
  feedbackExpiry,
  feedbackLink,
  keyedId,
  type LinkKeys,
  oneClickLink,
  signToken,
  siteTarget,
  takenAt,
  undoExpiry,
  verifyToken,
} from "./links.ts";
import { CATEGORIES } from "../event/event.ts";
import { mutations } from "./test_mutations.ts";

const USER = "0c9f1d2e-3a4b-4c5d-8e6f-708192a3b4c5";
const EVENT = "f47ac10b-58cc-4372-a567-0e02b2c3d479";
const KEYS: LinkKeys = [{ kid: "k2", secret: "new secret, thirty-two characters" }, {
  kid: "k1",
  secret: "old secret, thirty-two characters",
}];
const NOW = new Date("2026-11-20T09:00:00Z");
const LIKE: Claims = { action: "like", user_id: USER, event_id: EVENT, exp: feedbackExpiry(NOW) };
const UNSUBSCRIBE: Claims = { action: "unsubscribe", user_id: USER };

const verify = (token: unknown, now = NOW, keys = KEYS) => verifyToken(token, { keys, now });

const reasonOf = (token: unknown, now = NOW) => {
  const verified = verify(token, now);
  return verified.ok ? "ok" : verified.reason;
};

Deno.test("verifyToken() returns the claims passed to signToken(), for every action", () => {
  const votes = ["like", "dislike", "undo"] as const;
  const resubscribe: Claims = { action: "resubscribe", user_id: USER, exp: undoExpiry(NOW) };
  for (const claims of [UNSUBSCRIBE, resubscribe]) {
    deepEqual(verify(signToken(claims, KEYS)), { ok: true, claims });
  }
  for (const category of CATEGORIES) {
    const claims: Claims = { action: "prefer", user_id: USER, category, exp: feedbackExpiry(NOW) };
    deepEqual(verify(signToken(claims, KEYS)), { ok: true, claims });
  }
  for (const action of votes) {
    const claims: Claims = { ...LIKE, action };
    deepEqual(verify(signToken(claims, KEYS)), { ok: true, claims });
  }
});

Deno.test("signToken() makes a short, deterministic token that needs no escaping in a URL", () => {
  const token = signToken(LIKE, KEYS);
  equal(token, signToken(LIKE, KEYS));
  ok(token.length <= 110, `${token.length} characters`);
  equal(encodeURIComponent(token), token);
  notEqual(token, signToken({ ...LIKE, action: "dislike" }, KEYS));
});

Deno.test("signToken() refuses an id that is not a UUID", () => {
  const bad = { ...UNSUBSCRIBE, user_id: "42" };
  throws(() => signToken(bad, KEYS), { name: "RangeError", message: /must be a UUID.*"42"/ });
});

Deno.test("verifyToken() refuses a vote after 90 days and never an unsubscription", () => {
  const vote = signToken(LIKE, KEYS);
  const day = 86_400_000;
  equal(reasonOf(vote, new Date(NOW.getTime() + 90 * day - 1000)), "ok");
  equal(reasonOf(vote, new Date(NOW.getTime() + 90 * day)), "expired");
  equal(reasonOf(signToken(UNSUBSCRIBE, KEYS), new Date("2099-01-01")), "ok");
});

Deno.test("verifyToken() refuses an undo of an unsubscription after 90 days", () => {
  const exp = undoExpiry(NOW);
  deepEqual(takenAt(exp), NOW);
  const undo = signToken({ action: "resubscribe", user_id: USER, exp }, KEYS);
  equal(reasonOf(undo, new Date(exp.getTime() - 1000)), "ok");
  equal(reasonOf(undo, exp), "expired");
  // The format of such tokens before they had an expiry: an unsubscription's bytes with another
  // action.
  const signed = `v1.k2.${
    Buffer.from("04" + USER.replaceAll("-", ""), "hex").toString("base64url")
  }`;
  const mac = createHmac("sha256", KEYS[0].secret).update(`connect3-edge/subscription\n${signed}`);
  equal(reasonOf(`${signed}.${mac.digest("base64url")}`), "malformed");
});

Deno.test("verifyToken() accepts the previous key and refuses a dropped key", () => {
  const [current, previous] = KEYS;
  const old = signToken(UNSUBSCRIBE, [previous ?? current]);
  ok(verify(old).ok);
  deepEqual(verify(old, NOW, [current]), { ok: false, reason: "unknown_key" });
  const impostor: LinkKeys = [{ kid: "k2", secret: "another secret of 32 characters.." }];
  equal(reasonOf(signToken(UNSUBSCRIBE, impostor)), "signature");
});

Deno.test("verifyToken() refuses a token signed for another purpose", () => {
  const [signed] = /^.*(?=\.)/.exec(signToken(UNSUBSCRIBE, KEYS))!;
  const signedFor = (purpose: string) => {
    const mac = createHmac("sha256", KEYS[0].secret).update(`connect3-edge/${purpose}\n${signed}`);
    return `${signed}.${mac.digest("base64url")}`;
  };
  equal(reasonOf(signedFor("subscription")), "ok");
  equal(reasonOf(signedFor("feedback")), "signature");
});

Deno.test("verifyToken() returns a reason for hostile input and never throws", () => {
  const token = signToken(LIKE, KEYS);
  const hostile = [
    ...[undefined, null, 42, {}, [], [token], { toString: () => token }, Symbol("x")],
    ...["", ".", "...", "v1", "v1.k2..", "💣", "\0", token + "=", token + ".", ` ${token}`],
    ...[token + "\n", token.replace("v1", "v2"), token.toUpperCase(), token.repeat(1000)],
  ];
  for (const input of hostile) equal(reasonOf(input), "malformed", String(input));
});

Deno.test("verifyToken() refuses other spellings of the same base64url bytes", () => {
  const token = signToken(UNSUBSCRIBE, KEYS);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  // 43 characters hold 258 bits, two more than the MAC, so three other endings decode to the same
  // bytes.
  const last = alphabet.indexOf(token.at(-1) ?? "");
  for (const spare of [1, 2, 3]) {
    equal(reasonOf(token.slice(0, -1) + alphabet[last ^ spare]), "malformed");
  }
  equal(reasonOf(token.replaceAll("-", "+").replaceAll("_", "/") + "="), "malformed");
});

Deno.test("verifyToken() refuses every mutated token", () => {
  const tokens = [signToken(LIKE, KEYS), signToken(UNSUBSCRIBE, KEYS)];
  fc.assert(
    fc.property(mutations(tokens), (mutant) => {
      fc.pre(!tokens.includes(mutant));
      return !verify(mutant).ok;
    }),
    { numRuns: 10_000 },
  );
});

Deno.test("feedbackLink(), oneClickLink() and calendarLink() build addresses below the functions' URL", () => {
  const base = "https://ref.supabase.co/functions/v1/";
  equal(feedbackLink(base, "v1.a.b.c"), "https://ref.supabase.co/functions/v1/feedback?t=v1.a.b.c");
  equal(
    oneClickLink(base, "v1.a.b.c"),
    "https://ref.supabase.co/functions/v1/feedback/unsubscribe?t=v1.a.b.c",
  );
  equal(
    calendarLink(base, "a&b"),
    "https://ref.supabase.co/functions/v1/feedback/calendar?event=a%26b",
  );
});

Deno.test("keyedId() is equal for equal parts and key, and differs otherwise", () => {
  const [key] = KEYS;
  const id = keyedId(["a", "b"], KEYS);
  equal(keyedId(["a", "b"], [key]), id);
  equal(/^[0-9a-f]{32}$/.test(id), true);
  const others = [["a", "c"], ["ab"], ["a", "b", ""], ["a,b"], ["b", "a"]];
  const ids = others.map((parts) => keyedId(parts, KEYS));
  const otherKey = keyedId(["a", "b"], [{ ...key, secret: `${key.secret}x` }]);
  equal(new Set([id, otherKey, ...ids]).size, 2 + others.length);
});

Deno.test("siteTarget() is always on the configured page", () => {
  const page = "https://connect3.app/feedback#old";
  const token = signToken(LIKE, KEYS);
  equal(siteTarget(page, token), `https://connect3.app/feedback#${token}`);
  equal(siteTarget(page, token.slice(0, -1)), "https://connect3.app/feedback#incomplete");
  for (
    const hostile of ["//evil.example", "https://evil.example", "\r\nLocation: x", "@evil", ""]
  ) {
    equal(siteTarget(page, hostile), "https://connect3.app/feedback#incomplete");
  }
});
