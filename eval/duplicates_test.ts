import assert from "node:assert/strict";
import { parsePosts } from "../supabase/functions/_shared/post/post.ts";
import { countPairs } from "./duplicates.ts";

const caption = (title: string, day: string) => `${title}!\n📅 ${day}, 6pm\n📍 Union House`;
const { posts } = parsePosts(
  [
    ["1", caption("Trivia Night", "Thursday 5 March")],
    ["2", `Reminder: ${caption("Trivia Night", "Thursday 5 March")}`],
    ["3", caption("Film Screening", "Friday 6 March")],
    ["4", caption("Salsa Social", "Saturday 7 March")],
  ].map(([id, caption]) => ({
    id,
    caption,
    media_type: "IMAGE",
    timestamp: "2026-03-01T00:00:00Z",
    media_url: "https://images.example/1.jpg",
    permalink: "https://posts.example/1",
  })),
);

Deno.test("countPairs() counts correct, wrong and missed pairs", () => {
  const zone = "Australia/Melbourne";
  const right = countPairs(posts, [["1", "2"]], zone);
  assert.deepEqual([right.posts, right.hits, right.false_alarms, right.misses], [4, 1, 0, 0]);
  const wrong = countPairs(posts, [["3", "4"]], zone);
  assert.deepEqual([wrong.hits, wrong.false_alarms, wrong.misses], [0, 1, 1]);
  assert.deepEqual([wrong.precision, wrong.recall], [0, 0]);
});
