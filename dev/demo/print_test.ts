import assert from "node:assert/strict";
import { sampleMembers } from "../sample/members.ts";
import { memberText } from "./print.ts";

const [voter, teller] = sampleMembers(2, 3).map((member, i) => ({ ...member, id: String(i) }));

Deno.test("memberText() describes the data that the pipeline has, not the plan for the member", () => {
  assert.ok(voter?.votes && teller?.preferences);
  assert.match(memberText(voter, true, [], "UTC"), /\(voted before, said nothing\)/);
  assert.match(memberText(voter, false, [], "UTC"), /\(nothing is known yet\)/);
  assert.match(memberText(teller, true, [], "UTC"), /\(voted before; says they like /);
  assert.match(memberText(teller, false, [], "UTC"), /\(never voted; says they like /);
});
