import { equal } from "node:assert/strict";
import { withoutHandles } from "./handles.ts";

Deno.test("withoutHandles() spells mentions and leaves names, addresses and prices", () => {
  equal(withoutHandles("Join @jazz_club and @RAID for tea"), "Join Jazz Club and RAID for tea");
  for (const text of ["Node.js", "RAID", "ada@x.example", "2 @ $5", "St. Kilda", "e-sports"]) {
    equal(withoutHandles(text), text);
  }
});
