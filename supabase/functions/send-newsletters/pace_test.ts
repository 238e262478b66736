import assert from "node:assert/strict";
import { createPace } from "./pace.ts";

/** A server that takes so many mails in any second, and refuses the rest. */
function server(perSecond: number) {
  let taken: number[] = [];
  return (now: number) => {
    taken = taken.filter((at) => at > now - 1000);
    if (taken.length >= perSecond) return false;
    taken.push(now);
    return true;
  };
}

/** Sends mails of 15 ms each, in a time of its own. */
function play(mails: number, perSecond: number, takes: (now: number) => boolean) {
  const pace = createPace(perSecond);
  let [now, sent, refused] = [0, 0, 0];
  while (sent < mails && now < 3_600_000) {
    now += pace.delay(now);
    pace.began(now);
    now += 15;
    if (takes(now)) {
      sent++;
      pace.taken(now);
    } else {
      refused++;
      pace.refused(now);
    }
  }
  return { seconds: now / 1000, sent, refused };
}

Deno.test("createPace() gets 60 mails through a server of one a second within 90 seconds", () => {
  for (const perSecond of [5, 14, 1, 1000]) {
    const { sent, seconds, refused } = play(60, perSecond, server(1));
    assert.equal(sent, 60);
    assert.ok(seconds < 90, `${seconds} s at ${perSecond}`);
    assert.ok(refused < 15, `${refused} refusals at ${perSecond}`);
  }
});

Deno.test("createPace() gets 1,000 mails through a server of 14 a second at 90 % of its rate", () => {
  const { sent, seconds } = play(1000, 14, server(14));
  assert.equal(sent, 1000);
  assert.ok(1000 / seconds >= 0.9 * 14, `${seconds} s`);
  const tooFast = play(1000, 1000, server(14));
  assert.equal(tooFast.sent, 1000);
  assert.ok(1000 / tooFast.seconds >= 0.75 * 14, `${tooFast.seconds} s`);
});

Deno.test("createPace() keeps to its own pace where the server takes everything", () => {
  const { seconds, refused } = play(100, 5, () => true);
  assert.equal(refused, 0);
  assert.ok(seconds > 19.5 && seconds < 20.5, `${seconds} s`);
});

Deno.test("createPace() waits for seconds, never for minutes, and recovers", () => {
  const pace = createPace(5);
  let now = 0;
  for (let i = 0; i < 50; i++) {
    pace.began(now);
    pace.refused(now);
    assert.ok(pace.delay(now) <= 10_000, `${pace.delay(now)} ms`);
    now += pace.delay(now);
  }
  for (let i = 0; i < 2_000; i++) {
    pace.began(now);
    pace.taken(now);
    now += pace.delay(now);
  }
  assert.ok(pace.delay(now - 1) < 260, "as fast as set again");
});
