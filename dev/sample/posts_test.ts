import assert from "node:assert/strict";
import fc from "../../supabase/functions/_shared/test/property.ts";
import { CATEGORIES } from "../../supabase/functions/_shared/event/event.ts";
import { parsePosts } from "../../supabase/functions/_shared/post/post.ts";
import { dayOf, instantOf } from "./calendar.ts";
import { text } from "./draft.ts";
import { samplePosts, sampleTruth, type Truth } from "./posts.ts";
import { timeWords, wordsOf } from "./words.ts";

const NOW = new Date("2026-11-20T09:00:00+11:00");
const ZONE = "Australia/Melbourne";
const DAY_MS = 86_400_000;

const nows = fc.date({
  min: new Date("2024-01-01"),
  max: new Date("2032-01-01"),
  noInvalidDate: true,
});
const zones = fc.constantFrom(ZONE, "Asia/Kolkata", "America/St_Johns", "Pacific/Auckland", "UTC");

/** The start as an instant; an all-day event starts at its local midnight. */
function instant(starts: string, zone: string): Date {
  const [day = "", time = "00:00"] = starts.split("T");
  return instantOf(Date.parse(day) / DAY_MS, time, zone);
}

function split(truths: Truth[], now: Date, zone: string) {
  const events = truths.filter((truth) => truth.kind === "event");
  const isPast = ({ starts }: Truth) => starts !== null && instant(starts, zone) < now;
  return {
    upcoming: events.filter((truth) => !isPast(truth)),
    past: events.filter(isPast),
    others: truths.filter((truth) => truth.kind !== "event"),
  };
}

Deno.test("samplePosts() is an export without rejected entries", () => {
  const entries = samplePosts(NOW, ZONE);
  const { posts, rejected } = parsePosts(entries);
  assert.deepEqual(rejected, []);
  assert.ok(posts.length >= 72, `${posts.length} posts`);
  for (const entry of entries) {
    assert.deepEqual(Object.keys(entry), [
      "id",
      "caption",
      "media_type",
      "media_url",
      "permalink",
      "timestamp",
      "account",
    ]);
  }
});

Deno.test("samplePosts() is sorted oldest first and within the three weeks before now", () => {
  fc.assert(
    fc.property(nows, zones, (now, zone) => {
      const times = parsePosts(samplePosts(now, zone)).posts.map((post) =>
        Date.parse(post.timestamp)
      );
      assert.deepEqual(times, times.toSorted((a, b) => a - b));
      assert.ok((times[0] ?? 0) > +now - 21 * DAY_MS);
      assert.ok((times.at(-1) ?? 0) <= +now);
    }),
    { numRuns: 40 },
  );
});

Deno.test("samplePosts() keeps the id of a post at any later time", () => {
  const ids = (now: Date) => samplePosts(now, ZONE).map(({ id }) => id).sort();
  assert.deepEqual(ids(NOW), ids(new Date("2027-06-01T20:00:00Z")));
  assert.deepEqual(samplePosts(NOW, ZONE), samplePosts(NOW, ZONE));
});

Deno.test("samplePosts() has the mess of real exports", () => {
  const posts = samplePosts(NOW, ZONE);
  const some = (pattern: RegExp) => posts.some(({ caption }) => pattern.test(caption));
  assert.ok(some(/<script>/));
  assert.ok(some(/\r\n/));
  assert.ok(some(/ignore previous instructions/i));
  assert.ok(some(/\u202e/));
  assert.ok(some(/^[^\p{L}\p{N}]+$/u), "emoji only");
  assert.ok(some(/^[^]{15000,}$/), "very long");
  assert.ok(posts.some(({ timestamp }) => timestamp.endsWith("+0000")));
  assert.ok(posts.some(({ timestamp }) => timestamp.endsWith(".000Z")));
  assert.equal(new Set(posts.map((post) => post.media_type)).size, 3);
});

Deno.test("sampleTruth() always has many upcoming and past events in all categories", () => {
  fc.assert(
    fc.property(nows, zones, (now, zone) => {
      const { upcoming, past, others } = split(sampleTruth(now, zone), now, zone);
      assert.ok(upcoming.length >= 45, `${upcoming.length} upcoming`);
      assert.deepEqual(new Set(upcoming.map(({ category }) => category)), new Set(CATEGORIES));
      assert.deepEqual(new Set(past.map(({ category }) => category)), new Set(CATEGORIES));
      assert.ok(others.length >= 20, `${others.length} others`);
      const ends = +now + 22 * DAY_MS;
      for (const { starts } of upcoming) {
        assert.ok(+instant(starts ?? "", zone) < ends, starts ?? "");
      }
    }),
    { numRuns: 40 },
  );
});

Deno.test("sampleTruth() spreads events over days and clubs", () => {
  const truths = sampleTruth(NOW, ZONE);
  const { upcoming } = split(truths, NOW, ZONE);
  assert.ok(new Set(upcoming.map(({ starts }) => starts?.slice(0, 10))).size >= 14);
  assert.ok(upcoming.some(({ starts }) => starts?.length === 10), "an all-day event");
  assert.ok(new Set(truths.map(({ organiser }) => organiser)).size >= 15);
});

Deno.test("sampleTruth() agrees with the caption of each post", () => {
  fc.assert(
    fc.property(nows, zones, (now, zone) => {
      const truths = new Map(sampleTruth(now, zone).map((truth) => [truth.id, truth]));
      for (const { id, caption, timestamp } of samplePosts(now, zone)) {
        const truth = truths.get(id);
        assert.ok(truth, id);
        assert.equal(truth.starts === null, truth.kind !== "event");
        if (truth.starts === null) continue;
        const [day = "", time] = truth.starts.split("T");
        const posted = dayOf(new Date(timestamp.replace("+0000", "Z")), zone);
        assert.ok(saysDay(caption, Date.parse(day) / DAY_MS, posted), `${day}: ${caption}`);
        if (time) assert.ok(saysTime(caption, time), `${time}: ${caption}`);
      }
      assert.equal(truths.size, samplePosts(now, zone).length);
    }),
    { numRuns: 20 },
  );
});

function saysDay(caption: string, day: number, posted: number): boolean {
  const { d, th, month, mon, slashed, short, near, ...words } = wordsOf(day, posted);
  return [
    `${d} ${month}`,
    `${d} ${mon}`,
    `${th} ${month}`,
    `${th} ${mon}`,
    `${th} of ${month}`,
    `${month} ${d}`,
    `${month} ${th}`,
    slashed,
    short,
    near,
    words.in("zh"),
    ...(day === posted ? ["TONIGHT"] : []),
  ].some((spelling) => caption.includes(spelling));
}

function saysTime(caption: string, time: string): boolean {
  const { pm, PM, full, bare, h24 } = timeWords(time);
  return [pm, PM, full, h24, `${bare}-`, `${bare}–`, `${bare} – `, `${bare}am`]
    .some((spelling) => caption.includes(spelling));
}

Deno.test("text() removes the code's indentation and joins continued lines", () => {
  assert.equal(
    text`
      one \
      line

        indented ${"value"}
    `,
    "one line\n\n indented value",
  );
});
